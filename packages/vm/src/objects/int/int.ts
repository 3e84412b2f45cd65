import { newRef } from "@vivarium/heap";
import { callNoArgs } from "../../eval/call.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  leafLayout,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_LONG_SUBCLASS,
  TPFLAGS_MATCH_SELF,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../../object.ts";
import { lookupSpecial } from "../../protocol/attribute.ts";
import { bigIntHash, registerAsInt, setBigHash, setIntHash } from "../../protocol/hash.ts";
import { numberIndex } from "../../protocol/number.ts";
import { bytesLike, bytesRepr, latin1String } from "../str/bytes-text.ts";
import { isSubtype } from "../type/mro.ts";
import type { TypeSpec } from "../type/type-spec.ts";
import type { IntValue } from "./arithmetic.ts";
import { constructorArguments } from "./constructor-arguments.ts";
import { deprecationWarning } from "./deprecation.ts";
import { decimalString, parseIntFromStr, parseIntOrRaise } from "./digits.ts";
import { intGetset, intMethods } from "./methods.ts";
import * as operations from "./operations.ts";
import { long_long } from "./operations.ts";
import { allocInt, isInt, newIntFromValue } from "./value.ts";

const SIGNATURE = { name: "int", parameters: ["", "base"] };

/** CPython 3.11: Objects/longobject.c long_new_impl */
function long_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, SIGNATURE, args, kwnames);
  if (parsed === null) return null;
  const [x, base] = parsed;
  if (x === null || x === undefined) {
    if (base != null) return vm.raise(vm.T.TypeError, "int() missing string argument");
    return allocInt(vm, type, 0);
  }
  if (base == null) return intoType(vm, type, intFromObject(vm, x));
  return then(vm, numberIndex(vm, base), withBase, x, type.object);
}

function intoType(vm: VM, type: PyType, result: Result): Result {
  return type === vm.T.int ? result : thenBorrowed(vm, result, intoSubtype, type.object);
}

/** CPython 3.11: Objects/longobject.c long_subtype_new */
function intoSubtype(vm: VM, value: PyObject, type: PyObject | null): Result {
  const result = allocInt(vm, type!.v as PyType, value.v as IntValue);
  vm.counts.decref(value);
  return result;
}

function withBase(vm: VM, baseObject: PyObject, x: PyObject | null, type: PyObject | null): Result {
  const base = baseObject.v as IntValue;
  vm.counts.decref(baseObject);
  if ((base !== 0 && base < 2) || base > 36) return vm.raise(vm.T.ValueError, "int() base must be >= 2 and <= 36, or 0");
  const value = parseWithBase(vm, x!, Number(base));
  return value === null ? null : allocInt(vm, type!.v as PyType, value);
}

function parseWithBase(vm: VM, x: PyObject, base: number): IntValue | null {
  if ((x.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) return parseIntFromStr(vm, x, base);
  if ((x.type.flags & TPFLAGS_BYTES_SUBCLASS) !== 0 || isSubtype(x.type, vm.T.bytearray)) return parseIntFromBytes(vm, x, base);
  return vm.raise(vm.T.TypeError, "int() can't convert non-string with explicit base");
}

/** CPython 3.11: Objects/longobject.c _PyLong_FromBytes */
function parseIntFromBytes(vm: VM, x: PyObject, base: number): IntValue | null {
  return parseIntFromByteArray(vm, bytesLike(vm, x)!, base);
}

function parseIntFromByteArray(vm: VM, bytes: Uint8Array, base: number): IntValue | null {
  return parseIntOrRaise(vm, latin1String(bytes), base, () => bytesRepr(bytes));
}

/** `int(o)`: an exact int, new. CPython 3.11: Objects/abstract.c PyNumber_Long */
export function intFromObject(vm: VM, o: PyObject): Result {
  if (o.type === vm.T.int) return newRef(o);
  if (o.type.nb_int !== null) return then(vm, o.type.nb_int(vm, o), checkInt);
  if (o.type.nb_index !== null) return then(vm, numberIndex(vm, o), exactInt);
  return thenBorrowed(vm, lookupSpecial(vm, o, "__trunc__"), callTrunc, o, null, null, 0, true);
}

function exactInt(vm: VM, value: PyObject): Result {
  if (value.type === vm.T.int) return value;
  return dropAfter(vm, long_long(vm, value), value);
}

/** CPython 3.11: Objects/abstract.c PyNumber_Long (what `__int__` may give) */
function checkInt(vm: VM, value: PyObject): Result {
  if (value.type === vm.T.int) return value;
  const type = value.type.name;
  if (!isInt(value)) {
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, `__int__ returned non-int (type ${type})`);
  }
  const result = then(vm, deprecationWarning(vm, strictSubclassMessage("__int__", type)), copyInt, value);
  vm.counts.decref(value);
  return result;
}

