import { rows } from "@vivarium/compiler/opcodes";

/**
 * The cost keys of the instructions that a CPython counts: opcode numbers of 3.11. Instructions of 3.9 are charged to the 3.11 instruction that does
 * their work; those that do none of it there have null.
 */
const sameWorkAs: Readonly<Record<string, string | null>> = {
  // 3.9's names, and their 3.11 counterparts.
  ...Object.fromEntries(
    [
      "POWER",
      "MULTIPLY",
      "MATRIX_MULTIPLY",
      "MODULO",
      "ADD",
      "SUBTRACT",
      "FLOOR_DIVIDE",
      "TRUE_DIVIDE",
      "LSHIFT",
      "RSHIFT",
      "AND",
      "XOR",
      "OR",
    ].flatMap((operation) => [
      [`BINARY_${operation}`, "BINARY_OP"],
      [`INPLACE_${operation}`, "BINARY_OP"],
    ]),
  ),
  ROT_TWO: "SWAP",
  ROT_THREE: "SWAP",
  ROT_FOUR: "SWAP",
  DUP_TOP: "COPY",
  DUP_TOP_TWO: "COPY",
  JUMP_ABSOLUTE: "JUMP_BACKWARD",
  POP_JUMP_IF_FALSE: "POP_JUMP_FORWARD_IF_FALSE",
  POP_JUMP_IF_TRUE: "POP_JUMP_FORWARD_IF_TRUE",
  JUMP_IF_NOT_EXC_MATCH: "CHECK_EXC_MATCH",
  CALL_FUNCTION: "CALL",
  CALL_METHOD: "CALL",
  CALL_FUNCTION_KW: "KW_NAMES",
  SETUP_WITH: "BEFORE_WITH",
  // A try block is entered by an instruction in 3.9 and by a NOP in 3.11. Leaving it is free in 3.11.
  SETUP_FINALLY: "NOP",
  POP_BLOCK: "NOP",
  YIELD_FROM: "SEND",
  EXTENDED_ARG: null,
  // 3.11's instructions that always go with another, whose cost contains theirs.
  PRECALL: null,
  CACHE: null,
  PUSH_NULL: null,
};

/** Conditional jumps are one instruction in several directions: they share a cost. */
export const sharedCosts: Readonly<Record<string, readonly string[]>> = {
  POP_JUMP_FORWARD_IF_FALSE: ["POP_JUMP_BACKWARD_IF_FALSE"],
  POP_JUMP_FORWARD_IF_TRUE: ["POP_JUMP_BACKWARD_IF_TRUE"],
  POP_JUMP_FORWARD_IF_NONE: ["POP_JUMP_BACKWARD_IF_NONE", "POP_JUMP_BACKWARD_IF_NOT_NONE", "POP_JUMP_FORWARD_IF_NOT_NONE"],
  JUMP_IF_FALSE_OR_POP: ["JUMP_IF_TRUE_OR_POP"],
  LOAD_CLOSURE: ["MAKE_CELL"],
  JUMP_BACKWARD: ["JUMP_BACKWARD_NO_INTERRUPT"],
};

const numbers: ReadonlyMap<string, number> = new Map(rows.map((row) => [row.name, row.number]));

const representative: ReadonlyMap<string, string> = new Map(
  Object.entries(sharedCosts).flatMap(([name, others]) => others.map((other) => [other, name])),
);

/** The key an instruction is charged to, or null when it costs nothing of its own. Throws on a name that no table knows. */
export function keyOf(opname: string): number | null {
  const mapped = sameWorkAs[opname];
  if (mapped === null) return null;
  const name = representative.get(mapped ?? opname) ?? mapped ?? opname;
  const number = numbers.get(name);
  if (number === undefined) throw new Error(`no 3.11 instruction does the work of ${opname}`);
  return number;
}

/** Instructions whose cost is contained in another's: they cost 0. */
export const free: readonly string[] = ["CACHE", "EXTENDED_ARG", "PRECALL", "PUSH_NULL"];
