import { newRef } from "@vivarium/heap";
import { charge, OPERATOR } from "../costs/native-work.ts";
import { dropAfter, andThenBorrowed as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type BinaryOp, PENDING, type PyObject, type Result, type SlotName, type Slots, type TernaryOp } from "../object.ts";
import { isSubtype } from "../objects/type/mro.ts";

/** One arithmetic operator: its slot, its in-place slot, what error messages call it, and the operand of BINARY_OP. */
interface Operator {
  readonly slot: SlotName;
  readonly inplace: SlotName;
  readonly symbol: string;
}

function operator(name: string, symbol: string): Operator {
  return { slot: `nb_${name}` as SlotName, inplace: `nb_inplace_${name}` as SlotName, symbol };
}

/** In the order of BINARY_OP's operand (Include/opcode.h NB_*); from 13 on the in-place ones. */
export const operators: readonly Operator[] = [
  operator("add", "+"),
  operator("and", "&"),
  operator("floor_divide", "//"),
  operator("lshift", "<<"),
  operator("matrix_multiply", "@"),
  operator("multiply", "*"),
  operator("remainder", "%"),
  operator("or", "|"),
  operator("power", "** or pow()"),
  operator("rshift", ">>"),
  operator("subtract", "-"),
  operator("true_divide", "/"),
  operator("xor", "^"),
];
export const NB_ADD = 0;
export const NB_MULTIPLY = 5;
export const NB_OR = 7;
export const NB_POWER = 8;
const INPLACE = 13;

/** `a op b` with BINARY_OP's operand. CPython 3.11: Objects/abstract.c PyNumber_Add ... PyNumber_InPlaceXor */
export function binaryOp(vm: VM, a: PyObject, b: PyObject, oparg: number): Result {
  charge(vm, OPERATOR, 1);
  const inplace = oparg >= INPLACE;
  const number = inplace ? oparg - INPLACE : oparg;
  const { slot, inplace: inplaceSlot } = operators[number]!;
  if (number === NB_POWER) return power(vm, a, b, vm.none, inplace);
  if (inplace) {
    const f = a.type[inplaceSlot] as BinaryOp | null;
    if (f !== null) return then(vm, f(vm, a, b), afterInplace, a, b, null, number);
  }
  return binary(vm, a, b, slot, number, inplace);
}

function afterInplace(
  vm: VM,
  value: PyObject,
  a: PyObject | null,
  b: PyObject | null,
  _c: PyObject | null,
  number: number,
): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  return binary(vm, a!, b!, operators[number]!.slot, number, true);
}

/** CPython 3.11: Objects/abstract.c binary_op1 and its callers' fallbacks */
function binary(vm: VM, a: PyObject, b: PyObject, slot: SlotName, number: number, inplace: boolean): Result {
  const left = a.type[slot] as BinaryOp | null;
  let right = a.type === b.type ? null : (b.type[slot] as BinaryOp | null);
  if (right === left) right = null;
  const n = number + (inplace ? 16 : 0);
  if (left !== null) {
    if (right !== null && isSubtype(b.type, a.type)) return then(vm, right(vm, a, b), afterRightFirst, a, b, null, n);
    return then(vm, left(vm, a, b), right === null ? afterLast : afterLeft, a, b, null, n);
  }
  if (right !== null) return then(vm, right(vm, a, b), afterLast, a, b, null, n);
  return unsupported(vm, a, b, n);
}

function afterRightFirst(
  vm: VM,
  value: PyObject,
  a: PyObject | null,
  b: PyObject | null,
  _c: PyObject | null,
  n: number,
): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  const left = a!.type[operators[n & 15]!.slot] as BinaryOp;
  return then(vm, left(vm, a!, b!), afterLast, a, b, null, n);
}

function afterLeft(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null, _c: PyObject | null, n: number): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  const right = b!.type[operators[n & 15]!.slot] as BinaryOp;
  return then(vm, right(vm, a!, b!), afterLast, a, b, null, n);
}

function afterLast(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null, _c: PyObject | null, n: number): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  return unsupported(vm, a!, b!, n);
}

