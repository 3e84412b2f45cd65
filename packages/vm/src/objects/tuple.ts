import { newRef, touchPayload } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../builtins/check-arguments.ts";
import { charge, REFERENCE } from "../costs/native-work.ts";
import { NativeFrame } from "../eval/frame.ts";
import { sequenceTuple } from "../eval/iterate.ts";
import { insertFrame, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_MATCH_SELF,
  TPFLAGS_SEQUENCE,
  TPFLAGS_TUPLE_SUBCLASS,
} from "../object.ts";
import { hashObject, hashRegister, registerAsInt } from "../protocol/hash.ts";
import { takeIndex, takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { classGetItem } from "./class-getitem.ts";
import { containerRepr, nextOfArray, type ReprShape } from "./container-repr.ts";
import {
  exhaust,
  iteratorMethods,
  newSequenceIterator,
  reduceWith,
  type SequenceIterator,
  selfIter,
  sequenceIteratorLayout,
} from "./iterators.ts";
import { compareItems, findItem, giveIndex } from "./list/compare.ts";
import { indexMethod, TUPLE } from "./list/index-method.ts";
import { repeatItems, takeSlice } from "./list/methods.ts";
import { adjustSlice, sliceRegister, sliceUnpack } from "./slice.ts";
import { addMultiplied, finishTupleHash, startTupleHash, tupleHash } from "./tuple-hash.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

type Tuple = PyObject<PyObject[]>;

/** CPython 3.11: Objects/tupleobject.c tupledealloc (backwards). */
export const tupleLayout: PayloadLayout<PyObject[]> = {
  leaf: false,
  container: true,
  traverse(items, visit) {
    for (let i = items.length - 1; i >= 0; i--) visit(items[i]!);
  },
  clear: () => [],
};

/** Is `o` a tuple or of a subtype. CPython 3.11: PyTuple_Check */
export function isTuple(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.tuple || (o.type.flags & TPFLAGS_TUPLE_SUBCLASS) !== 0;
}

/** CPython 3.11: tuple_new_impl, tuple_vectorcall */
function tuple_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (type === vm.T.tuple || type.tp_init === vm.T.tuple.tp_init) if (!noKeywords(vm, "tuple", kwnames)) return null;
  const count = args.length - (kwnames?.length ?? 0);
  if (!checkPositional(vm, "tuple", count, 0, 1)) return null;
  const items = count === 0 ? newRef(vm.emptyTuple) : sequenceTuple(vm, args[0]!);
  return type === vm.T.tuple ? items : thenBorrowed(vm, items, intoSubtype, type.object);
}

/** CPython 3.11: tuple_subtype_new */
function intoSubtype(vm: VM, items: PyObject, type: PyObject | null): Result {
  const copy = alloc(vm, type!.v as PyType, (items.v as PyObject[]).map(newRef));
  vm.counts.decref(items);
  return copy;
}

const tupleShape: ReprShape = { open: "(", close: ")", single: ",", pair: null, next: nextOfArray };

/** CPython 3.11: tuplerepr */
function tuple_repr(vm: VM, self: PyObject): Result {
  return self.v.length === 0 ? vm.newStr("()") : containerRepr(vm, self, tupleShape, "(...)");
}

/** CPython 3.11: tuplehash */
function tuple_hash(vm: VM, self: PyObject): Result {
  startTupleHash();
  return hashFrom(vm, self, 0);
}

function hashFrom(vm: VM, self: Tuple, from: number): Result {
  const items = self.v;
  for (let i = from; i < items.length; i++) {
    const { low, high } = tupleHash;
    const r = hashObject(vm, items[i]!);
    if (r === null) return null;
    if (r === PENDING) {
      insertFrame(vm, new TupleHashFrame(self, i, low, high));
      return PENDING;
    }
    tupleHash.low = low;
    tupleHash.high = high;
    addMultiplied(hashRegister.low, hashRegister.high);
  }
  finishTupleHash(items.length);
  hashRegister.low = tupleHash.low;
  hashRegister.high = tupleHash.high;
  return registerAsInt(vm);
}

/** Waits for the hash of item `index`. */
class TupleHashFrame extends NativeFrame {
  tuple: Tuple;
  index: number;
  low: number;
  high: number;
  done = false;

  constructor(tuple: Tuple, index: number, low: number, high: number) {
    super();
    this.tuple = newRef(tuple);
    this.index = index;
    this.low = low;
    this.high = high;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null || this.done) return sent;
    this.done = true;
    tupleHash.low = this.low;
    tupleHash.high = this.high;
    addMultiplied(hashRegister.low, hashRegister.high);
    return hashFrom(vm, this.tuple, this.index + 1);
  }
}

/** CPython 3.11: tuplerichcompare */
function tuple_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isTuple(vm, a) || !isTuple(vm, b)) return vm.newNotImplemented();
  return compareItems(vm, a, b, op);
}

function tuple_length(vm: VM, self: PyObject): Result {
  return vm.newInt(self.v.length);
}

/** CPython 3.11: tupleconcat */
function tuple_concat(vm: VM, a: PyObject, b: PyObject): Result {
  const T = vm.T;
  if (a.v.length === 0 && b.type === T.tuple) return newRef(b);
  if (!isTuple(vm, b)) return vm.raise(T.TypeError, `can only concatenate tuple (not "${b.type.name}") to tuple`);
  if (b.v.length === 0 && a.type === T.tuple) return newRef(a);
  charge(vm, REFERENCE, a.v.length + b.v.length);
  return vm.newTuple((a.v as PyObject[]).concat(b.v as PyObject[]).map(newRef));
}

