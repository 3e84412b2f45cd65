import { newRef, touchPayload } from "@vivarium/heap";
import { spread } from "../../eval/arguments.ts";
import { callMethod, callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { forEach } from "../../eval/iterate.ts";
import {
  dropAfter,
  orElseBorrowed,
  startFrame,
  andThen as then,
  andThenBorrowed as thenBorrowed,
} from "../../eval/native-frame.ts";
import { parseSignature } from "../../eval/signature.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, PENDING, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE, TPFLAGS_SEQUENCE } from "../../object.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { reprEnter, reprLeave } from "../../objects/container-repr.ts";
import { isInt } from "../../objects/int/value.ts";
import { compareLengths } from "../../objects/list/compare.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { equalObjects, richCompare } from "../../protocol/compare.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { getIter } from "../../protocol/iterator.ts";
import { numberIndex } from "../../protocol/number.ts";
import { repr } from "../../protocol/repr.ts";
import { type Deque, DequeData, dequeAppend, dequeAppendLeft, dequeClear, dequeLayout, dequeRotate } from "./deque-data.ts";
import { deque_iter, deque_reviter, MUTATED } from "./deque-iterator.ts";
import { deque_contains, deque_count, deque_index, deque_remove } from "./deque-search.ts";

/** CPython 3.11: Modules/_collectionsmodule.c deque_new */
function deque_new(vm: VM, type: PyType): Result {
  return alloc(vm, type, new DequeData());
}

export function isDeque(vm: VM, o: PyObject): boolean {
  return o.type.mro.includes(vm.type(dequeSpec));
}

/** CPython 3.11: deque_init */
function deque_init(vm: VM, self: Deque, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const values = spread(vm, "deque", parseSignature("(iterable=(), maxlen=None)"), args, positional, kwnames);
  if (values === null) return null;
  const [iterable, maxlen] = values as [PyObject | null, PyObject | null];
  let bound = -1;
  if (maxlen !== null && maxlen !== vm.none) {
    if (!isInt(maxlen)) return vm.raise(vm.T.TypeError, "an integer is required");
    const n = takeSsize(vm, newRef(maxlen));
    if (n === null) return null;
    if (n < 0) return vm.raise(vm.T.ValueError, "maxlen must be non-negative");
    bound = n;
  }
  touchPayload(self);
  self.v.maxlen = bound;
  if (self.v.length > 0) dequeClear(vm, self);
  return iterable === null ? OK : extend(vm, self, iterable, appendItem);
}

function appendItem(vm: VM, item: PyObject, self: PyObject | null): Result {
  dequeAppend(vm, self!, item);
  return OK;
}

function appendItemLeft(vm: VM, item: PyObject, self: PyObject | null): Result {
  dequeAppendLeft(vm, self!, item);
  return OK;
}

/** CPython 3.11: deque_extend, deque_extendleft. Gives OK. */
function extend(vm: VM, self: Deque, iterable: PyObject, add: typeof appendItem): Result {
  if (self.v.length === 0 && add === appendItem) {
    touchPayload(self);
    self.v.leftIndex = 1;
  }
  if (iterable !== self) return forEach(vm, iterable, add, self);
  const items = vm.newList(self.v.toArray().map((o) => newRef(o)));
  return dropAfter(vm, forEach(vm, items, add, self), items);
}

function giveNone(vm: VM): Result {
  return vm.newNone();
}

function giveSelf(_vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return newRef(self!);
}

/** CPython 3.11: deque_append */
function append(vm: VM, self: Deque, item: PyObject): Result {
  dequeAppend(vm, self, item);
  return vm.newNone();
}

/** CPython 3.11: deque_appendleft */
function appendleft(vm: VM, self: Deque, item: PyObject): Result {
  dequeAppendLeft(vm, self, item);
  return vm.newNone();
}

/** CPython 3.11: deque_pop */
function pop(vm: VM, self: Deque): Result {
  if (self.v.length === 0) return vm.raise(vm.T.IndexError, "pop from an empty deque");
  touchPayload(self);
  return self.v.popRight();
}

/** CPython 3.11: deque_popleft */
function popleft(vm: VM, self: Deque): Result {
  if (self.v.length === 0) return vm.raise(vm.T.IndexError, "pop from an empty deque");
  touchPayload(self);
  return self.v.popLeft();
}

/** CPython 3.11: deque_inplace_concat */
function deque_inplace_concat(vm: VM, self: Deque, other: PyObject): Result {
  return thenBorrowed(vm, extend(vm, self, other, appendItem), giveSelf, self);
}

/** A deque of the same type, items and bound. CPython 3.11: deque_copy */
export function deque_copy(vm: VM, self: Deque): Result {
  const { maxlen } = self.v;
  if (self.type === vm.type(dequeSpec)) {
    const copy = alloc(vm, self.type, new DequeData());
    copy.v.maxlen = maxlen;
    copy.v.leftIndex = 1;
    copy.v.items = self.v.toArray().map((o) => newRef(o));
    return copy;
  }
  const args: PyObject[] = [self];
  if (maxlen >= 0) args.push(vm.newInt(maxlen));
  const r = thenBorrowed(vm, callObject(vm, self.type.object, args), checkCopy, self);
  if (maxlen >= 0) vm.counts.decref(args[1]!);
  return r;
}

function checkCopy(vm: VM, copy: PyObject, self: PyObject | null): Result {
  if (isDeque(vm, copy)) return copy;
  const type = copy.type.name;
  vm.counts.decref(copy);
  return vm.raise(vm.T.TypeError, `${self!.type.name}() must return a deque, not ${type}`);
}

/** CPython 3.11: deque_concat */
function deque_concat(vm: VM, self: Deque, other: PyObject): Result {
  if (!isDeque(vm, other)) return vm.raise(vm.T.TypeError, `can only concatenate deque (not "${other.type.name}") to deque`);
  return thenBorrowed(vm, deque_copy(vm, self), extendCopy, other);
}

function extendCopy(vm: VM, copy: PyObject, other: PyObject | null): Result {
  const r = then(vm, extend(vm, copy, other!, appendItem), giveSelf, copy);
  vm.counts.decref(copy);
  return r;
}

/** CPython 3.11: deque_inplace_repeat */
function deque_inplace_repeat(vm: VM, self: Deque, times: number): Result {
  const v = self.v;
  const { length, maxlen } = v;
  if (length === 0 || times === 1) return newRef(self);
  if (times <= 0) {
    dequeClear(vm, self);
    return newRef(self);
  }
  const once = v.toArray();
  const wanted = maxlen >= 0 ? Math.min(length * times, maxlen) : length * times;
  if (wanted > 268435455) return vm.raise(vm.T.MemoryError, "");
  touchPayload(self);
  // The items repeat from the right end backwards.
  const items = Array.from({ length: wanted }, (_, i) => newRef(once[(length - (wanted % length) + i) % length]!));
  vm.counts.decrefAll(v.replace(items));
  return newRef(self);
}

/** CPython 3.11: deque_repeat */
function deque_repeat(vm: VM, self: Deque, times: number): Result {
  return then(vm, deque_copy(vm, self), repeatCopy, null, null, null, times);
}

function repeatCopy(
  vm: VM,
  copy: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  times: number,
): Result {
  return dropAfter(vm, deque_inplace_repeat(vm, copy, times), copy);
}

/** CPython 3.11: deque_rotate */
function rotate(vm: VM, self: Deque, args: PyObject[]): Result {
  if (args.length > 1) return vm.raise(vm.T.TypeError, `deque.rotate expected at most 1 argument, got ${args.length}`);
  if (args.length === 0) return rotateBy(vm, vm.newInt(1), self);
  return thenBorrowed(vm, numberIndex(vm, args[0]!), rotateBy, self);
}

function rotateBy(vm: VM, value: PyObject, self: PyObject | null): Result {
  const n = takeSsize(vm, value);
  if (n === null) return null;
  dequeRotate(self!, n);
  return vm.newNone();
}

/** CPython 3.11: deque_reverse */
function reverse(vm: VM, self: Deque): Result {
  touchPayload(self);
  const v = self.v;
  const { state } = v;
  v.replace(v.toArray().reverse());
  v.state = state;
  return vm.newNone();
}

/** CPython 3.11: deque_insert */
function insert(vm: VM, self: Deque, args: PyObject[]): Result {
  if (args.length !== 2) return vm.raise(vm.T.TypeError, `insert expected 2 arguments, got ${args.length}`);
  return then(vm, numberIndex(vm, args[0]!), insertAt, self, args[1]!);
}

function insertAt(vm: VM, value: PyObject, self: PyObject | null, item: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  const v = self!.v as DequeData;
  if (v.maxlen === v.length) return vm.raise(vm.T.IndexError, "deque already at its maximum size");
  touchPayload(self!);
  const i = index < 0 ? Math.max(0, v.length + index) : Math.min(index, v.length);
  if (i === 0) v.pushLeft(newRef(item!));
  else if (i === v.length) v.pushRight(newRef(item!));
  else {
    v.items.splice(v.head + i, 0, newRef(item!));
    v.state++;
  }
  return vm.newNone();
}

/** CPython 3.11: deque_item */
function deque_item(vm: VM, self: Deque, index: number): Result {
  if (index < 0 || index >= self.v.length) return vm.raise(vm.T.IndexError, "deque index out of range");
  return newRef(self.v.at(index));
}

/** CPython 3.11: deque_ass_item, deque_del_item */
function deque_ass_item(vm: VM, self: Deque, index: number, value: PyObject | null): Result {
  const v = self.v;
  if (index < 0 || index >= v.length) return vm.raise(vm.T.IndexError, "deque index out of range");
  touchPayload(self);
  const old = v.at(index);
  if (value === null) {
    v.items.splice(v.head + index, 1);
    v.state++;
  } else v.items[v.head + index] = newRef(value);
  vm.counts.decref(old);
  return OK;
}

// --- Comparison ---------------------------------------------------------------------------------------------------------------

/** CPython 3.11: deque_richcompare */
function deque_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isDeque(vm, a) || !isDeque(vm, b)) return vm.newNotImplemented();
  const same = a.v.length === b.v.length;
  if (op === 2 && (a === b || !same)) return vm.newBool(a === b);
  if (op === 3 && (a === b || !same)) return vm.newBool(a !== b);
  return startFrame(vm, new CompareFrame(a, b, op));
}

