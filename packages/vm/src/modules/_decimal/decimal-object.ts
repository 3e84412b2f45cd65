import { newRef } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { address } from "../../objects/address.ts";
import { parseFloatText } from "../../objects/float/parse.ts";
import { isInt } from "../../objects/int/value.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE } from "../../protocol/compare.ts";
import { registerAsInt, setBigHash, setPointerHash } from "../../protocol/hash.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { isInstanceReal } from "../../protocol/instance-check.ts";

import { constructorArguments } from "../constructor.ts";
import { compareNumbers, multiply } from "./arithmetic.ts";
import { contextArgument, exactDecimal, operandOf, requireOperand } from "./conversion.ts";
import {
  type Arithmetic,
  adjusted,
  type Decimal,
  FLOAT_OPERATION,
  finite,
  fromBigInt,
  INVALID_OPERATION,
  integerOf,
  isNan,
  isZero,
  pow10,
  ROUND_CEILING,
  ROUND_DOWN,
  ROUND_FLOOR,
  ROUND_HALF_EVEN,
  ROUNDINGS,
  withSign,
} from "./number.ts";
import * as operations from "./operations.ts";
import * as selection from "./selection.ts";
import {
  addStatus,
  type ContextObject,
  currentContext,
  type DecimalObject,
  decimalLayout,
  decimalOrNull,
  decimalState,
  exactly,
  inContext,
  newDecimal,
  noteStatus,
} from "./state.ts";
import { decimalFromDouble, decimalText, formatDecimal, parseDecimalFormat } from "./text.ts";

/** CPython 3.11: Modules/_decimal/_decimal.c dec_new */
function decimal_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, decimalSpec, type, "Decimal", "(value='0', context=None)", args, kwnames);
  const context = values === null ? null : contextArgument(vm, values[1]);
  return context === null ? null : exactDecimal(vm, type, values![0], context);
}

// --- Operators ----------------------------------------------------------------------------------------------------------------

function binaryOperator(f: operations.Binary) {
  return (vm: VM, a: PyObject, b: PyObject): Result => {
    const x = operandOf(vm, a);
    const y = x === null ? null : operandOf(vm, b);
    if (y === null) return vm.newNotImplemented();
    return decimalOrNull(
      vm,
      inContext(vm, currentContext(vm), (ctx) => f(x!, y, ctx)),
    );
  };
}

function unaryOperator(f: operations.Unary) {
  return (vm: VM, a: DecimalObject): Result =>
    decimalOrNull(
      vm,
      inContext(vm, currentContext(vm), (ctx) => f(a.v, ctx)),
    );
}

function decimal_divmod(vm: VM, a: PyObject, b: PyObject): Result {
  const x = operandOf(vm, a);
  const y = x === null ? null : operandOf(vm, b);
  if (y === null) return vm.newNotImplemented();
  return divmodResult(vm, x!, y, currentContext(vm));
}

export function divmodResult(vm: VM, x: Decimal, y: Decimal, context: ContextObject): Result {
  const r = inContext(vm, context, (ctx) => operations.divideModulo(x, y, ctx));
  return r === null ? null : vm.newTuple([newDecimal(vm, r[0]), newDecimal(vm, r[1])]);
}

/** CPython 3.11: nm_mpd_qpow */
function decimal_pow(vm: VM, a: PyObject, b: PyObject, c: PyObject): Result {
  const x = operandOf(vm, a);
  const y = x === null ? null : operandOf(vm, b);
  const z = c === vm.none || y === null ? null : operandOf(vm, c);
  if (y === null || (c !== vm.none && z === null)) return vm.newNotImplemented();
  return powerResult(vm, x!, y, z, currentContext(vm));
}

export function powerResult(vm: VM, x: Decimal, y: Decimal, z: Decimal | null, context: ContextObject): Result {
  const r = inContext(vm, context, (ctx) => (z === null ? operations.power(x, y, ctx) : selection.powerModulo(x, y, z, ctx)));
  return decimalOrNull(vm, r);
}

// --- Comparison and hash ------------------------------------------------------------------------------------------------------

