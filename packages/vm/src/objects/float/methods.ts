import { callOneArg } from "../../eval/call.ts";
import { dropAfter, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type PyType, type Result, TPFLAGS_UNICODE_SUBCLASS } from "../../object.ts";
import { formatFloat } from "../../protocol/format-spec.ts";
import { numberIndex } from "../../protocol/number.ts";
import type { IntValue } from "../int/arithmetic.ts";
import { decompose } from "../int/to-double.ts";
import { formatSpecArgument } from "../str/arguments.ts";
import { type GetSetSpec, type MethodSpec, method } from "../type/type-spec.ts";
import { scaledInteger } from "./decimal.ts";
import { doubleToHex, hexToDouble } from "./hex.ts";
import { float_float, float_trunc, intFromDouble } from "./operations.ts";

/** CPython 3.11: Objects/floatobject.c float_is_integer_impl */
function float_is_integer(vm: VM, self: PyObject): Result {
  return vm.newBool(Number.isInteger(self.v));
}

/** CPython 3.11: Objects/floatobject.c float___floor___impl */
function float___floor__(vm: VM, self: PyObject): Result {
  return intFromDouble(vm, Math.floor(self.v as number));
}

/** CPython 3.11: Objects/floatobject.c float___ceil___impl */
function float___ceil__(vm: VM, self: PyObject): Result {
  return intFromDouble(vm, Math.ceil(self.v as number));
}

/** The nearest whole number, ties to even. */
export function roundHalfEven(x: number): number {
  const rounded = Math.round(x);
  return Math.abs(x - rounded) === 0.5 ? 2 * Math.round(x / 2) : rounded;
}

/** CPython 3.11: Objects/floatobject.c float___round___impl */
function float___round__(vm: VM, self: PyObject, ndigits: PyObject | null): Result {
  if (ndigits === null || ndigits === vm.none) {
    const x = self.v as number;
    return intFromDouble(vm, Math.abs(x) < 4503599627370496 ? roundHalfEven(x) : x);
  }
  return thenBorrowed(vm, numberIndex(vm, ndigits), roundTo, self);
}

function roundTo(vm: VM, ndigits: PyObject, self: PyObject | null): Result {
  const n = ndigits.v as IntValue;
  vm.counts.decref(ndigits);
  const x = self!.v as number;
  if (!Number.isFinite(x) || n > 323) return vm.newFloat(x);
  if (n < -308) return vm.newFloat(0 * x);
  const value = roundDouble(x, Number(n));
  if (!Number.isFinite(value)) return vm.raise(vm.T.OverflowError, "rounded value too large to represent");
  return vm.newFloat(value);
}

/** The double nearest to `x` rounded to so many decimal places. CPython 3.11: Objects/floatobject.c double_round */
export function roundDouble(x: number, places: number): number {
  if (x === 0) return x;
  const value = Number(`${scaledInteger(x, places)}e${-places}`);
  return x < 0 ? -value : value;
}

/** CPython 3.11: Objects/floatobject.c float_as_integer_ratio_impl */
function float_as_integer_ratio(vm: VM, self: PyObject): Result {
  const x = self.v as number;
  if (Number.isNaN(x)) return vm.raise(vm.T.ValueError, "cannot convert NaN to integer ratio");
  if (!Number.isFinite(x)) return vm.raise(vm.T.OverflowError, "cannot convert Infinity to integer ratio");
  const { mantissa, exponent } = decompose(x);
  const numerator = exponent > 0 ? mantissa << BigInt(exponent) : mantissa;
  const denominator = exponent < 0 ? 1n << BigInt(-exponent) : 1n;
  return vm.newTuple([vm.newIntFromBig(numerator), vm.newIntFromBig(denominator)]);
}

/** CPython 3.11: Objects/floatobject.c float_hex_impl */
function float_hex(vm: VM, self: PyObject): Result {
  return vm.newStr(doubleToHex(self.v as number));
}

