import { type AST, FIELDS } from "./ast.gen.ts";
import type { ConstantValue } from "./constant.ts";
import { constantRepr, strRepr } from "./python-repr.ts";

export interface DumpOptions {
  /** `field=value` rather than the values alone (default true). */
  annotate_fields?: boolean;
  /** Line and column numbers too (default false). */
  include_attributes?: boolean;
  /** Pretty-print, this many spaces or this text for each level (default: one line). */
  indent?: number | string | null;
}

const ATTRIBUTES: readonly string[] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];
/**
 * What `ast.dump` prints. It does not recurse, for trees can be deep: pieces still to be printed wait on a list.
 *
 * CPython 3.11: Lib/ast.py dump
 */
export function dump(node: AST, options: DumpOptions = {}): string {
  const printer = new Printer(options);
  return printer.print(node);
}

interface Task {
  /** Text to print as it is, or a value. */
  text: string | null;
  value: unknown;
  field: string;
  level: number;
}

class Printer {
  private readonly annotate: boolean;
  private readonly attributes: boolean;
  private readonly indent: string | null;
  private readonly tasks: Task[] = [];
  private out = "";
  private readonly parts: string[] = [];

  constructor(options: DumpOptions) {
    this.annotate = options.annotate_fields ?? true;
    this.attributes = options.include_attributes ?? false;
    const indent = options.indent ?? null;
    this.indent = typeof indent === "number" ? " ".repeat(indent) : indent;
  }

  print(node: AST): string {
    this.tasks.push({ text: null, value: node, field: "", level: 0 });
    for (let task = this.tasks.pop(); task !== undefined; task = this.tasks.pop()) {
      if (task.text !== null) this.write(task.text);
      else this.value(task);
    }
    this.parts.push(this.out);
    return this.parts.join("");
  }

  private write(text: string): void {
    this.out += text;
    if (this.out.length > 65536) {
      this.parts.push(this.out);
      this.out = "";
    }
  }

  private value(task: Task): void {
    const { value, level } = task;
    if (Array.isArray(value)) this.list(value, task);
    else if (typeof value === "object" && value !== null && "node" in value) this.node(value as AST, level);
    else this.write(scalar(value, task));
  }

  /** Puts pieces on the list so that the first is printed first. */
  private push(pieces: Task[]): void {
    for (let i = pieces.length - 1; i >= 0; i--) this.tasks.push(pieces[i]!);
  }

  private list(items: unknown[], task: Task): void {
    if (items.length === 0) {
      this.write("[]");
      return;
    }
    const level = task.level + 1;
    const pieces: Task[] = [literal("[" + this.lineBreak(level))];
    items.forEach((value, i) => {
      if (i > 0) pieces.push(literal(this.separator(level)));
      pieces.push({ text: null, value, field: task.field, level });
    });
    pieces.push(literal("]"));
    this.push(pieces);
  }

  private lineBreak(level: number): string {
    return this.indent === null ? "" : "\n" + this.indent.repeat(level);
  }

  private separator(level: number): string {
    return this.indent === null ? ", " : ",\n" + this.indent.repeat(level);
  }

  /** Whether ast.dump takes a value for short: a node that prints without fields, a list without elements. */
  private isSimple(value: unknown): boolean {
    if (Array.isArray(value)) return value.length === 0;
    if (typeof value !== "object" || value === null || !("node" in value)) return true;
    const node = value as AST;
    if (this.attributes && "end_lineno" in node) return false;
    const fields = node as unknown as Record<string, unknown>;
    return FIELDS[node.node].every((name) => fields[name] === null && mayBeMissing(node, name));
  }

  private node(node: AST, outer: number): void {
    const fields = node as unknown as Record<string, unknown>;
    const items: [string, string, unknown][] = [];
    let keywords = this.annotate;
    let simple = true;
    for (const name of FIELDS[node.node]) {
      const value = fields[name];
      if (value === null && mayBeMissing(node, name)) {
        keywords = true;
        continue;
      }
      simple &&= this.isSimple(value);
      items.push([keywords ? name : "", name, value]);
    }
    if (this.attributes && "end_lineno" in node) for (const name of ATTRIBUTES) items.push([name, name, fields[name]]);
    // Few fields, and none of them a node or a list: they stay on one line.
    const inline = this.indent === null || (simple && items.length <= 3);
    const level = outer + 1;
    const pieces: Task[] = [literal(node.node + "(" + (inline || items.length === 0 ? "" : this.lineBreak(level)))];
    items.forEach(([shown, field, value], i) => {
      if (i > 0) pieces.push(literal(inline ? ", " : this.separator(level)));
      if (shown !== "") pieces.push(literal(shown + "="));
      pieces.push({ text: null, value, field, level });
    });
    pieces.push(literal(")"));
    this.push(pieces);
  }
}

function literal(text: string): Task {
  return { text, value: null, field: "", level: 0 };
}

/** Whether ast.dump leaves the field out when it is None: those that Python.asdl marks with `?`, where None is no value. */
function mayBeMissing(node: AST, field: string): boolean {
  return field !== "value" || (node.node !== "Constant" && node.node !== "MatchSingleton");
}

function scalar(value: unknown, task: Task): string {
  if (value === null) return "None";
  if (typeof value === "string") return isOperator(task) ? value + "()" : strRepr(value);
  if (typeof value === "number") return String(value);
  return constantRepr(value as ConstantValue);
}

function isOperator(task: Task): boolean {
  return task.field === "op" || task.field === "ops" || task.field === "ctx";
}
