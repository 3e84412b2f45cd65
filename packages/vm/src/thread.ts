import type { Resumption } from "@vivarium/gil";
import type { Undoable } from "@vivarium/heap";
import type { Frame } from "./eval/frame.ts";
import type { Pause } from "./eval/gil-client.ts";
import type { PyObject, Visit } from "./object.ts";

/** One entry of the stack of exceptions being handled (CPython 3.11: struct _err_stackitem). */
export class ExceptionStackItem {
  /** The exception being handled here, owned; null for none. */
  value: PyObject | null = null;
  previous: ExceptionStackItem | null;

  constructor(previous: ExceptionStackItem | null) {
    this.previous = previous;
  }
}

/** Why `runSlice` of a thread came back. */
export type ThreadStatus = "running" | "blocked" | "released" | "finished";

/** A Python thread: CPython's `PyThreadState`. */
export class ThreadState implements Undoable {
  readonly id: number;
  /** The innermost frame; null when nothing runs. */
  frame: Frame | null = null;
  /** The exception that is propagating, owned; null for none. CPython's `curexc_*`. */
  exception: PyObject | null = null;
  /** What the last frame gave to the one below it: a value, owned; STOP; or null with `exception` set. Read only when `delivering`. */
  sent: PyObject | null = null;
  delivering = false;
  /** What a finished iterator returned, owned; null for None. Set with every STOP. */
  stopValue: PyObject | null = null;
  readonly rootExceptionItem: ExceptionStackItem = new ExceptionStackItem(null);
  exceptionInfo: ExceptionStackItem = this.rootExceptionItem;
  /** Frames and counted native calls on the stack. */
  depth = 0;
  /** How many more a RecursionError handler may use (CPython's recursion_headroom). */
  recursionHeadroom = 0;
  /** Picoseconds of simulated CPU time used. */
  cost = 0;
  /** Picoseconds of `cost` that have not made a whole nanosecond of simulated time yet. */
  costRemainder = 0;
  status: ThreadStatus = "running";
  /** What it waits for while its status is not "running". */
  pause: Pause | null = null;
  /** What became of what it waited for. */
  resumption: Resumption = "started";
  /** The simulation's number of this thread. */
  simulated = 0;
  /** An exception to raise at the next checkpoint (PyThreadState_SetAsyncExc), owned. */
  asyncException: PyObject | null = null;
  /** `threading.get_ident()`. */
  ident: number;
  /** The dict of thread-local state, owned; made on demand. */
  dict: PyObject | null = null;
  contextVars: PyObject | null = null;
  /** The lock that `threading` watches for the thread's end, owned. */
  sentinel: PyObject | null = null;
  /** Its function has returned. */
  finished = false;

  constructor(id: number, ident: number) {
    this.id = id;
    this.ident = ident;
  }

  /** Every reference the thread itself owns. Frames visit theirs. */
  traverse(visit: Visit): void {
    if (this.exception !== null) visit(this.exception);
    if (this.delivering && this.sent !== null) visit(this.sent);
    if (this.stopValue !== null) visit(this.stopValue);
    if (this.asyncException !== null) visit(this.asyncException);
    if (this.dict !== null) visit(this.dict);
    if (this.contextVars !== null) visit(this.contextVars);
    if (this.sentinel !== null) visit(this.sentinel);
    if (this.rootExceptionItem.value !== null) visit(this.rootExceptionItem.value);
    for (let f = this.frame; f !== null; f = f.back) f.traverse(visit);
  }

  mark(): unknown {
    const frames: { frame: Frame; saved: unknown }[] = [];
    for (let f = this.frame; f !== null; f = f.back) frames.push({ frame: f, saved: f.save() });
    const items: { item: ExceptionStackItem; value: PyObject | null; previous: ExceptionStackItem | null }[] = [];
    for (let i: ExceptionStackItem | null = this.exceptionInfo; i !== null; i = i.previous)
      items.push({ item: i, value: i.value, previous: i.previous });
    const { rootExceptionItem: _, ...own } = this;
    return { own, frames, items };
  }

  undo(mark: unknown): void {
    const saved = mark as ReturnType<ThreadState["markShape"]>;
    Object.assign(this, saved.own);
    for (const { frame, saved: state } of saved.frames) frame.restore(state);
    for (const { item, value, previous } of saved.items) {
      item.value = value;
      item.previous = previous;
    }
  }

  private markShape(): {
    own: Partial<ThreadState>;
    frames: { frame: Frame; saved: unknown }[];
    items: { item: ExceptionStackItem; value: PyObject | null; previous: ExceptionStackItem | null }[];
  } {
    throw new Error("for its type only");
  }

  hash(into: (item: number | string) => void): void {
    into(this.id);
    into(this.depth);
    into(this.cost);
    into(this.status);
    into(Number(this.delivering));
  }
}
