import { newRef } from "@vivarium/heap";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  leafLayout,
  type PyObject,
  type PyType,
  type Result,
  TPFLAGS_BASETYPE,
  TPFLAGS_MATCH_SELF,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../../object.ts";
import { registerAsInt, setDoubleHash, setPointerHash } from "../../protocol/hash.ts";
import { numberIndex } from "../../protocol/number.ts";
import { address } from "../address.ts";
import { onePositional } from "../int/constructor-arguments.ts";
import { deprecationWarning } from "../int/deprecation.ts";
import { decimalAndSpaceToAscii } from "../int/digits.ts";
import { long_float } from "../int/operations.ts";
import { bytesLike, bytesRepr, latin1String } from "../str/bytes-text.ts";
import { reprStr } from "../str/repr.ts";
import type { TypeSpec } from "../type/type-spec.ts";
import { reprDouble } from "./decimal.ts";
import { floatGetset, floatMethods } from "./methods.ts";
import * as operations from "./operations.ts";
import { parseFloatText } from "./parse.ts";

/** CPython 3.11: Objects/floatobject.c float_new_impl */
function float_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  // A subclass with its own __init__ may take keywords, which are its affair.
  const initIsOwn = type !== vm.T.float && type.tp_init !== vm.T.float.tp_init;
  const positional = kwnames === null ? args : args.slice(0, args.length - kwnames.length);
  const x = onePositional(vm, "float", positional, initIsOwn ? null : kwnames);
  if (x === undefined) return null;
  if (x === null) return alloc(vm, type, 0);
  const value = (x.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0 ? floatFromText(vm, x) : floatFromObject(vm, x);
  return type === vm.T.float ? value : thenBorrowed(vm, value, intoSubtype, type.object);
}

/** CPython 3.11: Objects/floatobject.c float_subtype_new */
function intoSubtype(vm: VM, value: PyObject, type: PyObject | null): Result {
  const result = alloc(vm, type!.v as PyType, value.v as number);
  vm.counts.decref(value);
  return result;
}

/** CPython 3.11: Objects/floatobject.c PyFloat_FromString */
function floatFromText(vm: VM, x: PyObject): Result {
  let text: string;
  let quoted: () => string;
  if ((x.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) {
    text = decimalAndSpaceToAscii(x.v as string);
    quoted = () => reprStr(x);
  } else {
    const bytes = bytesLike(vm, x);
    if (bytes === null)
      return vm.raise(vm.T.TypeError, `float() argument must be a string or a real number, not '${x.type.name}'`);
    text = latin1String(bytes);
    quoted = () => bytesRepr(bytes);
  }
  const value = parseFloatText(text);
  if (value === undefined) return vm.raise(vm.T.ValueError, `could not convert string to float: ${quoted()}`);
  return vm.newFloat(value);
}

/** `float(o)`: an exact float, new. CPython 3.11: Objects/abstract.c PyNumber_Float */
export function floatFromObject(vm: VM, o: PyObject): Result {
  if (o.type === vm.T.float) return newRef(o);
  if (o.type.nb_float !== null) return thenBorrowed(vm, o.type.nb_float(vm, o), checkFloat, o);
  if (o.type.nb_index !== null) return then(vm, numberIndex(vm, o), indexToFloat);
  if (operations.isFloat(vm, o)) return vm.newFloat(o.v);
  return floatFromText(vm, o);
}

function checkFloat(vm: VM, value: PyObject, o: PyObject | null): Result {
  if (value.type === vm.T.float) return value;
  const owner = o!.type.name;
  const type = value.type.name;
  if (!operations.isFloat(vm, value)) {
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, `${owner}.__float__ returned non-float (type ${type})`);
  }
  const message =
    `${owner}.__float__ returned non-float (type ${type}).  ` +
    `The ability to return an instance of a strict subclass of float is deprecated, and may not be allowed in a future version of Python.`;
  const result = then(vm, deprecationWarning(vm, message), copyFloat, value);
  vm.counts.decref(value);
  return result;
}

function copyFloat(vm: VM, _ok: PyObject, value: PyObject | null): Result {
  return vm.newFloat(value!.v as number);
}

function indexToFloat(vm: VM, value: PyObject): Result {
  return dropAfter(vm, long_float(vm, value), value);
}

/**
 * A number as a C double, in a float object: what functions that take a real number do with it. CPython 3.11: Objects/floatobject.c
 * PyFloat_AsDouble
 */
export function asDouble(vm: VM, o: PyObject): Result {
  if (operations.isFloat(vm, o)) return vm.newFloat(o.v);
  if (o.type.nb_float !== null) return thenBorrowed(vm, o.type.nb_float(vm, o), checkFloat, o);
  if (o.type.nb_index !== null) return then(vm, numberIndex(vm, o), indexToFloat);
  return vm.raise(vm.T.TypeError, `must be real number, not ${o.type.name}`);
}

/** CPython 3.11: Objects/floatobject.c float_repr */
function float_repr(vm: VM, o: PyObject): Result {
  return vm.newStr(reprDouble(o.v as number));
}

/** CPython 3.11: Objects/floatobject.c float_hash, Python/pyhash.c _Py_HashDouble */
function float_hash(vm: VM, o: PyObject): Result {
  if (Number.isNaN(o.v as number)) setPointerHash(address(vm, o));
  else setDoubleHash(o.v as number);
  return registerAsInt(vm);
}

export const floatSpec: TypeSpec = {
  name: "float",
  layout: leafLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_MATCH_SELF,
  doc: "Convert a string or number to a floating point number, if possible.",
  slots: {
    tp_new: float_new,
    tp_repr: float_repr,
    tp_hash: float_hash,
    tp_richcompare: operations.float_richcompare,
    nb_add: operations.float_add,
    nb_subtract: operations.float_sub,
    nb_multiply: operations.float_mul,
    nb_remainder: operations.float_rem,
    nb_divmod: operations.float_divmod,
    nb_power: operations.float_pow,
    nb_negative: operations.float_neg,
    nb_positive: operations.float_float,
    nb_absolute: operations.float_abs,
    nb_bool: operations.float_bool,
    nb_int: operations.float_trunc,
    nb_float: operations.float_float,
    nb_floor_divide: operations.float_floor_div,
    nb_true_divide: operations.float_div,
  },
  methods: floatMethods,
  getset: floatGetset,
};