/** The answer for a comparison of two numbers, NaNs among them. CPython 3.11: dec_richcompare */
function compareResult(vm: VM, x: Decimal, y: Decimal, op: number): Result {
  if (isNan(x) || isNan(y)) {
    const signaling = x.special === "N" || y.special === "N";
    // A quiet NaN is unequal to everything; to ask for its order is an error, as is any question about a signaling one.
    if ((signaling || (op !== Py_EQ && op !== Py_NE)) && !addStatus(vm, currentContext(vm), INVALID_OPERATION)) return null;
    return vm.newBool(op === Py_NE);
  }
  const c = compareNumbers(x, y);
  const answers: Readonly<Record<number, boolean>> = {
    [Py_LT]: c < 0,
    [Py_LE]: c <= 0,
    [Py_EQ]: c === 0,
    [Py_NE]: c !== 0,
    [Py_GT]: c > 0,
    [Py_GE]: c >= 0,
  };
  return vm.newBool(answers[op]!);
}

/** CPython 3.11: convert_op_cmp, dec_richcompare */
function decimal_richcompare(vm: VM, a: DecimalObject, b: PyObject, op: number): Result {
  const y = operandOf(vm, b);
  if (y !== null) return compareResult(vm, a.v, y, op);
  const equality = op === Py_EQ || op === Py_NE;
  if (b.type.mro.includes(vm.T.complex) && equality) {
    const { real, imag } = b.v as { real: number; imag: number };
    return imag === 0 ? compareFloat(vm, a.v, real, op) : vm.newBool(op === Py_NE);
  }
  if (b.type.mro.includes(vm.T.float)) return compareFloat(vm, a.v, b.v as number, op);
  const { rational } = decimalState(vm);
  return andThen(vm, isInstanceReal(vm, b, rational!), compareRational, a, b, null, op);
}

function compareFloat(vm: VM, x: Decimal, y: number, op: number): Result {
  const context = currentContext(vm);
  if (op === Py_EQ || op === Py_NE) {
    // Equality only leaves a flag.
    noteStatus(context, FLOAT_OPERATION);
  } else if (!addStatus(vm, context, FLOAT_OPERATION)) return null;
  return compareResult(vm, x, decimalFromDouble(y), op);
}

function compareRational(vm: VM, yes: PyObject, a: PyObject | null, b: PyObject | null, _c: PyObject | null, op: number): Result {
  vm.counts.decref(yes);
  if (yes !== vm.true_) return vm.newNotImplemented();
  return andThen(vm, getAttrString(vm, b!, "denominator"), haveDenominator, a, b, null, op);
}

function haveDenominator(
  vm: VM,
  denominator: PyObject,
  a: PyObject | null,
  b: PyObject | null,
  _c: PyObject | null,
  op: number,
): Result {
  const r = andThen(vm, getAttrString(vm, b!, "numerator"), haveNumerator, a, denominator, null, op);
  vm.counts.decref(denominator);
  return r;
}

/** CPython 3.11: multiply_by_denominator, numerator_as_decimal */
function haveNumerator(
  vm: VM,
  numerator: PyObject,
  a: PyObject | null,
  denominator: PyObject | null,
  _c: PyObject | null,
  op: number,
): Result {
  const y = isInt(numerator) ? BigInt(numerator.v) : null;
  vm.counts.decref(numerator);
  if (y === null || !isInt(denominator!)) return vm.newNotImplemented();
  const x = a!.v as Decimal;
  const scaled = x.special === "" ? exactly(vm, (ctx) => multiply(x, fromBigInt(BigInt(denominator!.v)), ctx)) : x;
  return scaled === null ? null : compareResult(vm, scaled, fromBigInt(y), op);
}

const HASH_MODULUS = (1n << 61n) - 1n;

function powerModPrime(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % HASH_MODULUS;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if ((e & 1n) === 1n) result = (result * square) % HASH_MODULUS;
    square = (square * square) % HASH_MODULUS;
  }
  return result;
}

/** CPython 3.11: _dec_hash */
function decimal_hash(vm: VM, self: DecimalObject): Result {
  const x = self.v;
  if (x.special === "N") return vm.raise(vm.T.TypeError, "Cannot hash a signaling NaN value");
  if (x.special === "n") setPointerHash(address(vm, self));
  else if (x.special === "F") setBigHash(x.sign === 1 ? -314159n : 314159n);
  else {
    const inverse = powerModPrime(10n, HASH_MODULUS - 2n);
    const power = x.exp >= 0 ? powerModPrime(10n, BigInt(x.exp)) : powerModPrime(inverse, BigInt(-x.exp));
    const h = ((x.coeff % HASH_MODULUS) * power) % HASH_MODULUS;
    setBigHash(x.sign === 1 ? (h === 1n ? -2n : -h) : h);
  }
  return registerAsInt(vm);
}

// --- Conversion ---------------------------------------------------------------------------------------------------------------

function textOfDecimal(vm: VM, x: Decimal): string {
  return decimalText(x, currentContext(vm).v.capitals === 1);
}

