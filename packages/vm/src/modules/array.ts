import { newRef } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { andThen } from "../eval/native-frame.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import {
  OK,
  type PyObject,
  type PyType,
  type Result,
  TPFLAGS_BASETYPE,
  TPFLAGS_IMMUTABLETYPE,
  TPFLAGS_SEQUENCE,
} from "../object.ts";
import { reprDouble } from "../objects/float/decimal.ts";
import { isStr } from "../objects/str/arguments.ts";
import { reprStr } from "../objects/str/repr.ts";
import { method, type TypeSpec } from "../objects/type/type-spec.ts";
import { getAttrString } from "../protocol/attribute.ts";
import { getIter } from "../protocol/iterator.ts";
import { type ArrayObject, arrayLayout, itemSizeOf, newArray, TYPECODES } from "./array/array-data.ts";
import { extendFrom, fillFrom } from "./array/fill.ts";
import { rawItem } from "./array/items.ts";
import { array_iter, arrayIteratorSpec } from "./array/iterator.ts";
import { appendBytes, array_tounicode, arrayMethods, unicodeBytes } from "./array/methods.ts";
import { array_reconstructor } from "./array/pickle.ts";
import { array_contains } from "./array/search.ts";
import {
  array_ass_item,
  array_ass_subscript,
  array_concat,
  array_iconcat,
  array_irepeat,
  array_item,
  array_length,
  array_repeat,
  array_richcompare,
  array_subscript,
  isArray,
} from "./array/sequence.ts";
import type { ModuleSpec } from "./module-spec.ts";

const BAD_TYPECODE = "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)";

/** CPython 3.11: Modules/arraymodule.c array_new */
function array_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const base = vm.type(arraySpec);
  if ((kwnames?.length ?? 0) > 0 && (type === base || type.tp_init === base.tp_init))
    return vm.raise(vm.T.TypeError, "array.array() takes no keyword arguments");
  const given = args.length - (kwnames?.length ?? 0);
  if (given < 1 || given > 2) {
    const bound = given < 1 ? "at least 1 argument" : "at most 2 arguments";
    return vm.raise(vm.T.TypeError, `array() takes ${bound} (${given} given)`);
  }
  const [codeObject, initial = null] = args.slice(0, given) as [PyObject, PyObject?];
  if (!isStr(codeObject) || [...(codeObject.v as string)].length !== 1)
    return vm.raise(vm.T.TypeError, `array() argument 1 must be a unicode character, not ${codeObject.type.name}`);
  const code = codeObject.v as string;
  if (initial === null) return checkCode(vm, code) ? newArray(vm, type, code, 0) : null;
  return newFrom(vm, type, code, initial);
}

function checkCode(vm: VM, code: string): boolean {
  if (TYPECODES.includes(code)) return true;
  vm.raise(vm.T.ValueError, BAD_TYPECODE);
  return false;
}

function newFrom(vm: VM, type: PyType, code: string, initial: PyObject): Result {
  if (code !== "u" && isStr(initial))
    return vm.raise(vm.T.TypeError, `cannot use a str to initialize an array with typecode '${code}'`);
  if (code !== "u" && isArray(initial) && initial.v.code === "u")
    return vm.raise(vm.T.TypeError, `cannot use a unicode array to initialize an array with typecode '${code}'`);
  const { mro } = initial.type;
  const indexed = mro.includes(vm.T.list) || mro.includes(vm.T.tuple) || isArray(initial);
  if (indexed) {
    if (!checkCode(vm, code)) return null;
    const items = isArray(initial) ? initial.v.length : (initial.v as PyObject[]).length;
    const array = newArray(vm, type, code, items);
    if (isArray(initial) && initial.v.code === code) {
      array.v.bytes.set(initial.v.used());
      return array;
    }
    return finish(vm, array, fillFrom(vm, array, initial, 0, -1));
  }
  if (mro.includes(vm.T.bytes) || mro.includes(vm.T.bytearray) || isStr(initial)) {
    if (!checkCode(vm, code)) return null;
    const array = newArray(vm, type, code, 0);
    if (appendBytes(vm, array, isStr(initial) ? unicodeBytes(initial) : (initial.v as Uint8Array))) return array;
    vm.counts.decref(array);
    return null;
  }
  const name = vm.newStr(code);
  const r = andThen(vm, getIter(vm, initial), collect, type.object, name);
  vm.counts.decref(name);
  return r;
}

