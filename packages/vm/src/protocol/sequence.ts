import { charge, EQUALITY, isLong } from "../costs/native-work.ts";
import { callMethod } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropStopValue } from "../eval/iterate.ts";
import { dropAfter, startFrame, andThenBorrowed as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { typeLookup } from "../objects/type/lookup.ts";
import { equalObjects } from "./compare.ts";
import { getIter, iterNext } from "./iterator.ts";
import { asIndexNumber, numberIndex } from "./number.ts";

/** `len(o)`: an exact int. CPython 3.11: Objects/abstract.c PyObject_Size */
export function length(vm: VM, o: PyObject): Result {
  const f = o.type.sq_length ?? o.type.mp_length;
  if (f === null) return vm.raise(vm.T.TypeError, `object of type '${o.type.name}' has no len()`);
  return f(vm, o);
}

/** `o[key]`. CPython 3.11: Objects/abstract.c PyObject_GetItem */
export function getItem(vm: VM, o: PyObject, key: PyObject): Result {
  const type = o.type;
  if (type.mp_subscript !== null) return type.mp_subscript(vm, o, key);
  if (type.sq_item !== null) {
    if (key.type.nb_index !== null) return itemByIndex(vm, o, key);
    return vm.raise(vm.T.TypeError, `sequence index must be integer, not '${key.type.name}'`);
  }
  if (type === vm.T.type || type.mro.includes(vm.T.type)) {
    const method = typeLookupOnClass(vm, o);
    if (method !== null) return method(key);
    if (o === vm.T.type.object) return vm.T.GenericAlias.tp_new!(vm, vm.T.GenericAlias, [o, key], null);
    return vm.raise(vm.T.TypeError, `type '${(o.v as { name: string }).name}' is not subscriptable`);
  }
  return vm.raise(vm.T.TypeError, `'${type.name}' object is not subscriptable`);
}

/** `__class_getitem__` of a class. */
function typeLookupOnClass(vm: VM, o: PyObject): ((key: PyObject) => Result) | null {
  if (typeLookup(vm, o.v, "__class_getitem__") === null) return null;
  return (key) => callMethod(vm, o, "__class_getitem__", [key]);
}

function itemByIndex(vm: VM, o: PyObject, key: PyObject): Result {
  const index = asIndexNumber(vm, key);
  if (index === PENDING) return then(vm, numberIndex(vm, key), getItemOwned, o);
  if (index === null) return null;
  if ((index as number) < 0 && o.type.sq_length !== null)
    return then(vm, o.type.sq_length(vm, o), itemFromEnd, o, null, null, index as number);
  return o.type.sq_item!(vm, o, index as number);
}

function getItemOwned(vm: VM, key: PyObject, o: PyObject | null): Result {
  return dropAfter(vm, getItem(vm, o!, key), key);
}

function itemFromEnd(
  vm: VM,
  size: PyObject,
  o: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  index: number,
): Result {
  const n = size.v as number;
  vm.counts.decref(size);
  return o!.type.sq_item!(vm, o!, index + n);
}

/** `o[key] = value`, or `del o[key]` with null; gives OK. CPython 3.11: PyObject_SetItem, PyObject_DelItem */
export function setItem(vm: VM, o: PyObject, key: PyObject, value: PyObject | null): Result {
  const type = o.type;
  if (type.mp_ass_subscript !== null) return type.mp_ass_subscript(vm, o, key, value);
  if (type.sq_ass_item !== null) {
    if (key.type.nb_index === null) return vm.raise(vm.T.TypeError, `sequence index must be integer, not '${key.type.name}'`);
    const index = asIndexNumber(vm, key);
    if (index === PENDING) return then(vm, numberIndex(vm, key), setItemOwned, o, value);
    if (index === null) return null;
    if ((index as number) < 0 && type.sq_length !== null)
      return then(vm, type.sq_length(vm, o), setFromEnd, o, value, null, index as number);
    return type.sq_ass_item(vm, o, index as number, value);
  }
  if (value !== null) return vm.raise(vm.T.TypeError, `'${type.name}' object does not support item assignment`);
  const not = hasSequenceMethods(type) && key.type.nb_index !== null ? "doesn't" : "does not";
  return vm.raise(vm.T.TypeError, `'${type.name}' object ${not} support item deletion`);
}

/** Has the type a `tp_as_sequence`; every class has. CPython 3.11 words an error by it. */
function hasSequenceMethods(type: PyType): boolean {
  return (
    type.heapType || [type.sq_length, type.sq_item, type.sq_concat, type.sq_repeat, type.sq_contains].some((f) => f !== null)
  );
}

function setItemOwned(vm: VM, key: PyObject, o: PyObject | null, value: PyObject | null): Result {
  return dropAfter(vm, setItem(vm, o!, key, value), key);
}

function setFromEnd(
  vm: VM,
  size: PyObject,
  o: PyObject | null,
  value: PyObject | null,
  _c: PyObject | null,
  index: number,
): Result {
  const n = size.v as number;
  vm.counts.decref(size);
  return o!.type.sq_ass_item!(vm, o!, index + n, value);
}

/** `value in o`: True or False. CPython 3.11: Objects/abstract.c PySequence_Contains */
export function contains(vm: VM, o: PyObject, value: PyObject): Result {
  const f = o.type.sq_contains;
  if (f !== null) return f(vm, o, value);
  return containsByIteration(vm, o, value);
}

class ContainsFrame extends NativeFrame {
  iterator: PyObject;
  /** What is looked for; the value is borrowed. */
  sought: { readonly value: PyObject };
  item: PyObject | null = null;
  stage: "next" | "compare" = "next";

  constructor(iterator: PyObject, value: PyObject) {
    super();
    this.iterator = iterator;
    this.sought = { value };
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = sent === OK ? iterNext(vm, this.iterator) : sent;
    for (;;) {
      if (r === PENDING || r === null) return r;
      if (this.stage === "next") {
        if (r === STOP) {
          dropStopValue(vm);
          return vm.newBool(false);
        }
        this.item = r;
        this.stage = "compare";
        r = equalObjects(vm, r, this.sought.value);
      } else {
        const item = this.item!;
        this.item = null;
        vm.counts.decref(item);
        if (r === vm.true_) return r;
        vm.counts.decref(r);
        this.stage = "next";
        if (isLong(vm)) return vm.pause({ kind: "yield" });
        charge(vm, EQUALITY, 1);
        r = iterNext(vm, this.iterator);
      }
    }
  }
}

/** CPython 3.11: Objects/abstract.c _PySequence_IterSearch (PY_ITERSEARCH_CONTAINS) */
export function containsByIteration(vm: VM, o: PyObject, value: PyObject): Result {
  if (o.type.tp_iter === null && o.type.sq_item === null)
    return vm.raise(vm.T.TypeError, `argument of type '${o.type.name}' is not iterable`);
  return then(vm, getIter(vm, o), search, value);
}

function search(vm: VM, iterator: PyObject, value: PyObject | null): Result {
  return startFrame(vm, new ContainsFrame(iterator, value!));
}