class CompareFrame extends NativeFrame {
  a: Deque;
  b: Deque;
  x: PyObject | null = null;
  y: PyObject | null = null;
  op: number;
  index = 0;
  states: [number, number];

  constructor(a: Deque, b: Deque, op: number) {
    super();
    this.a = newRef(a);
    this.b = newRef(b);
    this.op = op;
    this.states = [a.v.state, b.v.state];
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.x !== null) {
        vm.counts.decref(got);
        if (got !== vm.true_) return richCompare(vm, this.x, this.y!, this.op);
        const dropped = [this.x, this.y!];
        this.x = null;
        this.y = null;
        vm.counts.decrefAll(dropped);
      }
      const [a, b] = [this.a.v, this.b.v];
      if (a.state !== this.states[0] || b.state !== this.states[1]) return vm.raise(vm.T.RuntimeError, MUTATED);
      const i = this.index++;
      if (i >= a.length || i >= b.length) return compareLengths(vm, a.length, b.length, this.op);
      this.x = newRef(a.at(i));
      this.y = newRef(b.at(i));
      got = equalObjects(vm, this.x, this.y);
    }
  }
}

// --- Text and state -----------------------------------------------------------------------------------------------------------

/** CPython 3.11: deque_repr */
function deque_repr(vm: VM, self: Deque): Result {
  if (reprEnter(vm, self)) return vm.newStr("[...]");
  const items = vm.newList(self.v.toArray().map((o) => newRef(o)));
  const text = repr(vm, items);
  vm.counts.decref(items);
  return orElseBorrowed(vm, thenBorrowed(vm, text, wrapText, self), leave, self);
}

