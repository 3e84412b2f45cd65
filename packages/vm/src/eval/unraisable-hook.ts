import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP, type Visit } from "../object.ts";
import type { ExceptionData } from "../objects/exceptions/exception.ts";
import { printUnraisable } from "../traceback/unraisable.ts";
import { NativeFrame, PyFrame } from "./frame.ts";
import { addTraceback } from "./unwind.ts";

/*
 * Exceptions that nobody can catch: of a `__del__`, of a weak reference's callback, of a generator closed at its death.
 *
 * Reporting one may need Python code (sys.unraisablehook, a stream written in Python, a repr), and it is asked for in places that cannot wait. So it is
 * noted down here, and an UnraisableFrame reports it at the next boundary between instructions, before anything else of Python runs.
 */

/** What waits to be reported. All references owned. */
export class PendingUnraisable {
  /** Exception and context alternate; null for no context. */
  entries: (PyObject | null)[] = [];
  /** What each report starts with; null: "Exception ignored in". */
  headings: (string | null)[] = [];

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  traverse(visit: Visit): void {
    for (const o of this.entries) if (o !== null) visit(o);
  }
}

const STATE = "unraisable";

/** The interpreter's queue. */
export function pendingUnraisable(vm: VM): PendingUnraisable {
  let queue = vm.moduleState.get(STATE) as PendingUnraisable | undefined;
  if (queue === undefined) {
    queue = new PendingUnraisable();
    vm.moduleState.set(STATE, queue);
  }
  return queue;
}

/** Notes an exception down, to be reported as ignored in `context`; takes over both. CPython 3.11: Python/errors.c _PyErr_WriteUnraisableMsg */
export function unraisableHook(vm: VM, exception: PyObject, context: PyObject | null, heading: string | null = null): void {
  if ((exception.v as ExceptionData).traceback === null) placeOf(vm, exception);
  const queue = pendingUnraisable(vm);
  queue.entries.push(exception, context);
  queue.headings.push(heading);
  vm.callForAttention();
}

/** An exception that was raised by no Python code is shown where it was noticed. */
function placeOf(vm: VM, exception: PyObject<ExceptionData>): void {
  let frame = vm.thread.frame;
  while (frame !== null && !(frame instanceof PyFrame)) frame = frame.back;
  if (frame === null) return;
  // While it waits, the instruction is the current one; otherwise the next one is.
  addTraceback(vm, exception, frame, frame.awaiting !== 0 ? frame.pc : Math.max(frame.pc - 1, 0));
}

/** Reports everything that waits, then passes on what was under way before: a value, STOP, or the exception. */
export class UnraisableFrame extends NativeFrame {
  value: PyObject | null;
  outcome: "value" | "stop" | "ok" | "failed";
  exception: PyObject | null;
  stopValue: PyObject | null;
  reporting: PyObject | null = null;
  context: PyObject | null = null;

  /** `value`: what the frame below is to get, owned; null with `thread.exception` set. */
  constructor(vm: VM, value: Result) {
    super();
    this.outcome = value === null ? "failed" : value === STOP ? "stop" : value === OK ? "ok" : "value";
    this.value = this.outcome === "value" ? value : null;
    this.exception = vm.thread.exception;
    this.stopValue = vm.thread.stopValue;
    vm.thread.exception = null;
    vm.thread.stopValue = null;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    const queue = pendingUnraisable(vm);
    for (;;) {
      // A report that fails has nowhere left to go.
      if (got === null) vm.clearException();
      else if (got !== OK && got !== STOP) vm.counts.decref(got);
      this.dropReported(vm);
      if (queue.isEmpty) return this.passOn(vm);
      this.reporting = queue.entries.shift()!;
      this.context = queue.entries.shift()!;
      got = printUnraisable(vm, this.reporting, this.context, queue.headings.shift()!);
      if (got === PENDING) return got;
    }
  }

  private dropReported(vm: VM): void {
    const { reporting, context } = this;
    this.reporting = null;
    this.context = null;
    if (context !== null) vm.counts.decref(context);
    if (reporting !== null) vm.counts.decref(reporting);
  }

  private passOn(vm: VM): Result {
    const { value, outcome } = this;
    vm.thread.exception = this.exception;
    vm.thread.stopValue = this.stopValue;
    this.value = null;
    this.exception = null;
    this.stopValue = null;
    return outcome === "failed" ? null : outcome === "stop" ? STOP : outcome === "ok" ? OK : value;
  }
}
