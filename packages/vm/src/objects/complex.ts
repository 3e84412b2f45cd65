import { newRef } from "@vivarium/heap";
import { callNoArgs } from "../eval/call.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  leafLayout,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../object.ts";
import { lookupSpecial } from "../protocol/attribute.ts";
import { formatComplex } from "../protocol/format-spec.ts";
import { registerAsBigInt, registerAsInt, setBigHash, setDoubleHash, setPointerHash } from "../protocol/hash.ts";
import { address } from "./address.ts";
import * as operations from "./complex/operations.ts";
import { type ComplexValue, isComplex, newComplex } from "./complex/operations.ts";
import { parseComplex } from "./complex/parse.ts";
import { formatDouble } from "./float/decimal.ts";
import { asDouble } from "./float/float.ts";
import { constructorArguments } from "./int/constructor-arguments.ts";
import { deprecationWarning } from "./int/deprecation.ts";
import { decimalAndSpaceToAscii } from "./int/digits.ts";
import { formatSpecArgument } from "./str/arguments.ts";
import { reprStr } from "./str/repr.ts";
import { type MethodSpec, method, type TypeSpec } from "./type/type-spec.ts";

const SIGNATURE = { name: "complex", parameters: ["real", "imag"] };

function allocComplex(vm: VM, type: PyType, real: number, imag: number): PyObject<ComplexValue> {
  return alloc<ComplexValue>(vm, type, { real, imag });
}

/** CPython 3.11: Objects/complexobject.c complex_new_impl */
function complex_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, SIGNATURE, args, kwnames);
  if (parsed === null) return null;
  const [real, imag] = parsed as [PyObject | null, PyObject | null];
  const T = vm.T;
  if (real !== null && imag === null && real.type === T.complex && type === T.complex) return newRef(real);
  if (real !== null && (real.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) {
    if (imag !== null) return vm.raise(T.TypeError, "complex() can't take second arg if first is a string");
    const value = parseComplex(decimalAndSpaceToAscii(real.v as string));
    if (value === undefined) return vm.raise(T.ValueError, `could not convert string to complex: ${reprStr(real)}`);
    if (value === null) return vm.raise(T.ValueError, "complex() arg is a malformed string");
    return allocComplex(vm, type, value.real, value.imag);
  }
  if (imag !== null && (imag.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0)
    return vm.raise(T.TypeError, "complex() second arg can't be a string");
  const first = real === null ? newComplex(vm, 0, 0) : complexOrNumber(vm, real);
  return thenBorrowed(vm, first, checkReal, imag, type.object, real);
}

/** What `__complex__` gives, or the object itself. CPython 3.11: Objects/complexobject.c try_complex_special_method */
function complexOrNumber(vm: VM, o: PyObject): Result {
  if (o.type === vm.T.complex) return newRef(o);
  return thenBorrowed(vm, lookupSpecial(vm, o, "__complex__"), callSpecialComplex, o, null, null, 0, true);
}

function callSpecialComplex(vm: VM, special: PyObject, o: PyObject | null): Result {
  if (special === STOP) return newRef(o!);
  return dropAfter(vm, then(vm, callNoArgs(vm, special), checkSpecialComplex), special);
}

function checkSpecialComplex(vm: VM, value: PyObject): Result {
  if (value.type === vm.T.complex) return value;
  const type = value.type.name;
  if (!isComplex(vm, value)) {
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, `__complex__ returned non-complex (type ${type})`);
  }
  const message =
    `__complex__ returned non-complex (type ${type}).  ` +
    `The ability to return an instance of a strict subclass of complex is deprecated, and may not be allowed in a future version of Python.`;
  const result = then(vm, deprecationWarning(vm, message), keep, value);
  vm.counts.decref(value);
  return result;
}

const keep = (_vm: VM, _ok: PyObject, value: PyObject | null): Result => newRef(value!);

function isNumber(vm: VM, o: PyObject): boolean {
  return o.type.nb_float !== null || o.type.nb_index !== null || isComplex(vm, o);
}

/** `value`: the first argument, or what its `__complex__` gave. */
function checkReal(vm: VM, value: PyObject, imag: PyObject | null, type: PyObject | null, real: PyObject | null): Result {
  if (!isNumber(vm, value)) {
    vm.counts.decref(value);
    const message = `complex() first argument must be a string or a number, not '${real!.type.name}'`;
    return vm.raise(vm.T.TypeError, message);
  }
  if (imag !== null && !isNumber(vm, imag)) {
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, `complex() second argument must be a number, not '${imag.type.name}'`);
  }
  const first = isComplex(vm, value) ? newRef(value) : asDouble(vm, value);
  vm.counts.decref(value);
  return thenBorrowed(vm, first, gotReal, imag, type);
}

function gotReal(vm: VM, real: PyObject, imag: PyObject | null, type: PyObject | null): Result {
  const second = imag === null ? vm.newFloat(0) : isComplex(vm, imag) ? newRef(imag) : asDouble(vm, imag);
  const result = then(vm, second, combine, real, type, imag);
  vm.counts.decref(real);
  return result;
}