/** No number: `+` and `*` may still be a sequence's. */
function unsupported(vm: VM, a: PyObject, b: PyObject, n: number): Result {
  const number = n & 15;
  const inplace = n >= 16;
  if (number === NB_ADD) {
    const concat = (inplace ? a.type.sq_inplace_concat : null) ?? a.type.sq_concat;
    if (concat !== null) return concat(vm, a, b);
  }
  if (number === NB_MULTIPLY) {
    const own = (inplace ? a.type.sq_inplace_repeat : null) ?? a.type.sq_repeat;
    if (own !== null) return repeat(vm, own, a, b);
    if (b.type.sq_repeat !== null) return repeat(vm, b.type.sq_repeat, b, a);
  }
  return unsupportedError(vm, a, b, operators[number]!.symbol + (inplace ? "=" : ""));
}

function repeat(vm: VM, f: NonNullable<Slots["sq_repeat"]>, sequence: PyObject, n: PyObject): Result {
  if (n.type.nb_index === null) return vm.raise(vm.T.TypeError, `can't multiply sequence by non-int of type '${n.type.name}'`);
  const count = asIndexNumber(vm, n);
  if (count === PENDING) return then(vm, numberIndex(vm, n), repeatBy, sequence);
  return typeof count === "number" ? f(vm, sequence, count) : null;
}

function repeatBy(vm: VM, n: PyObject, sequence: PyObject | null): Result {
  const f = sequence!.type.sq_repeat!;
  return dropAfter(vm, repeat(vm, f, sequence!, n), n);
}

function unsupportedError(vm: VM, a: PyObject, b: PyObject, symbol: string): null {
  if (symbol === ">>" && a.type === vm.T.builtin_function_or_method && (a.v as { name: string }).name === "print")
    return vm.raise(
      vm.T.TypeError,
      `unsupported operand type(s) for >>: '${a.type.name}' and '${b.type.name}'. Did you mean "print(<message>, file=<output_stream>)"?`,
    );
  const text = symbol.startsWith("** or pow()") && symbol.endsWith("=") ? "**=" : symbol;
  return vm.raise(vm.T.TypeError, `unsupported operand type(s) for ${text}: '${a.type.name}' and '${b.type.name}'`);
}

/** `pow(a, b, c)`; `c` is None for two arguments. CPython 3.11: Objects/abstract.c PyNumber_Power, ternary_op */
export function power(vm: VM, a: PyObject, b: PyObject, c: PyObject, inplace = false): Result {
  if (inplace && a.type.nb_inplace_power !== null)
    return then(vm, a.type.nb_inplace_power(vm, a, b, c), afterInplacePower, a, b, c);
  return ternary(vm, a, b, c, inplace);
}

function afterInplacePower(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null, c: PyObject | null): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  return ternary(vm, a!, b!, c!, true);
}

/** Whose nb_power is asked, in order. CPython 3.11: Objects/abstract.c ternary_op */
function powerCandidates(a: PyObject, b: PyObject, c: PyObject): TernaryOp[] {
  const candidates: TernaryOp[] = [];
  const left = a.type.nb_power;
  const right = a.type === b.type || b.type.nb_power === left ? null : b.type.nb_power;
  const third = c.type.nb_power;
  if (left !== null && right !== null && isSubtype(b.type, a.type)) candidates.push(right, left);
  else {
    if (left !== null) candidates.push(left);
    if (right !== null) candidates.push(right);
  }
  if (third !== null && !candidates.includes(third)) candidates.push(third);
  return candidates;
}

function ternary(vm: VM, a: PyObject, b: PyObject, c: PyObject, inplace: boolean): Result {
  return tryPower(vm, a, b, c, 0, inplace);
}

/** Asks candidate number `i` and those after it. */
function tryPower(vm: VM, a: PyObject, b: PyObject, c: PyObject, i: number, inplace: boolean): Result {
  const candidate = powerCandidates(a, b, c)[i];
  if (candidate === undefined) return powerError(vm, a, b, c, inplace);
  return then(vm, candidate(vm, a, b, c), nextPower, a, b, c, (i << 1) | Number(inplace));
}

