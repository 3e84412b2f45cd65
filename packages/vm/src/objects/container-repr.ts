import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { repr } from "../protocol/repr.ts";
import { dictGetStringBorrowed, dictSetString, newDict } from "./dict/dict.ts";
import type { DictTable } from "./dict/table.ts";

/*
 * Texts of containers. As in CPython, what a thread is making a text of stands in a list in the thread's dict, so that a container inside itself
 * shows as `[...]`; the list holds a reference.
 */

/** True when a text of `o` is being made already; otherwise notes that it is. CPython 3.11: Objects/object.c Py_ReprEnter */
export function reprEnter(vm: VM, o: PyObject): boolean {
  const thread = vm.thread;
  if (thread.dict === null) thread.dict = newDict(vm);
  const dict = thread.dict as PyObject<DictTable>;
  let list = dictGetStringBorrowed(vm, dict, "Py_Repr") as PyObject<PyObject[]> | null;
  if (list === null) {
    const key = vm.intern("Py_Repr");
    list = vm.newList([]);
    dictSetString(vm, dict, key as PyObject<string>, list);
    vm.counts.decrefAll([key, list]);
  }
  if (list.v.includes(o)) return true;
  touchPayload(list);
  list.v.push(newRef(o));
  return false;
}

/** The text is made. CPython 3.11: Py_ReprLeave */
export function reprLeave(vm: VM, o: PyObject): void {
  const dict = vm.thread.dict as PyObject<DictTable> | null;
  const list = dict === null ? null : (dictGetStringBorrowed(vm, dict, "Py_Repr") as PyObject<PyObject[]> | null);
  if (list === null) return;
  const i = list.v.lastIndexOf(o);
  if (i < 0) return;
  touchPayload(list);
  list.v.splice(i, 1);
  vm.counts.decref(o);
}

/** What a container shows: texts around and between, and how to get at the items. */
export interface ReprShape {
  readonly open: string;
  readonly close: string;
  /** After a single item: the comma of a tuple. */
  readonly single: string;
  /** Between the two parts of an entry; null when an item is one object. */
  readonly pair: string | null;
  /** What stands before the entry at `position`. */
  readonly prefix?: (o: PyObject, position: number) => string;
  /** Entries from `position` on: the next one's parts, borrowed, and where to look afterwards; null at the end. */
  next(o: PyObject, position: number): { parts: PyObject[]; position: number } | null;
}

class ContainerReprFrame extends NativeFrame {
  /** Borrowed, and the parts of the entry at work. */
  given: { readonly container: PyObject; readonly parts: readonly PyObject[] };
  shape: ReprShape;
  open: string;
  close: string;
  position = 0;
  entries = 0;
  text = "";
  prefix = "";
  /** The parts again, owned: lists and tuples do not care to. */
  kept: PyObject[] = [];
  part = 0;

  constructor(container: PyObject, shape: ReprShape, open: string, close: string) {
    super();
    this.given = { container, parts: [] };
    this.shape = shape;
    this.open = open;
    this.close = close;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) {
        reprLeave(vm, this.given.container);
        return null;
      }
      if (got !== OK) this.add(vm, got);
      if (this.part === this.given.parts.length && !this.advance(vm)) {
        reprLeave(vm, this.given.container);
        const { single } = this.shape;
        return vm.newStr(`${this.open}${this.text}${this.entries === 1 ? single : ""}${this.close}`);
      }
      got = repr(vm, this.given.parts[this.part]!);
      if (got === PENDING) return got;
    }
  }

  private add(vm: VM, text: PyObject): void {
    if (this.part === 1) this.text += this.shape.pair;
    else if (this.entries > 1) this.text += ", ";
    this.text += this.prefix + (text.v as string);
    this.prefix = "";
    vm.counts.decref(text);
    this.part++;
  }

  private advance(vm: VM): boolean {
    const { container } = this.given;
    const old = this.kept;
    this.kept = [];
    this.given = { container, parts: [] };
    this.part = 0;
    vm.counts.decrefAll(old);
    const entry = this.shape.next(container, this.position);
    if (entry === null) return false;
    this.prefix = this.shape.prefix?.(container, this.position) ?? "";
    this.given = { container, parts: entry.parts };
    if (!Array.isArray(container.v)) this.kept = entry.parts.map(newRef);
    this.position = entry.position;
    this.entries++;
    return true;
  }
}

/** The text of a container that is not empty, `again` when it is inside itself. `open` and `close` can differ from the shape's. */
export function containerRepr(
  vm: VM,
  o: PyObject,
  shape: ReprShape,
  again: string,
  open: string = shape.open,
  close: string = shape.close,
): Result {
  if (reprEnter(vm, o)) return vm.newStr(again);
  return startFrame(vm, new ContainerReprFrame(o, shape, open, close));
}

/** Items of a payload that is an array. */
export function nextOfArray(o: PyObject, position: number): { parts: PyObject[]; position: number } | null {
  const item = (o.v as PyObject[])[position];
  return item === undefined ? null : { parts: [item], position: position + 1 };
}
