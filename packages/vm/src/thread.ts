import type { Resumption } from "@vivarium/gil";
import { hashRecords, restoreRecords, type SavedRecords, saveRecords, type Undoable } from "@vivarium/heap";
import type { Frame } from "./eval/frame.ts";
import type { Pause } from "./eval/gil-client.ts";
import type { ThreadTrace } from "./eval/trace-state.ts";
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
export type ThreadStatus = "running" | "blocked" | "released" | "yield" | "finished";

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
  /** Picoseconds of work that built-ins have charged in the present run; added to `cost` at its end. */
  charged = 0;
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
  /** What `sys.settrace` and `sys.setprofile` have set; null: never asked for. */
  trace: ThreadTrace | null = null;

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
    if (this.trace !== null) this.trace.traverse(visit);
    if (this.rootExceptionItem.value !== null) visit(this.rootExceptionItem.value);
    for (let f = this.frame; f !== null; f = f.back) f.traverse(visit);
  }

  /** Frames are saved by whoever has them, threads by the interpreter. */
  get savesItself(): true {
    return true;
  }

  mark(): unknown {
    const frames: { readonly frame: Frame; readonly saved: unknown }[] = [];
    for (let f = this.frame; f !== null; f = f.back) frames.push({ frame: f, saved: f.save() });
    return { own: saveRecords(this), frames };
  }

  undo(mark: unknown): void {
    const { own, frames } = mark as { own: SavedRecords; frames: { frame: Frame; saved: unknown }[] };
    restoreRecords(own);
    for (const { frame, saved } of frames) frame.restore(saved);
  }

  hash(into: (item: number | string) => void, identity: (item: object) => void): void {
    // What was sent last means nothing while nothing is delivered.
    hashRecords({ ...this, sent: this.delivering ? this.sent : null }, into, identity);
    for (let f = this.frame; f !== null; f = f.back) f.hash(into, identity);
  }
}

// Times are doubles from the start, for the sake of compiled code (see header.ts of the heap).
const warm = new ThreadState(0, 0);
warm.cost = 0.5;
warm.charged = 0.5;
warm.costRemainder = 0.5;