function nextPower(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null, c: PyObject | null, n: number): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  return tryPower(vm, a!, b!, c!, (n >> 1) + 1, (n & 1) === 1);
}

function powerError(vm: VM, a: PyObject, b: PyObject, c: PyObject, inplace: boolean): null {
  if (c === vm.none) return unsupportedError(vm, a, b, inplace ? "** or pow()=" : "** or pow()");
  return vm.raise(
    vm.T.TypeError,
    `unsupported operand type(s) for ** or pow(): '${a.type.name}', '${b.type.name}', '${c.type.name}'`,
  );
}

/** `divmod(a, b)`. CPython 3.11: PyNumber_Divmod */
export function divmod(vm: VM, a: PyObject, b: PyObject): Result {
  const left = a.type.nb_divmod;
  const right = a.type === b.type || b.type.nb_divmod === left ? null : b.type.nb_divmod;
  const first = left !== null && right !== null && isSubtype(b.type, a.type) ? right : (left ?? right);
  if (first === null) return unsupportedError(vm, a, b, "divmod()");
  return then(vm, first(vm, a, b), afterDivmod, a, b, null, first === right ? 1 : 0);
}

function afterDivmod(
  vm: VM,
  value: PyObject,
  a: PyObject | null,
  b: PyObject | null,
  _c: PyObject | null,
  rightAsked: number,
): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  const left = a!.type.nb_divmod;
  const right = a!.type === b!.type || b!.type.nb_divmod === left ? null : b!.type.nb_divmod;
  const second = rightAsked === 1 ? (left !== null && isSubtype(b!.type, a!.type) ? left : null) : right;
  if (second === null || second === undefined) return unsupportedError(vm, a!, b!, "divmod()");
  return then(vm, second(vm, a!, b!), afterDivmodLast, a, b);
}

function afterDivmodLast(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  return unsupportedError(vm, a!, b!, "divmod()");
}

/** `-a`, `+a`, `~a`, `abs(a)`. CPython 3.11: Objects/abstract.c PyNumber_Negative and others */
export function unaryOp(vm: VM, a: PyObject, slot: "nb_negative" | "nb_positive" | "nb_invert" | "nb_absolute"): Result {
  const f = a.type[slot];
  if (f !== null) return f(vm, a);
  const what = { nb_negative: "unary -", nb_positive: "unary +", nb_invert: "unary ~", nb_absolute: "abs()" }[slot];
  return vm.raise(vm.T.TypeError, `bad operand type for ${what}: '${a.type.name}'`);
}

/** `operator.index(o)`: an int, exact or not. CPython 3.11: Objects/abstract.c _PyNumber_Index */
export function numberIndex(vm: VM, o: PyObject): Result {
  if (isSubtype(o.type, vm.T.int)) return newRef(o);
  const index = o.type.nb_index;
  if (index === null) return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  return then(vm, index(vm, o), checkIndex);
}

function checkIndex(vm: VM, value: PyObject): Result {
  if (isSubtype(value.type, vm.T.int)) return value;
  const name = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `__index__ returned non-int (type ${name})`);
}

/** The largest size and index of CPython on 64 bits. */
export const PY_SSIZE_T_MAX = 9223372036854775807n;

/**
 * An int as an index: a number; null with OverflowError beyond 2**63 (clipped to +-2**53 within it: no sequence is that long); or PENDING when it is no int,
 * and then nothing has been started: wait for `numberIndex` and ask again.
 */
export function asIndexNumber(vm: VM, o: PyObject): number | null | typeof PENDING {
  if (isSubtype(o.type, vm.T.int)) {
    const v = o.v as number | bigint;
    if (typeof v === "number") return v;
    if (v > PY_SSIZE_T_MAX || v < -PY_SSIZE_T_MAX - 1n)
      return vm.raise(vm.T.OverflowError, "cannot fit 'int' into an index-sized integer");
    return v > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
  }
  if (o.type.nb_index === null) return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  return PENDING;
}
