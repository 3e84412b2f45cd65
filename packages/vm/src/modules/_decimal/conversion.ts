import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, PyType, Result } from "../../object.ts";
import { isInt } from "../../objects/int/value.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { finalize } from "./finalize.ts";
import {
  CONVERSION_SYNTAX,
  type Decimal,
  digitCount,
  FLOAT_OPERATION,
  finite,
  fromBigInt,
  INVALID_OPERATION,
  isNan,
  NAN,
  type Special,
} from "./number.ts";
import { fitted } from "./selection.ts";
import { addStatus, type ContextObject, currentContext, inContext, isContext, isDecimal, newDecimal } from "./state.ts";
import { decimalFromDouble, parseDecimal } from "./text.ts";

/** A number, or null when the object is neither an int nor a Decimal: no exception. CPython 3.11: convert_op */
export function operandOf(vm: VM, o: PyObject): Decimal | null {
  if (isDecimal(vm, o)) return o.v;
  return isInt(o) ? fromBigInt(BigInt(o.v as number | bigint)) : null;
}

/** As `operandOf`, null with TypeError. */
export function requireOperand(vm: VM, o: PyObject): Decimal | null {
  return operandOf(vm, o) ?? vm.raise(vm.T.TypeError, `conversion from ${o.type.name} to Decimal is not supported`);
}

/** The context an optional argument says; null with TypeError. Borrowed. */
export function contextArgument(vm: VM, o: PyObject | null): ContextObject | null {
  if (o === null || o === vm.none) return currentContext(vm);
  return isContext(vm, o) ? o : vm.raise(vm.T.TypeError, "optional argument must be a context");
}

const MAX_EXPONENT = 1e18;

/** What an exact number must not be: outside every range. */
function tooFar(x: Decimal): boolean {
  if (x.special === "F") return false;
  if (isNan(x)) return false;
  return x.coeff === 0n ? false : x.exp + digitCount(x.coeff) - 1 > MAX_EXPONENT || x.exp <= -2e18;
}

/** From text, exactly. CPython 3.11: PyDecType_FromCStringExact */
function exactFromText(vm: VM, text: string, type: PyType, context: ContextObject): Result {
  const x = parseDecimal(text);
  if (x === null) return addStatus(vm, context, CONVERSION_SYNTAX) ? newDecimal(vm, NAN, type) : null;
  if (tooFar(x)) return addStatus(vm, context, INVALID_OPERATION) ? newDecimal(vm, NAN, type) : null;
  return newDecimal(vm, x.special === "" && x.coeff === 0n ? clampZero(x) : x, type);
}

function clampZero(x: Decimal): Decimal {
  return finite(x.sign, 0n, Math.min(Math.max(x.exp, -2e18), MAX_EXPONENT - 1));
}

/** The text of `(sign, digits, exponent)`; null with ValueError. CPython 3.11: dectuple_as_str */
function tupleValue(vm: VM, items: readonly PyObject[]): Decimal | null {
  const fail = (message: string): null => vm.raise(vm.T.ValueError, message);
  if (items.length !== 3) return fail("argument must be a sequence of length 3");
  const [sign, digits, exponent] = items as [PyObject, PyObject, PyObject];
  if (!isInt(sign) || (BigInt(sign.v) !== 0n && BigInt(sign.v) !== 1n))
    return fail("sign must be an integer with the value 0 or 1");
  let special: Special = "";
  let exp = 0;
  if (isStr(exponent)) {
    const text = exponent.v as string;
    if (text !== "F" && text !== "n" && text !== "N")
      return fail("string argument in the third position must be 'F', 'n' or 'N'");
    special = text;
  } else if (!isInt(exponent)) return fail("exponent must be an integer");
  else exp = Number(exponent.v);
  const isSequence = digits.type.mro.includes(vm.T.tuple) || digits.type.mro.includes(vm.T.list);
  if (!isSequence) return fail("coefficient must be a tuple of digits");
  let text = "";
  for (const d of digits.v as PyObject[]) {
    if (!isInt(d) || BigInt(d.v) < 0n || BigInt(d.v) > 9n) return fail("coefficient must be a tuple of digits");
    text += String(Number(d.v));
  }
  const s = Number(sign.v) as 0 | 1;
  if (special === "F") return { sign: s, special, coeff: 0n, exp: 0 };
  const coeff = BigInt(text === "" ? 0 : text);
  return special === "" ? finite(s, coeff, exp) : { sign: s, special, coeff, exp: 0 };
}

/** `Decimal(value)`. CPython 3.11: PyDecType_FromObjectExact */
export function exactDecimal(vm: VM, type: PyType, value: PyObject | null, context: ContextObject): Result {
  if (value === null) return newDecimal(vm, finite(0, 0n, 0), type);
  if (isDecimal(vm, value)) {
    return value.type === type ? newRef(value) : newDecimal(vm, value.v, type);
  }
  if (isStr(value)) return exactFromText(vm, value.v as string, type, context);
  if (isInt(value)) return newDecimal(vm, fromBigInt(BigInt(value.v as number | bigint)), type);
  if (value.type.mro.includes(vm.T.list) || value.type.mro.includes(vm.T.tuple)) {
    const x = tupleValue(vm, value.v as PyObject[]);
    return x === null ? null : newDecimal(vm, x, type);
  }
  if (value.type.mro.includes(vm.T.float)) {
    if (!addStatus(vm, context, FLOAT_OPERATION)) return null;
    return newDecimal(vm, decimalFromDouble(value.v as number), type);
  }
  return vm.raise(vm.T.TypeError, `conversion from ${value.type.name} to Decimal is not supported`);
}

/** `context.create_decimal(value)`. CPython 3.11: PyDec_FromObject */
export function roundedDecimal(vm: VM, value: PyObject | null, context: ContextObject): Result {
  if (value === null) return newDecimal(vm, finite(0, 0n, 0));
  if (isStr(value)) {
    // As the specification has it: no spaces, no underscores.
    const text = value.v as string;
    const x = text.includes("_") || text !== text.trim() ? null : parseDecimal(text);
    if (x === null) return addStatus(vm, context, CONVERSION_SYNTAX) ? newDecimal(vm, NAN) : null;
    const r = inContext(vm, context, (ctx) => fitted(x, ctx));
    return r === null ? null : newDecimal(vm, r);
  }
  let x: Decimal | null = operandOf(vm, value);
  if (x === null && (value.type.mro.includes(vm.T.list) || value.type.mro.includes(vm.T.tuple))) {
    x = tupleValue(vm, value.v as PyObject[]);
    if (x === null) return null;
  }
  if (x === null && value.type.mro.includes(vm.T.float)) {
    if (!addStatus(vm, context, FLOAT_OPERATION)) return null;
    x = decimalFromDouble(value.v as number);
  }
  if (x === null) return vm.raise(vm.T.TypeError, `conversion from ${value.type.name} to Decimal is not supported`);
  const given = x;
  const r = inContext(vm, context, (ctx) => (isNan(given) ? fitted(given, ctx) : finalize(given, ctx)));
  return r === null ? null : newDecimal(vm, r);
}
