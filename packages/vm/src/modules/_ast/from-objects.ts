import type { Constant as ConstantOfCode } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import * as tree from "@vivarium/parser";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { constantOfObject } from "../../objects/constant-of-object.ts";
import { isInt } from "../../objects/int/value.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { lookupAttr } from "../../protocol/attribute.ts";
import { repr } from "../../protocol/repr.ts";
import { shortName } from "./node-type.ts";
import { type FieldSchema, type NodeSchema, type SumSchema, sumOf } from "./schema.ts";
import { type AstState, astState, type NodeClass } from "./state.ts";

/** What a field holds in the parser's tree. */
type FieldValue = tree.AST | string | number | tree.ConstantValue | null | FieldValue[];

/** Takes the tree; gives the operation's value. */
export type TreeUse = (vm: VM, tree: tree.mod) => Result;

const MODES = ["Module", "Expression", "Interactive"] as const;

/**
 * The parser's tree for objects of module `ast`, handed to `use`; null with TypeError or ValueError. Attributes are looked up as Python does, so
 * that it may run Python code. `mode` is "exec", "eval" or "single". CPython 3.11: Python/Python-ast.c PyAST_obj2mod
 */
export function withTreeOfObjects(vm: VM, source: PyObject, mode: string, use: TreeUse): Result {
  const state = astState(vm);
  const wanted = MODES[mode === "exec" ? 0 : mode === "eval" ? 1 : 2];
  if (!isSubtype(source.type, state.types.get(wanted)!))
    return vm.raise(vm.T.TypeError, `expected ${wanted} node, got ${shortName(source.type)}`);
  return startFrame(vm, new FromObjectsFrame(source, use));
}

/** A node on the way: what was found of its fields and attributes, in the order in which they are asked for. */
interface Reading {
  readonly sum: SumSchema;
  /** Null until the attributes of a sum are read: only then it is found out what kind of node it is. */
  schema: NodeSchema | null;
  readonly object: PyObject;
  readonly fields: FieldValue[];
  readonly attributes: FieldValue[];
  /** The list that the current field is read from, owned by the frame's `held`. */
  list: PyObject<PyObject[]> | null;
  listLength: number;
  items: FieldValue[];
}

/** Reads nodes with a stack of its own: trees are deep, and every attribute may be a property. */
class FromObjectsFrame extends NativeFrame {
  /** Objects and lists that are being read, and the value of the attribute last looked up. */
  held: PyObject[];
  stack: Reading[];
  waiting = false;
  done = false;
  use: TreeUse;