/** Two numbers, complex or float, as real + imag * 1j. */
function combine(vm: VM, second: PyObject, first: PyObject | null, type: PyObject | null, given: PyObject | null): Result {
  let real: number;
  let imag = 0;
  const firstIsComplex = isComplex(vm, first!);
  if (firstIsComplex) ({ real, imag } = first!.v as ComplexValue);
  else real = first!.v as number;
  if (given !== null) {
    if (isComplex(vm, second)) {
      real -= second.v.imag;
      imag = firstIsComplex ? imag + second.v.real : second.v.real;
    } else imag = firstIsComplex ? imag + (second.v as number) : (second.v as number);
  }
  vm.counts.decref(second);
  return allocComplex(vm, type!.v as PyType, real, imag);
}

/** CPython 3.11: Objects/complexobject.c complex_repr */
function complex_repr(vm: VM, o: PyObject<ComplexValue>): Result {
  const { real, imag } = o.v;
  if (real === 0 && !Object.is(real, -0)) return vm.newStr(`${formatDouble(imag, "r", 0, {})}j`);
  return vm.newStr(`(${formatDouble(real, "r", 0, {})}${formatDouble(imag, "r", 0, { sign: true })}j)`);
}

function partHash(vm: VM, o: PyObject, part: number): bigint {
  if (Number.isNaN(part)) setPointerHash(address(vm, o));
  else setDoubleHash(part);
  return registerAsBigInt();
}

/** CPython 3.11: Objects/complexobject.c complex_hash */
function complex_hash(vm: VM, o: PyObject<ComplexValue>): Result {
  const real = partHash(vm, o, o.v.real);
  const h = BigInt.asIntN(64, real + 1000003n * partHash(vm, o, o.v.imag));
  setBigHash(h === -1n ? -2n : h);
  return registerAsInt(vm);
}

/** CPython 3.11: Objects/complexobject.c complex_conjugate_impl */
function complex_conjugate(vm: VM, o: PyObject<ComplexValue>): Result {
  return newComplex(vm, o.v.real, -o.v.imag);
}

/** CPython 3.11: Objects/complexobject.c complex___getnewargs___impl */
function complex___getnewargs__(vm: VM, o: PyObject<ComplexValue>): Result {
  return vm.newTuple([vm.newFloat(o.v.real), vm.newFloat(o.v.imag)]);
}

/** CPython 3.11: Objects/complexobject.c complex___complex___impl */
function complex___complex__(vm: VM, o: PyObject<ComplexValue>): Result {
  return o.type === vm.T.complex ? newRef(o) : newComplex(vm, o.v.real, o.v.imag);
}

/** CPython 3.11: Objects/complexobject.c complex___format___impl */
function complex___format__(vm: VM, o: PyObject<ComplexValue>, spec: PyObject): Result {
  const text = formatSpecArgument(vm, spec);
  return text === null ? null : formatComplex(vm, o, o.v.real, o.v.imag, text);
}

const noArguments = { convention: "METH_NOARGS" as const };

const complexMethods: readonly MethodSpec[] = [
  method("conjugate", "($self, /)", complex_conjugate, {
    ...noArguments,
    doc: "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
  }),
  method("__complex__", "($self, /)", complex___complex__, { ...noArguments, doc: "Convert this value to exact type complex." }),
  method("__getnewargs__", "($self, /)", complex___getnewargs__, noArguments),
  method("__format__", "($self, format_spec, /)", complex___format__, { doc: "Convert to a string according to format_spec." }),
];

export const complexSpec: TypeSpec = {
  name: "complex",
  layout: leafLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "Create a complex number from a real part and an optional imaginary part.\n\nThis is equivalent to (real + imag*1j) where imag defaults to 0.",
  slots: {
    tp_new: complex_new,
    tp_repr: complex_repr,
    tp_hash: complex_hash,
    tp_richcompare: operations.complex_richcompare,
    nb_add: operations.complex_add,
    nb_subtract: operations.complex_sub,
    nb_multiply: operations.complex_mul,
    nb_power: operations.complex_pow,
    nb_negative: (vm, o: PyObject<ComplexValue>) => newComplex(vm, -o.v.real, -o.v.imag),
    nb_positive: complex___complex__,
    nb_absolute: operations.complex_abs,
    nb_bool: (vm, o: PyObject<ComplexValue>) => vm.newBool(o.v.real !== 0 || o.v.imag !== 0),
    nb_true_divide: operations.complex_div,
  },
  methods: complexMethods,
  getset: [
    {
      name: "real",
      member: true,
      get: (vm, o: PyObject<ComplexValue>) => vm.newFloat(o.v.real),
      doc: "the real part of a complex number",
    },
    {
      name: "imag",
      member: true,
      get: (vm, o: PyObject<ComplexValue>) => vm.newFloat(o.v.imag),
      doc: "the imaginary part of a complex number",
    },
  ],
};
