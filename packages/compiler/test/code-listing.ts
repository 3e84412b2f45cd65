/** A code object as tools/record-code-cases.py writes CPython's: every field, each instruction with its place in the source. */
import { type ConstantValue, constantRepr } from "@vivarium/parser";
import { decodeExceptionTable } from "../src/assemble/exception-table.ts";
import { decodeLineTable } from "../src/assemble/line-table.ts";
import type { CodeObject } from "../src/code-object.ts";
import type { Constant } from "../src/constant.ts";
import { cacheEntries, HAVE_ARGUMENT, op, opname } from "../src/opcodes.ts";

function constant(c: Constant): string {
  switch (c.type) {
    case "code":
      return `<code ${c.code.co_name}>`;
    case "tuple":
      return `(${c.items.map(constant).join(", ")}${c.items.length === 1 ? "," : ""})`;
    case "frozenset":
      return `frozenset({${c.items.map(constant).sort().join(", ")}})`;
    default:
      return constantRepr(c as ConstantValue);
  }
}

function positions(code: CodeObject): string[] {
  const out: string[] = [];
  for (const { start, end, location: at } of decodeLineTable(code.co_linetable, code.co_firstlineno)) {
    const column = (n: number): string => (n < 0 ? "?" : String(n));
    const text =
      at === null ? "artificial" : `${at.lineno}:${column(at.col_offset)}-${at.end_lineno}:${column(at.end_col_offset)}`;
    for (let offset = start; offset < end; offset += 2) out[offset] = text;
  }
  return out;
}

function instructions(code: CodeObject): string[] {
  const lines: string[] = [];
  const places = positions(code);
  let extension = 0;
  for (let i = 0; i < code.co_code.length; ) {
    const opcode = code.co_code[i]!;
    const arg = extension | code.co_code[i + 1]!;
    extension = opcode === op.EXTENDED_ARG ? arg << 8 : 0;
    lines.push(`  ${i} ${opname[opcode]}${opcode < HAVE_ARGUMENT ? "" : ` ${arg}`} @ ${places[i]}`);
    i += 2 + 2 * cacheEntries[opcode]!;
  }
  return lines;
}

function names(code: CodeObject): string[] {
  const fields = ["names", "varnames", "cellvars", "freevars"] as const;
  return fields.flatMap((field) => (code[`co_${field}`].length > 0 ? [`${field} ${code[`co_${field}`].join(" ")}`] : []));
}

/** The lines of a code object and, after it, of those in its constants. */
export function listing(code: CodeObject): string[] {
  return [
    `code ${code.co_qualname} flags=0x${code.co_flags.toString(16)} stack=${code.co_stacksize} line=${code.co_firstlineno} ` +
      `args=${code.co_posonlyargcount},${code.co_argcount},${code.co_kwonlyargcount}`,
    ...names(code),
    `consts ${code.co_consts.map(constant).join(" ")}`.trimEnd(),
    ...instructions(code),
    ...decodeExceptionTable(code.co_exceptiontable).map(
      (e) => `  ${e.start}-${e.end} -> ${e.target} depth ${e.depth}${e.lasti ? " lasti" : ""}`,
    ),
    ...code.co_consts.flatMap((c) => (c.type === "code" ? listing(c.code) : [])),
  ];
}