  constructor(source: PyObject, use: TreeUse) {
    super();
    this.held = [newRef(source)];
    this.stack = [newReading(sumOf.get("mod")!, source)];
    this.use = use;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING || this.done) return got;
      if (this.waiting) {
        this.waiting = false;
        got = this.take(vm, got);
      } else got = this.advance(vm);
    }
  }

  /** Starts on what comes next. OK: go on. */
  private advance(vm: VM): Result {
    const top = this.stack[this.stack.length - 1]!;
    if (top.list !== null) return this.nextItem(vm, top, top.list);
    if (top.schema === null && top.attributes.length === top.sum.attributes.length) {
      top.schema = this.kindOf(vm, top);
      if (top.schema === null) return this.unexpected(vm, top.sum.name, top.object);
    }
    const field = currentField(top);
    if (field === null) return this.finish(vm, top);
    const state = astState(vm);
    const nodeClass = state.classes.get((top.schema ?? top.sum.constructors[0]!).name)!;
    const name = nodeClass.names[indexOfField(nodeClass, field)]!;
    this.waiting = true;
    return lookupAttr(vm, top.object, name);
  }

  private kindOf(vm: VM, top: Reading): NodeSchema | null {
    return kindOfNode(astState(vm), top.sum, top.object)?.schema ?? null;
  }

  /** The value of the current field or attribute has come. */
  private take(vm: VM, got: PyObject): Result {
    const top = this.stack[this.stack.length - 1]!;
    const field = currentField(top)!;
    const missing = got === STOP;
    if (missing || (got === vm.none && field.quantifier === "?")) {
      if (!missing) vm.counts.decref(got);
      if (field.quantifier === "?") return put(top, defaultOf(top, field));
      return vm.raise(vm.T.TypeError, `required field "${field.name}" missing from ${(top.schema ?? top.sum).name}`);
    }
    this.held.push(got);
    if (field.quantifier !== "*") return this.convert(vm, top, field.type, got);
    if (!isSubtype(got.type, vm.T.list))
      return vm.raise(vm.T.TypeError, `${top.schema!.name} field "${field.name}" must be a list, not a ${shortName(got.type)}`);
    top.list = got as PyObject<PyObject[]>;
    top.listLength = top.list.v.length;
    return OK;
  }

  private nextItem(vm: VM, top: Reading, list: PyObject<PyObject[]>): Result {
    const field = currentField(top)!;
    const { items } = top;
    if (list.v.length !== top.listLength)
      return vm.raise(vm.T.RuntimeError, `${top.schema!.name} field "${field.name}" changed size during iteration`);
    if (items.length < top.listLength) {
      const item = newRef(list.v[items.length]!);
      this.held.push(item);
      return this.convert(vm, top, field.type, item);
    }
    top.list = null;
    top.items = [];
    vm.counts.decref(this.held.pop()!);
    return put(top, items);
  }

  /** One value of the kind `type`; `value` is the last of `held`. */
  private convert(vm: VM, top: Reading, type: string, value: PyObject): Result {
    const owner = top.schema ?? top.sum;
    if (vm.thread.depth + 1 + this.stack.length > vm.recursionLimit)
      return vm.raise(vm.T.RecursionError, `maximum recursion depth exceeded while traversing '${owner.name}' node`);
    const sum = sumOf.get(type);
    if (sum === undefined) {
      const primitive = primitiveOf(vm, type, value);
      if (primitive === STOP) return this.invalidInt(vm, value);
      return primitive === undefined ? null : this.release(vm, primitive as FieldValue);
    }
    if (sum.simple) {
      const found = kindOfNode(astState(vm), sum, value);
      return found === null ? this.unexpected(vm, sum.name, value) : this.release(vm, found.schema.name);
    }
    if (value === vm.none && !sum.product) return this.release(vm, null);
    this.stack.push(newReading(sum, value));
    return OK;
  }

  /** The value that was read last is done with. */
  private release(vm: VM, value: FieldValue): Result {
    vm.counts.decref(this.held.pop()!);
    return put(this.stack[this.stack.length - 1]!, value);
  }

  private finish(vm: VM, top: Reading): Result {
    const schema = top.schema!;
    const lacking = schema.fields.find((f, i) => f.quantifier === "" && f.type !== "int" && top.fields[i] === null);
    if (lacking !== undefined) return vm.raise(vm.T.ValueError, `field '${lacking.name}' is required for ${schema.name}`);
    const node = makeNode(schema.name, [...top.fields, ...top.attributes]);
    this.stack.pop();
    if (this.stack.length > 0) return this.release(vm, node);
    this.done = true;
    return this.use(vm, node as tree.mod);
  }

  override save(): unknown {
    return { held: this.held.slice(), stack: this.stack.map(copyReading), waiting: this.waiting, done: this.done };
  }

  override restore(saved: unknown): void {
    const { held, stack, waiting, done } = saved as FromObjectsFrame;
    Object.assign(this, { held: held.slice(), waiting, done });
    this.stack = stack.map(copyReading);
  }

  private unexpected(vm: VM, name: string, o: PyObject): Result {
    return raiseWithRepr(vm, vm.T.TypeError.object, `expected some sort of ${name}, but got `, o);
  }

  private invalidInt(vm: VM, o: PyObject): Result {
    return raiseWithRepr(vm, vm.T.ValueError.object, "invalid integer value: ", o);
  }
}

function newReading(sum: SumSchema, object: PyObject): Reading {
  const schema = sum.product ? sum.constructors[0]! : null;
  return { sum, schema, object, fields: [], attributes: [], list: null, listLength: 0, items: [] };
}

function copyReading(r: Reading): Reading {
  return { ...r, fields: r.fields.slice(), attributes: r.attributes.slice(), items: r.items.slice() };
}

/** A sum is asked for its attributes first, a product last. */
function currentField(r: Reading): FieldSchema | null {
  if (r.schema === null) return r.sum.attributes[r.attributes.length]!;
  return r.schema.fields[r.fields.length] ?? r.sum.attributes[r.attributes.length] ?? null;
}