/** CPython 3.11: tuplerepeat */
function tuple_repeat(vm: VM, self: PyObject, times: number): Result {
  if ((self.v.length === 0 || times === 1) && self.type === vm.T.tuple) return newRef(self);
  const items = repeatItems(vm, self.v, times);
  return items === null ? null : vm.newTuple(items);
}

/** CPython 3.11: tuplecontains */
function tuple_contains(vm: VM, self: PyObject, value: PyObject): Result {
  return findItem(vm, self, value, 0, Infinity, giveTrue, giveFalse);
}

function giveTrue(vm: VM): Result {
  return vm.newBool(true);
}

function giveFalse(vm: VM): Result {
  return vm.newBool(false);
}

/** CPython 3.11: tupleitem */
function tuple_item(vm: VM, self: PyObject, index: number): Result {
  const item = index < 0 ? undefined : (self.v as PyObject[])[index];
  if (item === undefined) return vm.raise(vm.T.IndexError, "tuple index out of range");
  return newRef(item);
}

/** CPython 3.11: tuplesubscript */
function tuple_subscript(vm: VM, self: PyObject, key: PyObject): Result {
  if (key.type === vm.T.int && typeof key.v === "number") {
    const i = key.v;
    return tuple_item(vm, self, i < 0 ? i + self.v.length : i);
  }
  if (key.type.nb_index !== null) return thenBorrowed(vm, numberIndex(vm, key), subscriptAt, self);
  if (key.type === vm.T.slice) return thenBorrowed(vm, sliceUnpack(vm, key), subscriptSlice, self);
  return vm.raise(vm.T.TypeError, `tuple indices must be integers or slices, not ${key.type.name}`);
}

function subscriptAt(vm: VM, index: PyObject, self: PyObject | null): Result {
  const i = takeIndex(vm, index);
  if (i === null) return null;
  return tuple_item(vm, self!, i < 0 ? i + self!.v.length : i);
}

function subscriptSlice(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const items = self!.v as PyObject[];
  const count = adjustSlice(items.length);
  if (count === items.length && sliceRegister.step === 1 && self!.type === vm.T.tuple) return newRef(self!);
  return vm.newTuple(takeSlice(items));
}

/** CPython 3.11: tuple_index_impl */
function tuple_index(vm: VM, self: PyObject, value: PyObject, start: PyObject | null, stop: PyObject | null): Result {
  return indexMethod(vm, self, value, start, stop, TUPLE);
}

/** CPython 3.11: tuple_count */
function tuple_count(vm: VM, self: PyObject, value: PyObject): Result {
  return findItem(vm, self, value, 0, Infinity, null, giveIndex);
}

/** CPython 3.11: tuple___getnewargs___impl */
function tuple_getnewargs(vm: VM, self: PyObject): Result {
  const items = self.type === vm.T.tuple ? newRef(self) : vm.newTuple((self.v as PyObject[]).map(newRef));
  return vm.newTuple([items]);
}

/** CPython 3.11: tuple_iter */
function tuple_iter(vm: VM, self: PyObject): Result {
  return newSequenceIterator(vm, vm.T.tuple_iterator, self);
}

/** The type `tuple`. CPython 3.11: Objects/tupleobject.c PyTuple_Type */
export const tupleSpec: TypeSpec = {
  name: "tuple",
  layout: tupleLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_TUPLE_SUBCLASS | TPFLAGS_SEQUENCE | TPFLAGS_MATCH_SELF,
  doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
  slots: {
    tp_new: tuple_new,
    tp_repr: tuple_repr,
    tp_hash: tuple_hash,
    tp_richcompare: tuple_richcompare,
    tp_iter: tuple_iter,
    sq_length: tuple_length,
    sq_concat: tuple_concat,
    sq_repeat: tuple_repeat,
    sq_item: tuple_item,
    sq_contains: tuple_contains,
    mp_length: tuple_length,
    mp_subscript: tuple_subscript,
  },
  methods: [
    method("__getnewargs__", "($self, /)", tuple_getnewargs),
    method("index", "($self, value, start=0, stop=sys.maxsize, /)", tuple_index, {
      doc: "Return first index of value.\n\nRaises ValueError if the value is not present.",
    }),
    method("count", "($self, value, /)", tuple_count, { doc: "Return number of occurrences of value." }),
    classGetItem,
  ],
};

// --- Its iterator -------------------------------------------------------------------------------------------------------------

/** CPython 3.11: tupleiter_next */
export function tupleiter_next(vm: VM, self: PyObject<SequenceIterator>): Result {
  const v = self.v;
  if (v.sequence === null) return STOP;
  const item = (v.sequence.v as PyObject[])[v.index];
  if (item === undefined) return exhaust(vm, self);
  touchPayload(self);
  v.index++;
  return newRef(item);
}

/** CPython 3.11: tupleiter_len */
function tupleiter_length_hint(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  return vm.newInt(sequence === null ? 0 : (sequence.v as PyObject[]).length - index);
}

/** CPython 3.11: tupleiter_reduce */
function tupleiter_reduce(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  return sequence === null ? reduceWith(vm, "iter", vm.newTuple([]), null) : reduceWith(vm, "iter", newRef(sequence), index);
}

/** CPython 3.11: tupleiter_setstate */
function tupleiter_setstate(vm: VM, self: PyObject, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), setIndex, self);
}

function setIndex(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  const { sequence } = self!.v as SequenceIterator;
  if (sequence !== null) {
    touchPayload(self!);
    self!.v.index = Math.min(Math.max(index, 0), sequence.v.length);
  }
  return vm.newNone();
}

/** CPython 3.11: PyTupleIter_Type */
export const tupleIteratorSpec: TypeSpec = {
  name: "tuple_iterator",
  layout: sequenceIteratorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: tupleiter_next },
  methods: iteratorMethods(tupleiter_length_hint, tupleiter_reduce, tupleiter_setstate),
};