function wrapText(vm: VM, text: PyObject, self: PyObject | null): Result {
  const { maxlen } = self!.v as DequeData;
  const name = self!.type.name.slice(self!.type.name.lastIndexOf(".") + 1);
  reprLeave(vm, self!);
  const r = vm.newStr(maxlen >= 0 ? `${name}(${text.v}, maxlen=${maxlen})` : `${name}(${text.v})`);
  vm.counts.decref(text);
  return r;
}

function leave(vm: VM, self: PyObject | null): Result {
  reprLeave(vm, self!);
  return null;
}

/** CPython 3.11: deque_reduce */
function deque_reduce(vm: VM, self: Deque): Result {
  return thenBorrowed(vm, callMethod(vm, self, "__getstate__", []), withIterator, self);
}

function withIterator(vm: VM, state: PyObject, self: PyObject | null): Result {
  const r = then(vm, getIter(vm, self!), reduced, self, state);
  vm.counts.decref(state);
  return r;
}

function reduced(vm: VM, iterator: PyObject, self: PyObject | null, state: PyObject | null): Result {
  const { maxlen } = self!.v as DequeData;
  const args = maxlen < 0 ? vm.newTuple([]) : vm.newTuple([vm.newTuple([]), vm.newInt(maxlen)]);
  return vm.newTuple([newRef(self!.type.object), args, newRef(state!), iterator]);
}