/** CPython 3.11: Objects/floatobject.c float_fromhex */
function float_fromhex(vm: VM, type: PyObject, string: PyObject): Result {
  if ((string.type.flags & TPFLAGS_UNICODE_SUBCLASS) === 0)
    return vm.raise(vm.T.TypeError, "bad argument type for built-in operation");
  const parsed = hexToDouble(string.v as string);
  if (parsed === undefined) return vm.raise(vm.T.ValueError, "invalid hexadecimal floating-point string");
  if (!parsed.word && !Number.isFinite(parsed.value))
    return vm.raise(vm.T.OverflowError, "hexadecimal value too large to represent as a float");
  const value = vm.newFloat(parsed.value);
  if ((type.v as PyType) === vm.T.float) return value;
  return dropAfter(vm, callOneArg(vm, type, value), value);
}

/** CPython 3.11: Objects/floatobject.c float___getformat___impl */
function float___getformat__(vm: VM, _type: PyObject, name: PyObject): Result {
  if ((name.type.flags & TPFLAGS_UNICODE_SUBCLASS) === 0) {
    const given = name === vm.none ? "None" : name.type.name;
    return vm.raise(vm.T.TypeError, `__getformat__() argument must be str, not ${given}`);
  }
  if (name.v !== "double" && name.v !== "float")
    return vm.raise(vm.T.ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  return vm.newStr("IEEE, little-endian");
}

/** CPython 3.11: Objects/floatobject.c float___format___impl */
function float___format__(vm: VM, self: PyObject, spec: PyObject): Result {
  const text = formatSpecArgument(vm, spec);
  return text === null ? null : formatFloat(vm, self, text);
}

/** CPython 3.11: Objects/floatobject.c float___getnewargs___impl */
function float___getnewargs__(vm: VM, self: PyObject): Result {
  return vm.newTuple([vm.newFloat(self.v as number)]);
}

export const floatMethods: readonly MethodSpec[] = [
  method("conjugate", "($self, /)", float_float, {
    convention: "METH_NOARGS",
    doc: "Return self, the complex conjugate of any float.",
  }),
  method("__trunc__", "($self, /)", float_trunc, {
    convention: "METH_NOARGS",
    doc: "Return the Integral closest to x between 0 and x.",
  }),
  method("__floor__", "($self, /)", float___floor__, { convention: "METH_NOARGS", doc: "Return the floor as an Integral." }),
  method("__ceil__", "($self, /)", float___ceil__, { convention: "METH_NOARGS", doc: "Return the ceiling as an Integral." }),
  method("__round__", "($self, ndigits=None, /)", float___round__, {
    doc: "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, a float with that many decimal places.",
  }),
  method("as_integer_ratio", "($self, /)", float_as_integer_ratio, {
    convention: "METH_NOARGS",
    doc: "A pair of integers whose ratio is exactly the number.",
  }),
  method("fromhex", "($type, string, /)", float_fromhex, {
    binding: "class",
    doc: "The number that a hexadecimal string stands for.",
  }),
  method("hex", "($self, /)", float_hex, { convention: "METH_NOARGS", doc: "A hexadecimal representation of the number." }),
  method("is_integer", "($self, /)", float_is_integer, {
    convention: "METH_NOARGS",
    doc: "Return True if the float is an integer.",
  }),
  method("__getnewargs__", "($self, /)", float___getnewargs__, { convention: "METH_NOARGS" }),
  method("__getformat__", "($type, typestr, /)", float___getformat__, {
    binding: "class",
    doc: "How C doubles and floats are laid out on this platform.",
  }),
  method("__format__", "($self, format_spec, /)", float___format__, { doc: "Formats the float according to format_spec." }),
];

export const floatGetset: readonly GetSetSpec[] = [
  { name: "real", get: float_float, doc: "the real part of a complex number" },
  { name: "imag", get: (vm) => vm.newFloat(0), doc: "the imaginary part of a complex number" },
];
