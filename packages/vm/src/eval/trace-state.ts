import type { PyObject, Visit } from "../object.ts";
import type { PyFrame } from "./frame.ts";

/** What a trace or profile function is told. CPython 3.11: Include/cpython/pystate.h PyTrace_* */
export type TraceEvent = "call" | "exception" | "line" | "return" | "c_call" | "c_exception" | "c_return" | "opcode";

/** What `sys.settrace` and `sys.setprofile` set in one thread, and how far the events of an instruction have come. CPython 3.11: c_tracefunc and its kin of PyThreadState */
export class ThreadTrace {
  /** Owned. */
  traceFunction: PyObject | null = null;
  profileFunction: PyObject | null = null;
  /** Above 0 while such a function runs: it is not traced itself. */
  tracing = 0;
  /** What the function that runs was told; null: none runs. */
  event: TraceEvent | null = null;
  /** The frame and the instruction whose events have been told: it can be executed. */
  passed: PyFrame | null = null;
  passedAt = 0;
  /** The frame whose exception has been told. */
  unwound: PyFrame | null = null;
  /** The generator's frame that an exception is thrown into: that enters it. */
  thrown: PyFrame | null = null;
  /** Frames whose SEND or FOR_ITER, if the iterator ends, ends by a StopIteration that somebody raised. */
  raising: PyFrame[] = [];
  /** Built-in functions that were told as called and have not returned, innermost last; owned, with the frame that calls. */
  calls: PyObject[] = [];
  callers: PyFrame[] = [];

  traverse(visit: Visit): void {
    if (this.traceFunction !== null) visit(this.traceFunction);
    if (this.profileFunction !== null) visit(this.profileFunction);
    for (const o of this.calls) visit(o);
  }
}
