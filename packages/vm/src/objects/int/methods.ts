import { newRef } from "@vivarium/heap";
import { callOneArg } from "../../eval/call.ts";
import { dropAfter, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type PyType, type Result, TPFLAGS_BYTES_SUBCLASS, TPFLAGS_UNICODE_SUBCLASS } from "../../object.ts";
import { formatInt } from "../../protocol/format-spec.ts";
import { numberIndex } from "../../protocol/number.ts";
import { truth } from "../../protocol/truth.ts";
import { formatSpecArgument } from "../str/arguments.ts";
import { isSubtype } from "../type/mro.ts";
import { type GetSetSpec, type MethodSpec, method } from "../type/type-spec.ts";
import { bitCount, bitLength, divmodNear, type IntValue, normalize, subtractValues } from "./arithmetic.ts";
import { bytesToInt, intToBytes } from "./bytes.ts";
import { long_long } from "./operations.ts";
import { newIntFromValue } from "./value.ts";

/** CPython 3.11: Objects/longobject.c int_bit_length_impl */
function int_bit_length(vm: VM, self: PyObject): Result {
  return vm.newInt(bitLength(self.v as IntValue));
}

/** CPython 3.11: Objects/longobject.c int_bit_count_impl */
function int_bit_count(vm: VM, self: PyObject): Result {
  return vm.newInt(bitCount(self.v as IntValue));
}

/** CPython 3.11: Objects/longobject.c int_as_integer_ratio_impl */
function int_as_integer_ratio(vm: VM, self: PyObject): Result {
  return vm.newTuple([long_long(vm, self)!, vm.newInt(1)]);
}

/** CPython 3.11: Objects/longobject.c int___getnewargs___impl */
function int___getnewargs__(vm: VM, self: PyObject): Result {
  return vm.newTuple([newIntFromValue(vm, self.v as IntValue)]);
}

/** CPython 3.11: Objects/longobject.c int___sizeof___impl */
function int___sizeof__(vm: VM, self: PyObject): Result {
  return vm.newInt(24 + 4 * Math.max(Math.ceil(bitLength(self.v as IntValue) / 30), 1));
}

/** CPython 3.11: Objects/longobject.c int___format___impl */
function int___format__(vm: VM, self: PyObject, spec: PyObject): Result {
  const text = formatSpecArgument(vm, spec);
  return text === null ? null : formatInt(vm, self, text);
}

/** CPython 3.11: Objects/longobject.c int___round___impl */
function int___round__(vm: VM, self: PyObject, ndigits: PyObject | null): Result {
  if (ndigits === null) return long_long(vm, self);
  return thenBorrowed(vm, numberIndex(vm, ndigits), roundTo, self);
}

function roundTo(vm: VM, ndigits: PyObject, self: PyObject | null): Result {
  const n = ndigits.v as IntValue;
  vm.counts.decref(ndigits);
  const value = self!.v as IntValue;
  if (n >= 0) return long_long(vm, self!);
  // Rounding to more than one digit beyond the first gives zero.
  if (-n > bitLength(value) / 3 + 2) return vm.newInt(0);
  const unit = normalize(10n ** BigInt(-Number(n)));
  return newIntFromValue(vm, subtractValues(value, divmodNear(value, unit)[1]));
}

function byteOrder(vm: VM, order: PyObject | null): "little" | "big" | null {
  if (order === null) return "big";
  if (order.v === "little" || order.v === "big") return order.v;
  return vm.raise(vm.T.ValueError, "byteorder must be either 'little' or 'big'");
}