function collect(vm: VM, iterator: PyObject, type: PyObject | null, code: PyObject | null): Result {
  if (!checkCode(vm, code!.v as string)) {
    vm.counts.decref(iterator);
    return null;
  }
  const array = newArray(vm, type!.v as PyType, code!.v as string, 0);
  const r = finish(vm, array, extendFrom(vm, array, iterator));
  vm.counts.decref(iterator);
  return r;
}

/** The array once it is filled; taken over. */
function finish(vm: VM, array: ArrayObject, filled: Result): Result {
  const r = andThen(vm, filled, (_vm, _ok, a) => newRef(a!), array);
  vm.counts.decref(array);
  return r;
}

/** CPython 3.11: Modules/arraymodule.c array_repr */
function array_repr(vm: VM, self: ArrayObject): Result {
  const { code, length } = self.v;
  const name = self.type.name.slice(self.type.name.lastIndexOf(".") + 1);
  if (length === 0) return vm.newStr(`${name}('${code}')`);
  if (code === "u") {
    const text = array_tounicode(vm, self);
    if (text === null) return null;
    const r = vm.newStr(`${name}('u', ${reprStr(text)})`);
    vm.counts.decref(text);
    return r;
  }
  const items: string[] = [];
  for (let i = 0; i < length; i++) {
    const x = rawItem(self.v, i);
    items.push(code === "f" || code === "d" ? reprDouble(x as number) : String(x));
  }
  return vm.newStr(`${name}('${code}', [${items.join(", ")}])`);
}

/** CPython 3.11: Modules/arraymodule.c array_spec */
export const arraySpec: TypeSpec = {
  name: "array.array",
  layout: arrayLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_SEQUENCE | TPFLAGS_IMMUTABLETYPE,
  hasWeakrefs: true,
  doc: "array(typecode [, initializer]) -> array\n\nNumbers or characters of one kind, stored compactly.",
  slots: {
    tp_new: array_new,
    tp_repr: array_repr,
    tp_richcompare: array_richcompare,
    tp_iter: array_iter,
    sq_length: array_length,
    sq_concat: array_concat,
    sq_repeat: array_repeat,
    sq_item: array_item,
    sq_ass_item: array_ass_item,
    sq_contains: array_contains,
    sq_inplace_concat: array_iconcat,
    sq_inplace_repeat: array_irepeat,
    mp_length: array_length,
    mp_subscript: array_subscript,
    mp_ass_subscript: array_ass_subscript,
  },
  methods: arrayMethods,
  getset: [
    {
      name: "typecode",
      get: (vm, self: ArrayObject) => vm.newStr(self.v.code),
      doc: "the typecode character used to create the array",
    },
    {
      name: "itemsize",
      get: (vm, self: ArrayObject) => vm.newInt(itemSizeOf(self.v.code)),
      doc: "the size, in bytes, of one array item",
    },
  ],
};

/** CPython 3.11: Modules/arraymodule.c array_modexec: arrays are mutable sequences for collections.abc. */
function registerAsSequence(vm: VM): Result {
  return andThen(vm, importModuleNamed(vm, "collections.abc"), findAbc);
}

function findAbc(vm: VM, abc: PyObject): Result {
  const r = andThen(vm, getAttrString(vm, abc, "MutableSequence"), register);
  vm.counts.decref(abc);
  return r;
}

function register(vm: VM, mutableSequence: PyObject): Result {
  const r = andThen(vm, callMethod(vm, mutableSequence, "register", [vm.type(arraySpec).object]), dropResult);
  vm.counts.decref(mutableSequence);
  return r;
}

function dropResult(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return OK;
}

/** The module `array`. CPython 3.11: Modules/arraymodule.c array_modexec */
export const arrayModule: ModuleSpec = {
  name: "array",
  doc: "Arrays of numbers and characters, stored compactly.",
  types: [arraySpec],
  methods: [
    method(
      "_array_reconstructor",
      "($module, arraytype, typecode, mformat_code, items, /)",
      array_reconstructor((vm) => vm.type(arraySpec)),
      { doc: "Makes an array out of a pickle." },
    ),
  ],
  init(vm, set) {
    vm.type(arrayIteratorSpec);
    set("ArrayType", newRef(vm.type(arraySpec).object));
    set("typecodes", vm.newStr(TYPECODES));
  },
  exec: registerAsSequence,
};