function indexOfField(nodeClass: NodeClass, field: FieldSchema): number {
  const { fields, sum } = nodeClass.schema;
  const i = fields.indexOf(field);
  return i >= 0 ? i : fields.length + sum.attributes.indexOf(field);
}

function put(r: Reading, value: FieldValue): Result {
  if (r.list !== null) r.items.push(value);
  else if (r.schema !== null && r.fields.length < r.schema.fields.length) r.fields.push(value);
  else r.attributes.push(value);
  return OK;
}

/** What stands for an optional field that is None or not there: an end is where the node begins. */
function defaultOf(r: Reading, field: FieldSchema): FieldValue {
  if (field.type !== "int") return null;
  if (field.name === "end_lineno") return r.attributes[0]!;
  if (field.name === "end_col_offset") return r.attributes[1]!;
  return 0;
}

/**
 * The first constructor that `o` is an instance of; null for none.
 * NOT CPYTHON: an object that only claims to be one by its `__class__` is none.
 */
function kindOfNode(state: AstState, sum: SumSchema, o: PyObject): NodeClass | null {
  const exact = state.classOf.get(o.type);
  if (exact !== undefined && exact.schema.sum === sum) return exact;
  for (const { name } of sum.constructors) {
    const candidate = state.classes.get(name)!;
    if (o.type.mro.includes(candidate.type)) return candidate;
  }
  return null;
}

/** CPython 3.11: Python/Python-ast.c obj2ast_identifier, obj2ast_string, obj2ast_int, obj2ast_constant. Undefined: raised; STOP: no integer. */
function primitiveOf(vm: VM, type: string, value: PyObject): FieldValue | undefined | typeof STOP {
  const T = vm.T;
  switch (type) {
    case "identifier":
      if (value === vm.none) return null;
      if (value.type === T.str) return value.v as string;
      vm.raise(T.TypeError, "AST identifier must be of type str");
      return undefined;
    case "string":
      if (value.type === T.str) return value.v as string;
      if (value.type === T.bytes) return String.fromCharCode(...(value.v as Uint8Array));
      vm.raise(T.TypeError, "AST string must be of type str");
      return undefined;
    case "int": {
      if (!isInt(value)) return STOP;
      const n = value.v as number | bigint;
      if (n >= -0x80000000 && n <= 0x7fffffff) return Number(n);
      vm.raise(T.OverflowError, "Python int too large to convert to C int");
      return undefined;
    }
    default:
      return constantOf(vm, value);
  }
}

/** A value that no constant can have goes on as one that the validator refuses. */
function constantOf(vm: VM, value: PyObject): tree.ConstantValue {
  const odd = oddPart(vm, value);
  if (odd !== null) return { type: "invalid", name: odd } as unknown as tree.ConstantValue;
  return constantOfObject(vm, value) as ConstantOfCode as tree.ConstantValue;
}

/** The name of the type of the first part of `value` that cannot be in a constant. CPython 3.11: Python/ast.c validate_constant */
function oddPart(vm: VM, value: PyObject): string | null {
  const T = vm.T;
  const { type } = value;
  if (value === vm.none || value === vm.ellipsis) return null;
  if ([T.int, T.float, T.complex, T.bool, T.str, T.bytes].includes(type)) return null;
  if (type !== T.tuple && type !== T.frozenset) return shortName(type);
  const items = type === T.tuple ? (value.v as PyObject[]) : (value.v as { keys: (PyObject | null)[] }).keys;
  for (const item of items) {
    const odd = item === null ? null : oddPart(vm, item);
    if (odd !== null) return odd;
  }
  return null;
}

type Constructor = new (...values: FieldValue[]) => tree.AST;

function makeNode(name: string, values: FieldValue[]): tree.AST {
  return new (tree as unknown as Record<string, Constructor>)[name]!(...values);
}

function raiseWithRepr(vm: VM, type: PyObject, text: string, o: PyObject): Result {
  const message = vm.newStr(text);
  const r = then(vm, repr(vm, o), raiseText, type, message);
  vm.counts.decref(message);
  return r;
}

function raiseText(vm: VM, shown: PyObject, type: PyObject | null, text: PyObject | null): Result {
  const message = (text!.v as string) + (shown.v as string);
  vm.counts.decref(shown);
  return vm.raise(type!.v, message);
}
