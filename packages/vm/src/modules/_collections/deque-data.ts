import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PayloadLayout, PyObject } from "../../object.ts";

const BLOCK = 64;
const CENTER = 31;

/**
 * The payload of a deque: items from `head` on, with room in front. CPython keeps blocks of 64 places linked both ways; `leftIndex` is where its first item would
 * stand in its block, which only `__sizeof__` shows.
 */
export class DequeData {
  items: (PyObject | null)[] = [];
  head = 0;
  /** -1: no bound. */
  maxlen = -1;
  /** Changes with every change of the items. */
  state = 0;
  leftIndex: number = CENTER + 1;

  get length(): number {
    return this.items.length - this.head;
  }

  at(i: number): PyObject {
    return this.items[this.head + i]!;
  }

  /** Borrowed, in order. */
  toArray(): PyObject[] {
    return this.items.slice(this.head) as PyObject[];
  }

  /** Takes over `o`. */
  pushRight(o: PyObject): void {
    this.items.push(o);
    this.state++;
  }

  /** Takes over `o`. */
  pushLeft(o: PyObject): void {
    if (this.head === 0) {
      const room = Math.max(16, this.items.length);
      this.items = new Array<PyObject | null>(room).fill(null).concat(this.items);
      this.head = room;
    }
    this.items[--this.head] = o;
    this.leftIndex = this.leftIndex === 0 ? BLOCK - 1 : this.leftIndex - 1;
    this.state++;
  }

  /** The last item, given away. */
  popRight(): PyObject {
    const o = this.items.pop()!;
    this.state++;
    if (this.length === 0) this.leftIndex = CENTER + 1;
    return o;
  }

  /** The first item, given away. */
  popLeft(): PyObject {
    const o = this.items[this.head]!;
    this.items[this.head++] = null;
    this.state++;
    this.leftIndex = (this.leftIndex + 1) % BLOCK;
    if (this.length === 0) {
      this.items = [];
      this.head = 0;
      this.leftIndex = CENTER + 1;
    } else if (this.head > 64 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return o;
  }

  /** Puts other items in, taken over; what was there is the caller's. */
  replace(items: PyObject[]): PyObject[] {
    const old = this.toArray();
    this.items = items;
    this.head = 0;
    this.state++;
    return old;
  }

  get blocks(): number {
    return Math.max(1, Math.floor((this.leftIndex + this.length + BLOCK - 1) / BLOCK));
  }
}

export type Deque = PyObject<DequeData>;

/** CPython 3.11: Modules/_collectionsmodule.c deque_dealloc (deque_clear), deque_traverse */
export const dequeLayout: PayloadLayout<DequeData> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    for (let i = v.head; i < v.items.length; i++) visit(v.items[i]!);
  },
  clear: (v) => v.replace([]),
};

/** Adds at the right, borrowed; beyond the bound the leftmost goes. CPython 3.11: deque_append_internal */
export function dequeAppend(vm: VM, self: Deque, o: PyObject): void {
  touchPayload(self);
  const v = self.v;
  v.pushRight(newRef(o));
  if (v.maxlen >= 0 && v.length > v.maxlen) vm.counts.decref(v.popLeft());
}

/** Adds at the left, borrowed; beyond the bound the rightmost goes. CPython 3.11: deque_appendleft_internal */
export function dequeAppendLeft(vm: VM, self: Deque, o: PyObject): void {
  touchPayload(self);
  const v = self.v;
  v.pushLeft(newRef(o));
  if (v.maxlen >= 0 && v.length > v.maxlen) vm.counts.decref(v.popRight());
}

/** CPython 3.11: deque_clear */
export function dequeClear(vm: VM, self: Deque): void {
  touchPayload(self);
  vm.counts.decrefAll(self.v.replace([]));
}

/** CPython 3.11: _deque_rotate */
export function dequeRotate(self: Deque, n: number): void {
  const v = self.v;
  const { length } = v;
  if (length <= 1) return;
  let k = n % length;
  if (k < 0) k += length;
  touchPayload(self);
  const items = v.toArray();
  v.items = [...items.slice(length - k), ...items.slice(0, length - k)];
  v.head = 0;
  v.leftIndex = (((v.leftIndex - k) % BLOCK) + BLOCK) % BLOCK;
  v.state++;
}