function checkOrderType(vm: VM, name: string, order: PyObject | null): boolean {
  if (order === null || (order.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) return true;
  const given = order === vm.none ? "None" : order.type.name;
  vm.raise(vm.T.TypeError, `${name}() argument 'byteorder' must be str, not ${given}`);
  return false;
}

/** CPython 3.11: Objects/longobject.c int_to_bytes_impl */
function int_to_bytes(vm: VM, self: PyObject, length: PyObject | null, order: PyObject | null, signed: PyObject | null): Result {
  if (length === null) return toBytesChecked(vm, self, 1, order, signed);
  return thenBorrowed(vm, numberIndex(vm, length), toBytesWithLength, self, order, signed);
}

function toBytesWithLength(
  vm: VM,
  length: PyObject,
  self: PyObject | null,
  order: PyObject | null,
  signed: PyObject | null,
): Result {
  const n = length.v as IntValue;
  vm.counts.decref(length);
  if (typeof n !== "number") return vm.raise(vm.T.OverflowError, "Python int too large to convert to C ssize_t");
  return toBytesChecked(vm, self!, n, order, signed);
}

function toBytesChecked(vm: VM, self: PyObject, n: number, order: PyObject | null, signed: PyObject | null): Result {
  if (!checkOrderType(vm, "to_bytes", order)) return null;
  const isSigned = signed === null ? vm.newBool(false) : truth(vm, signed);
  return thenBorrowed(vm, isSigned, toBytes, self, order, null, n);
}

function toBytes(
  vm: VM,
  signed: PyObject,
  self: PyObject | null,
  order: PyObject | null,
  _c: PyObject | null,
  n: number,
): Result {
  const isSigned = signed === vm.true_;
  vm.counts.decref(signed);
  const endian = byteOrder(vm, order);
  if (endian === null) return null;
  if (n < 0) return vm.raise(vm.T.ValueError, "length argument must be non-negative");
  const value = self!.v as IntValue;
  if (value < 0 && !isSigned) return vm.raise(vm.T.OverflowError, "can't convert negative int to unsigned");
  const bytes = intToBytes(value, n, endian === "little", isSigned);
  if (bytes === null) return vm.raise(vm.T.OverflowError, "int too big to convert");
  return vm.newBytes(bytes);
}

/** CPython 3.11: Objects/longobject.c int_from_bytes_impl */
function int_from_bytes(vm: VM, type: PyObject, source: PyObject, order: PyObject | null, signed: PyObject | null): Result {
  if (!checkOrderType(vm, "from_bytes", order)) return null;
  const isSigned = signed === null ? vm.newBool(false) : truth(vm, signed);
  return thenBorrowed(vm, isSigned, fromBytesOrder, type, source, order);
}

function fromBytesOrder(
  vm: VM,
  signed: PyObject,
  type: PyObject | null,
  source: PyObject | null,
  order: PyObject | null,
): Result {
  const isSigned = signed === vm.true_;
  vm.counts.decref(signed);
  const endian = byteOrder(vm, order);
  if (endian === null) return null;
  return thenBorrowed(vm, bytesOf(vm, source!), fromBytes, type, null, null, (endian === "little" ? 1 : 0) + (isSigned ? 2 : 0));
}

/** CPython 3.11: Objects/object.c PyObject_Bytes */
function bytesOf(vm: VM, source: PyObject): Result {
  if (source.type === vm.T.bytes) return newRef(source);
  const isNumber =
    source.type.nb_index !== null && source.type.tp_iter === null && (source.type.flags & TPFLAGS_BYTES_SUBCLASS) === 0;
  if (isNumber || (source.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0)
    return vm.raise(vm.T.TypeError, `cannot convert '${source.type.name}' object to bytes`);
  return callOneArg(vm, vm.T.bytes.object, source);
}

function fromBytes(
  vm: VM,
  bytes: PyObject,
  type: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  how: number,
): Result {
  const value = newIntFromValue(vm, bytesToInt(bytes.v as Uint8Array, (how & 1) !== 0, (how & 2) !== 0));
  vm.counts.decref(bytes);
  if ((type!.v as PyType) === vm.T.int || !isSubtype(type!.v as PyType, vm.T.int)) return value;
  return dropAfter(vm, callOneArg(vm, type!, value), value);
}

const same = (vm: VM, self: PyObject): Result => long_long(vm, self);

export const intMethods: readonly MethodSpec[] = [
  method("conjugate", "($self, /)", same, { convention: "METH_NOARGS", doc: "Returns self, the complex conjugate of any int." }),
  method("bit_length", "($self, /)", int_bit_length, {
    convention: "METH_NOARGS",
    doc: "Number of bits necessary to represent self in binary.",
  }),
  method("bit_count", "($self, /)", int_bit_count, {
    convention: "METH_NOARGS",
    doc: "Number of ones in the binary representation of the absolute value.",
  }),
  method("to_bytes", "($self, /, length=1, byteorder='big', *, signed=False)", int_to_bytes, {
    doc: "An array of bytes representing the integer.",
  }),
  method("from_bytes", "($type, /, bytes, byteorder='big', *, signed=False)", int_from_bytes, {
    binding: "class",
    doc: "The integer represented by the given array of bytes.",
  }),
  method("as_integer_ratio", "($self, /)", int_as_integer_ratio, {
    convention: "METH_NOARGS",
    doc: "A pair of integers whose ratio is the number.",
  }),
  method("__trunc__", "($self, /)", same, { convention: "METH_NOARGS", doc: "Truncating an Integral returns itself." }),
  method("__floor__", "($self, /)", same, { convention: "METH_NOARGS", doc: "Flooring an Integral returns itself." }),
  method("__ceil__", "($self, /)", same, { convention: "METH_NOARGS", doc: "Ceiling of an Integral returns itself." }),
  method("__round__", "($self, ndigits=None, /)", int___round__, {
    doc: "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer.",
  }),
  method("__getnewargs__", "($self, /)", int___getnewargs__, { convention: "METH_NOARGS" }),
  method("__format__", "($self, format_spec, /)", int___format__),
  method("__sizeof__", "($self, /)", int___sizeof__, { convention: "METH_NOARGS", doc: "Size in memory, in bytes." }),
];

export const intGetset: readonly GetSetSpec[] = [
  { name: "real", get: same, doc: "the real part of a complex number" },
  { name: "imag", get: (vm) => vm.newInt(0), doc: "the imaginary part of a complex number" },
  { name: "numerator", get: same, doc: "the numerator of a rational number in lowest terms" },
  { name: "denominator", get: (vm) => vm.newInt(1), doc: "the denominator of a rational number in lowest terms" },
];
