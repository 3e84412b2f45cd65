import type { VM } from "../interpreter.ts";

/*
 * What built-ins do besides the instruction that calls them, as keys of the cost model: each costs so much a time. Opcode numbers end at 255.
 */

/** An item that native code takes from an iterator. */
export const ITEM = 256;
/** An instance of a class made. */
export const INSTANCE = 257;
/** A comparison of a sort. */
export const COMPARISON = 258;
/** A byte of a string copied: concatenation, repetition, slices, joins. */
export const BYTE = 259;
/** A reference copied into another list or tuple. */
export const REFERENCE = 260;
/** A character that a search passes. */
export const CHARACTER = 261;
/** An item that `in`, `index` or `count` compares. */
export const EQUALITY = 262;
/** A digit (30 bits) of a large int that an operation passes. */
export const DIGIT = 263;
/** Two digits of large ints multiplied: products, quotients, decimal digits. */
export const PRODUCT = 264;
/** A step of a regular expression. */
export const REGEX_STEP = 265;
/** A system call on a file: system time, without the GIL. */
export const SYSTEM_CALL = 266;
/** A byte that a system call moves. */
export const TRANSFER = 267;
/** An entry that native code puts into a dict or set. */
export const ENTRY = 268;

/** An operator with other operands than two ints or two floats. */
export const OPERATOR = 269;
/** A built-in type called: `str(x)`. */
export const TYPE_CALL = 270;

/** A value formatted by `%`. */
export const FORMATTED = 271;
/** A string that a split or a search cuts out. */
export const PIECE = 272;

/** One more than the last key. */
export const KEYS = 273;

/** ps that built-ins may take in a run before they pause, so that the host gets its turn. */
export const QUANTUM = 20_000_000_000;

/** The thread has done `times` times the work `key`: takes its time, and brings what is due nearer. */
export function charge(vm: VM, key: number, times: number): void {
  const state = vm.evalState;
  const ps = state.work[key]! * times;
  vm.thread.charged += ps;
  state.limit -= ps;
  state.quantum -= ps;
}

/** Whether built-ins have worked so long that the one that asks should give PENDING from `vm.pause({kind: "yield"})`, to be called again. */
export function isLong(vm: VM): boolean {
  return vm.evalState.quantum < 0;
}