/** CPython 3.11: the warning for `__int__` and `__index__` */
export function strictSubclassMessage(method: string, type: string): string {
  return (
    `${method} returned non-int (type ${type}).  ` +
    `The ability to return an instance of a strict subclass of int is deprecated, and may not be allowed in a future version of Python.`
  );
}

function copyInt(vm: VM, _ok: PyObject, value: PyObject | null): Result {
  return newIntFromValue(vm, value!.v as IntValue);
}

function callTrunc(vm: VM, method: PyObject, o: PyObject | null): Result {
  if (method === STOP) return intFromText(vm, o!);
  const message = "The delegation of int() to __trunc__ is deprecated.";
  const result = then(vm, deprecationWarning(vm, message), callTruncMethod, method, o);
  vm.counts.decref(method);
  return result;
}

function callTruncMethod(vm: VM, _ok: PyObject, method: PyObject | null): Result {
  return then(vm, callNoArgs(vm, method!), checkTrunc);
}

function checkTrunc(vm: VM, value: PyObject): Result {
  if (isInt(value)) return exactInt(vm, value);
  const type = value.type.name;
  if (value.type.nb_index === null) {
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, `__trunc__ returned non-Integral (type ${type})`);
  }
  return dropAfter(vm, then(vm, numberIndex(vm, value), exactInt), value);
}

function intFromText(vm: VM, o: PyObject): Result {
  let value: IntValue | null;
  if ((o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) value = parseIntFromStr(vm, o, 10);
  else {
    const bytes = bytesLike(vm, o);
    if (bytes === null) {
      const message = `int() argument must be a string, a bytes-like object or a real number, not '${o.type.name}'`;
      return vm.raise(vm.T.TypeError, message);
    }
    value = parseIntFromByteArray(vm, bytes, 10);
  }
  return value === null ? null : newIntFromValue(vm, value);
}

/** CPython 3.11: Objects/longobject.c long_to_decimal_string */
export function long_repr(vm: VM, o: PyObject): Result {
  const text = decimalString(vm, o.v as IntValue);
  return text === null ? null : vm.newStr(text);
}

/** CPython 3.11: Objects/longobject.c long_hash */
function long_hash(vm: VM, o: PyObject): Result {
  const v = o.v as IntValue;
  if (typeof v === "number") setIntHash(v);
  else setBigHash(bigIntHash(v));
  return registerAsInt(vm);
}

export const intSpec: TypeSpec = {
  name: "int",
  layout: leafLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_LONG_SUBCLASS | TPFLAGS_MATCH_SELF,
  doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nAn integer of any size, from a number or from text with digits in a base from 2 to 36 (0: as in source code).",
  slots: {
    tp_new: long_new,
    tp_repr: long_repr,
    tp_hash: long_hash,
    tp_richcompare: operations.long_richcompare,
    nb_add: operations.long_add,
    nb_subtract: operations.long_sub,
    nb_multiply: operations.long_mul,
    nb_remainder: operations.long_mod,
    nb_divmod: operations.long_divmod,
    nb_power: operations.long_pow,
    nb_negative: operations.long_neg,
    nb_positive: operations.long_long,
    nb_absolute: operations.long_abs,
    nb_bool: operations.long_bool,
    nb_invert: operations.long_invert,
    nb_lshift: operations.long_lshift,
    nb_rshift: operations.long_rshift,
    nb_and: operations.long_and,
    nb_xor: operations.long_xor,
    nb_or: operations.long_or,
    nb_int: operations.long_long,
    nb_float: operations.long_float,
    nb_floor_divide: operations.long_div,
    nb_true_divide: operations.long_true_divide,
    nb_index: operations.long_long,
  },
  methods: intMethods,
  getset: intGetset,
};