/** The whole number that `x` is rounded to. CPython 3.11: dec_as_long */
function asInteger(vm: VM, x: Decimal, rounding: number): Result {
  if (isNan(x)) return vm.raise(vm.T.ValueError, "cannot convert NaN to integer");
  if (x.special === "F") return vm.raise(vm.T.OverflowError, "cannot convert Infinity to integer");
  const n = exactly(vm, (ctx) => integerOf(selection.toIntegral(x, { ...ctx, rounding }, false)));
  return n === null ? null : vm.newIntFromBig(n);
}

/** CPython 3.11: PyDec_AsFloat */
function decimal_float(vm: VM, self: DecimalObject): Result {
  const x = self.v;
  if (x.special === "N") return vm.raise(vm.T.ValueError, "cannot convert signaling NaN to float");
  if (x.special === "n") return vm.newFloat(Number.NaN);
  return vm.newFloat(parseFloatText(decimalText(x, true))!);
}

/** CPython 3.11: PyDec_Round */
function decimal_round(vm: VM, self: DecimalObject, places: PyObject | null): Result {
  if (places === null) return asInteger(vm, self.v, ROUND_HALF_EVEN);
  if (!isInt(places)) return vm.raise(vm.T.TypeError, "optional arg must be an integer");
  const n = takeSsize(vm, newRef(places));
  if (n === null) return null;
  const unit = finite(0, 1n, -n);
  return decimalOrNull(
    vm,
    inContext(vm, currentContext(vm), (ctx) => selection.quantize(self.v, unit, ctx)),
  );
}