/** CPython 3.11: deque_sizeof */
function deque_sizeof(vm: VM, self: Deque): Result {
  return vm.newInt(216 + 528 * self.v.blocks);
}

/** CPython 3.11: Modules/_collectionsmodule.c deque_type */
export const dequeSpec: TypeSpec = {
  name: "collections.deque",
  layout: dequeLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_SEQUENCE,
  hasWeakrefs: true,
  doc: "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence that grows and shrinks at both ends in the same time.",
  slots: {
    tp_new: deque_new,
    tp_init: deque_init,
    tp_repr: deque_repr,
    tp_richcompare: deque_richcompare,
    tp_iter: deque_iter,
    sq_length: (vm, self) => vm.newInt((self.v as DequeData).length),
    sq_concat: deque_concat,
    sq_repeat: deque_repeat,
    sq_item: deque_item,
    sq_ass_item: deque_ass_item,
    sq_contains: deque_contains,
    sq_inplace_concat: deque_inplace_concat,
    sq_inplace_repeat: deque_inplace_repeat,
  },
  methods: [
    method("append", "($self, item, /)", append, { doc: "Add an element to the right side of the deque." }),
    method("appendleft", "($self, item, /)", appendleft, { doc: "Add an element to the left side of the deque." }),
    method("clear", "($self, /)", (vm, self) => then(vm, clear(vm, self), giveNone), {
      doc: "Remove all elements from the deque.",
    }),
    method("__copy__", "($self, /)", deque_copy, { doc: "Return a shallow copy of a deque." }),
    method("copy", "($self, /)", deque_copy, { doc: "Return a shallow copy of a deque." }),
    method("count", "($self, value, /)", deque_count, { doc: "D.count(value) -- return number of occurrences of value" }),
    method("extend", "($self, iterable, /)", (vm, self, o: PyObject) => then(vm, extend(vm, self, o, appendItem), giveNone), {
      doc: "Extend the right side of the deque with elements from the iterable",
    }),
    method(
      "extendleft",
      "($self, iterable, /)",
      (vm, self, o: PyObject) => then(vm, extend(vm, self, o, appendItemLeft), giveNone),
      {
        doc: "Extend the left side of the deque with elements from the iterable",
      },
    ),
    method("index", "($self, *args)", deque_index, {
      convention: "METH_FASTCALL",
      doc: "D.index(value, [start, [stop]]) -- return first index of value.",
    }),
    method("insert", "($self, *args)", insert, {
      convention: "METH_FASTCALL",
      doc: "D.insert(index, object) -- insert object before index",
    }),
    method("pop", "($self, /)", pop, { doc: "Remove and return the rightmost element." }),
    method("popleft", "($self, /)", popleft, { doc: "Remove and return the leftmost element." }),
    method("__reduce__", "($self, /)", deque_reduce, { doc: "Return state information for pickling." }),
    method("remove", "($self, value, /)", deque_remove, { doc: "D.remove(value) -- remove first occurrence of value." }),
    method("__reversed__", "($self, /)", deque_reviter, { doc: "D.__reversed__() -- return a reverse iterator over the deque" }),
    method("reverse", "($self, /)", reverse, { doc: "D.reverse() -- reverse *IN PLACE*" }),
    method("rotate", "($self, *args)", rotate, {
      convention: "METH_FASTCALL",
      doc: "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left.",
    }),
    method("__sizeof__", "($self, /)", deque_sizeof, { doc: "D.__sizeof__() -- size of D in memory, in bytes" }),
    classGetItem,
  ],
  getset: [
    {
      name: "maxlen",
      doc: "maximum size of a deque or None if unbounded",
      get: (vm, self: Deque) => (self.v.maxlen < 0 ? vm.newNone() : vm.newInt(self.v.maxlen)),
    },
  ],
};

function clear(vm: VM, self: Deque): Result {
  dequeClear(vm, self);
  return OK;
}