/** CPython 3.11: PyDec_AsTuple */
function decimal_as_tuple(vm: VM, self: DecimalObject): Result {
  const { sign, special, coeff, exp } = self.v;
  const digits = special === "F" ? "0" : special !== "" && coeff === 0n ? "" : coeff.toString();
  const parts = [
    vm.newInt(sign),
    vm.newTuple(Array.from(digits, (d) => vm.newInt(Number(d)))),
    special === "" ? vm.newInt(exp) : vm.newStr(special),
  ];
  const r = callObject(vm, decimalState(vm).decimalTuple!, parts);
  vm.counts.decrefAll(parts);
  return r;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** CPython 3.11: dec_as_integer_ratio */
function decimal_as_integer_ratio(vm: VM, self: DecimalObject): Result {
  const x = self.v;
  if (isNan(x)) return vm.raise(vm.T.ValueError, "cannot convert NaN to integer ratio");
  if (x.special === "F") return vm.raise(vm.T.OverflowError, "cannot convert Infinity to integer ratio");
  const ratio = exactly(vm, () => {
    if (x.exp >= 0) return [integerOf(x), 1n] as const;
    const unit = pow10(-x.exp);
    const common = gcd(x.coeff, unit);
    return [(x.sign === 1 ? -x.coeff : x.coeff) / common, unit / common] as const;
  });
  return ratio === null ? null : vm.newTuple([vm.newIntFromBig(ratio[0]), vm.newIntFromBig(ratio[1])]);
}

/** CPython 3.11: dec_format. NOT CPYTHON: a dict of separators as second argument, which is undocumented. */
function decimal_format(vm: VM, self: DecimalObject, spec: PyObject): Result {
  if (!isStr(spec)) return vm.raise(vm.T.TypeError, "format arg must be str");
  const context = currentContext(vm);
  if (spec.v === "") return vm.newStr(decimalText(self.v, context.v.capitals === 1));
  const parsed = parseDecimalFormat(spec.v as string, context.v.capitals === 1);
  if (parsed === null) return vm.raise(vm.T.ValueError, "invalid format string");
  const text = exactly(vm, () => formatDecimal(self.v, parsed, context.v.rounding));
  return text === null ? null : vm.newStr(text);
}

// --- Methods ------------------------------------------------------------------------------------------------------------------

function unaryMethod([name, f]: readonly [string, operations.Unary]): MethodSpec {
  const fn = (vm: VM, self: DecimalObject, contextObject: PyObject | null): Result => {
    const context = contextArgument(vm, contextObject);
    return context === null
      ? null
      : decimalOrNull(
          vm,
          inContext(vm, context, (ctx) => f(self.v, ctx)),
        );
  };
  return method(name, "($self, /, context=None)", fn);
}

function binaryMethod([name, f]: readonly [string, operations.Binary]): MethodSpec {
  const fn = (vm: VM, self: DecimalObject, other: PyObject, contextObject: PyObject | null): Result => {
    const context = contextArgument(vm, contextObject);
    const y = context === null ? null : requireOperand(vm, other);
    return y === null
      ? null
      : decimalOrNull(
          vm,
          inContext(vm, context!, (ctx) => f(self.v, y, ctx)),
        );
  };
  return method(name, "($self, /, other, context=None)", fn);
}

function predicateMethod([name, f, usesContext]: readonly [string, operations.Predicate, boolean]): MethodSpec {
  if (!usesContext)
    return method(name, "($self, /)", (vm, self: DecimalObject) => vm.newBool(f(self.v, null as unknown as Arithmetic)));
  const fn = (vm: VM, self: DecimalObject, contextObject: PyObject | null): Result => {
    const context = contextArgument(vm, contextObject);
    return context === null ? null : vm.newBool(inContext(vm, context, (ctx) => f(self.v, ctx))!);
  };
  return method(name, "($self, /, context=None)", fn);
}

const BAD_ROUNDING =
  "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]";

/** The index of a rounding mode; null with TypeError. CPython 3.11: getround */
export function roundingOf(vm: VM, o: PyObject): number | null {
  const i = isStr(o) ? ROUNDINGS.indexOf(o.v as (typeof ROUNDINGS)[number]) : -1;
  return i < 0 ? vm.raise(vm.T.TypeError, BAD_ROUNDING) : i;
}

/** An operation under a rounding mode that may be given. */
function withRounding(
  vm: VM,
  rounding: PyObject | null,
  contextObject: PyObject | null,
  f: (ctx: Arithmetic) => Decimal,
): Result {
  const context = contextArgument(vm, contextObject);
  if (context === null) return null;
  const mode = rounding === null || rounding === vm.none ? context.v.rounding : roundingOf(vm, rounding);
  if (mode === null) return null;
  return decimalOrNull(
    vm,
    inContext(vm, context, (ctx) => {
      ctx.rounding = mode;
      return f(ctx);
    }),
  );
}

function quantize(vm: VM, self: DecimalObject, exp: PyObject, rounding: PyObject | null, context: PyObject | null): Result {
  if (contextArgument(vm, context) === null) return null;
  const y = requireOperand(vm, exp);
  return y === null ? null : withRounding(vm, rounding, context, (ctx) => selection.quantize(self.v, y, ctx));
}

function fma(vm: VM, self: DecimalObject, other: PyObject, third: PyObject, contextObject: PyObject | null): Result {
  const context = contextArgument(vm, contextObject);
  const y = context === null ? null : requireOperand(vm, other);
  const z = y === null ? null : requireOperand(vm, third);
  if (z === null) return null;
  return decimalOrNull(
    vm,
    inContext(vm, context!, (ctx) => operations.multiplyAdd(self.v, y!, z, ctx)),
  );
}

function integralMethod(name: string, exact: boolean): MethodSpec {
  const fn = (vm: VM, self: DecimalObject, rounding: PyObject | null, context: PyObject | null): Result =>
    withRounding(vm, rounding, context, (ctx) => selection.toIntegral(self.v, ctx, exact));
  return method(name, "($self, /, rounding=None, context=None)", fn);
}

/** CPython 3.11: dec_from_float: through the class when it is a subclass */
function from_float(vm: VM, cls: PyObject<PyType>, value: PyObject): Result {
  let x: Decimal;
  if (isInt(value)) x = fromBigInt(BigInt(value.v));
  else if (value.type.mro.includes(vm.T.float)) x = decimalFromDouble(value.v as number);
  else return vm.raise(vm.T.TypeError, "argument must be int or float");
  const made = newDecimal(vm, x);
  if (cls.v === decimalState(vm).decimalType) return made;
  const r = callObject(vm, cls, [made]);
  vm.counts.decref(made);
  return r;
}

function same_quantum(vm: VM, self: DecimalObject, other: PyObject, contextObject: PyObject | null): Result {
  if (contextArgument(vm, contextObject) === null) return null;
  const y = requireOperand(vm, other);
  return y === null ? null : vm.newBool(operations.sameQuantum(self.v, y));
}

const itself = (_vm: VM, self: PyObject): Result => newRef(self);

const methods: readonly MethodSpec[] = [
  ...operations.UNARY.map(unaryMethod),
  ...operations.BINARY.map(binaryMethod),
  ...operations.PREDICATES.map(predicateMethod),
  integralMethod("to_integral", false),
  integralMethod("to_integral_exact", true),
  integralMethod("to_integral_value", false),
  method("quantize", "($self, /, exp, rounding=None, context=None)", quantize),
  method("fma", "($self, /, other, third, context=None)", fma),
  method("same_quantum", "($self, /, other, context=None)", same_quantum),
  method("adjusted", "($self, /)", (vm, self: DecimalObject) => vm.newInt(self.v.special === "" ? adjusted(self.v) : 0)),
  method("canonical", "($self, /)", itself),
  method("conjugate", "($self, /)", itself),
  method("radix", "($self, /)", (vm) => newDecimal(vm, finite(0, 10n, 0))),
  method("copy_abs", "($self, /)", (vm, self: DecimalObject) => newDecimal(vm, withSign(self.v, 0))),
  method("copy_negate", "($self, /)", (vm, self: DecimalObject) => newDecimal(vm, withSign(self.v, 1 - self.v.sign))),
  method("number_class", "($self, /, context=None)", (vm, self: DecimalObject, o: PyObject | null) => {
    const context = contextArgument(vm, o);
    return context === null ? null : vm.newStr(inContext(vm, context, (ctx) => selection.numberClass(self.v, ctx))!);
  }),
  method("to_eng_string", "($self, /, context=None)", (vm, self: DecimalObject, o: PyObject | null) => {
    const context = contextArgument(vm, o);
    return context === null ? null : vm.newStr(decimalText(self.v, context.v.capitals === 1, true));
  }),
  method("as_tuple", "($self, /)", decimal_as_tuple),
  method("as_integer_ratio", "($self, /)", decimal_as_integer_ratio),
  method("from_float", "($type, f, /)", from_float, { binding: "class", convention: "METH_O" }),
  method("__copy__", "($self, /)", itself),
  method("__deepcopy__", "($self, memo, /)", itself),
  method("__format__", "($self, format_spec, /)", decimal_format),
  method("__reduce__", "($self, /)", (vm, self: DecimalObject) =>
    vm.newTuple([newRef(self.type.object), vm.newTuple([vm.newStr(textOfDecimal(vm, self.v))])]),
  ),
  method("__round__", "($self, ndigits=<unrepresentable>, /)", decimal_round),
  method("__ceil__", "($self, /)", (vm, self: DecimalObject) => asInteger(vm, self.v, ROUND_CEILING)),
  method("__floor__", "($self, /)", (vm, self: DecimalObject) => asInteger(vm, self.v, ROUND_FLOOR)),
  method("__trunc__", "($self, /)", (vm, self: DecimalObject) => asInteger(vm, self.v, ROUND_DOWN)),
  method("__complex__", "($self, /)", (vm, self: DecimalObject) => {
    const real = decimal_float(vm, self);
    if (real === null) return null;
    const r = callObject(vm, vm.T.complex.object, [real]);
    vm.counts.decref(real);
    return r;
  }),
  method("__sizeof__", "($self, /)", (vm, self: DecimalObject) =>
    vm.newInt(104 + Math.max(0, Math.ceil(self.v.coeff.toString().length / 19) - 4) * 8),
  ),
];

/** CPython 3.11: Modules/_decimal/_decimal.c PyDec_Type */
export const decimalSpec: TypeSpec = {
  name: "decimal.Decimal",
  layout: decimalLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "Decimal(value='0', context=None)\n--\n\nA decimal number; the context only says what happens to invalid text.",
  slots: {
    tp_new: decimal_new,
    tp_repr: (vm, self: DecimalObject) => vm.newStr(`Decimal('${textOfDecimal(vm, self.v)}')`),
    tp_str: (vm, self: DecimalObject) => vm.newStr(textOfDecimal(vm, self.v)),
    tp_hash: decimal_hash,
    tp_richcompare: decimal_richcompare,
    nb_add: binaryOperator(operations.add),
    nb_subtract: binaryOperator(operations.subtract),
    nb_multiply: binaryOperator(operations.multiply),
    nb_true_divide: binaryOperator(operations.divide),
    nb_floor_divide: binaryOperator(operations.divideInteger),
    nb_remainder: binaryOperator(operations.remainder),
    nb_divmod: decimal_divmod,
    nb_power: decimal_pow,
    nb_negative: unaryOperator(selection.minus),
    nb_positive: unaryOperator(selection.plus),
    nb_absolute: unaryOperator(selection.absolute),
    nb_bool: (vm, self: DecimalObject) => vm.newBool(!isZero(self.v)),
    nb_int: (vm, self: DecimalObject) => asInteger(vm, self.v, ROUND_DOWN),
    nb_float: decimal_float,
  },
  methods,
  getset: [
    { name: "real", get: itself },
    { name: "imag", get: (vm) => newDecimal(vm, finite(0, 0n, 0)) },
  ],
};
