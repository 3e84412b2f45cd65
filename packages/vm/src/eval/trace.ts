import { op } from "@vivarium/compiler/opcodes";
import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { type MethodDescriptor, newBoundBuiltin } from "../objects/descriptors.ts";
import { type ExceptionData, newException } from "../objects/exceptions/exception.ts";
import { localsToFast, refreshLocals } from "../objects/frame-locals.ts";
import { type FrameObjectData, frameObjectOf } from "../objects/frame-object.ts";
import { isSubtype } from "../objects/type/mro.ts";
import type { ThreadState } from "../thread.ts";
import { callObject } from "./call.ts";
import { NativeFrame, type PyFrame } from "./frame.ts";
import { ThreadTrace, type TraceEvent } from "./trace-state.ts";
import { addTraceback } from "./unwind.ts";

/*
 * Tracing and profiling (CPython 3.11: Python/ceval.c maybe_call_line_trace, call_trace and their kin; Python/sysmodule.c trace_trampoline).
 *
 * The observed loop asks before each instruction. What there is to tell about it goes into one frame on top of the traced one, which calls the functions one
 * after another; when it is done, the instruction is marked as passed and executed. So the events that CPython tells at the end of an instruction ("return") or
 * around a call ("c_call") are told before it or before the next one. An exception is caught on its way to the handler in the same manner.
 */

/** One thing to tell: to the trace function of the frame or thread, or to the profile function. */
interface Telling {
  readonly event: TraceEvent;
  readonly profile: boolean;
}

const CALL_TRACE: Telling = { event: "call", profile: false };
const CALL_PROFILE: Telling = { event: "call", profile: true };
const LINE: Telling = { event: "line", profile: false };
const OPCODE: Telling = { event: "opcode", profile: false };
const EXCEPTION: Telling = { event: "exception", profile: false };
const STOPPED: Telling = { event: "exception", profile: false };
const RETURN_TRACE: Telling = { event: "return", profile: false };
const RETURN_PROFILE: Telling = { event: "return", profile: true };
const C_CALL: Telling = { event: "c_call", profile: true };
const C_RETURN: Telling = { event: "c_return", profile: true };
const C_EXCEPTION: Telling = { event: "c_exception", profile: true };

/** The first unit that is traced: the RESUME after the prologue. CPython 3.11: _co_firsttraceable */
function firstTraceable(frame: PyFrame): number {
  const { words } = frame.code;
  let unit = 0;
  while (unit < words.length && (words[unit]! & 255) !== op.RESUME) unit++;
  return unit;
}

/** Before an instruction: false when there is something to tell first, and a frame for that is on top. CPython 3.11: Python/ceval.c DO_TRACING */
export function traceInstruction(vm: VM, trace: ThreadTrace, frame: PyFrame, opcode: number): boolean {
  if (trace.tracing > 0) return true;
  if (trace.passed !== null) {
    const passed = trace.passed === frame && trace.passedAt === frame.pc;
    trace.passed = null;
    if (passed) return true;
  }
  const tellings: Telling[] = [];
  if (trace.callers.length > 0 && trace.callers[trace.callers.length - 1] === frame) tellings.push(C_RETURN);
  const entry = firstTraceable(frame);
  if (trace.traceFunction !== null && hasStopped(vm, trace, frame)) tellings.push(STOPPED);
  if (frame.pc >= entry) {
    if (opcode === op.SEND || opcode === op.FOR_ITER) noteReceiver(vm, trace, frame, opcode);
    if (opcode === op.RESUME) addEntry(trace, tellings);
    else addLine(trace, frame, entry, tellings);
    if (opcode === op.RETURN_VALUE || opcode === op.YIELD_VALUE) addExit(trace, frame, tellings);
    else if (opcode === op.CALL || opcode === op.CALL_FUNCTION_EX) addCall(vm, trace, frame, opcode, tellings);
  }
  if (tellings.length === 0) return true;
  push(vm, new TraceFrame(tellings));
  return false;
}

function push(vm: VM, frame: NativeFrame): void {
  frame.back = vm.thread.frame;
  vm.thread.frame = frame;
}

/** CPython 3.11: Python/ceval.c trace_function_entry */
function addEntry(trace: ThreadTrace, tellings: Telling[]): void {
  if (trace.traceFunction !== null) tellings.push(CALL_TRACE);
  if (trace.profileFunction !== null) tellings.push(CALL_PROFILE);
}

/** CPython 3.11: Python/ceval.c maybe_call_line_trace */
function addLine(trace: ThreadTrace, frame: PyFrame, entry: number, tellings: Telling[]): void {
  if (trace.traceFunction === null || frame.frameObject === null) return;
  const data = frame.frameObject.v as FrameObjectData;
  if (data.trace === null) return;
  const { code, previous } = frame;
  if (previous >= 0 && (code.words[previous]! & 255) === op.EXTENDED_ARG && previous === frame.pc - 1) return;
  const lastLine = previous <= entry ? -1 : code.lineOf(previous);
  const line = code.lineOf(frame.pc);
  if (line !== -1 && data.traceLines) {
    const backwards = frame.pc < previous && (code.words[frame.pc]! & 255) !== op.SEND;
    if (line !== lastLine || backwards) tellings.push(LINE);
  }
  if (data.traceOpcodes) tellings.push(OPCODE);
}

/** Will the end of what SEND or FOR_ITER asks be an exception, and not only the absence of a value? */
function noteReceiver(vm: VM, trace: ThreadTrace, frame: PyFrame, opcode: number): void {
  const at = trace.raising.indexOf(frame);
  if (at >= 0) trace.raising.splice(at, 1);
  const isSend = opcode === op.SEND;
  const receiver = frame.slots[frame.sp - (isSend ? 2 : 1)]!;
  const sendsValue = isSend && frame.slots[frame.sp - 1] !== vm.none;
  if (sendsValue || receiver.type === vm.T.async_generator_asend || receiver.type.heapType) trace.raising.push(frame);
}

/** Did the SEND or FOR_ITER before end with a StopIteration? CPython 3.11: Python/ceval.c SEND, FOR_ITER */
function hasStopped(vm: VM, trace: ThreadTrace, frame: PyFrame): boolean {
  const { previous } = frame;
  if (previous < 0) return false;
  const word = frame.code.words[previous]!;
  const opcode = word & 255;
  if ((opcode !== op.SEND && opcode !== op.FOR_ITER) || frame.pc !== previous + 1 + (word >>> 8)) return false;
  const at = trace.raising.indexOf(frame);
  if (at >= 0) trace.raising.splice(at, 1);
  if (!mayHaveTrace(frame, [])) return false;
  return at >= 0 || (opcode === op.SEND && frame.slots[frame.sp - 1] !== vm.none);
}

/** CPython 3.11: Python/ceval.c trace_function_exit */
function addExit(trace: ThreadTrace, frame: PyFrame, tellings: Telling[]): void {
  if (trace.traceFunction !== null && mayHaveTrace(frame, tellings)) tellings.push(RETURN_TRACE);
  if (trace.profileFunction !== null) tellings.push(RETURN_PROFILE);
}

/** Has the frame a trace function of its own, or may it get one from what is told before? */
function mayHaveTrace(frame: PyFrame, tellings: readonly Telling[]): boolean {
  return tellings.length > 0 || (frame.frameObject !== null && (frame.frameObject.v as FrameObjectData).trace !== null);
}

/** The built-in function that a CALL is about to call, a new reference; null: it calls something else. CPython 3.11: Python/ceval.c trace_call_function, do_call_core */
function calledBuiltin(vm: VM, frame: PyFrame, opcode: number): PyObject | null {
  const oparg = frame.code.words[frame.pc]! >>> 8;
  const { slots, sp } = frame;
  let callable: PyObject;
  let self: PyObject | null;
  if (opcode === op.CALL) {
    const at = sp - oparg - 2;
    const isMethod = slots[at] !== null;
    callable = slots[isMethod ? at : at + 1]!;
    self = isMethod ? slots[at + 1]! : oparg > 0 ? slots[at + 2]! : null;
    const kwnames = frame.kwnames?.length ?? 0;
    if (!isMethod && oparg - kwnames <= 0) self = null;
  } else {
    const below = (oparg & 1) !== 0 ? 2 : 1;
    callable = slots[sp - below - 1]!;
    const args = slots[sp - below]!;
    self = args.type === vm.T.tuple ? ((args.v as PyObject[])[0] ?? null) : null;
  }
  if (callable.type === vm.T.builtin_function_or_method) return newRef(callable);
  if (callable.type !== vm.T.method_descriptor || self === null) return null;
  const descriptor = callable.v as MethodDescriptor;
  return isSubtype(self.type, descriptor.owner) ? newBoundBuiltin(vm, descriptor.spec, self, descriptor.owner) : null;
}

function addCall(vm: VM, trace: ThreadTrace, frame: PyFrame, opcode: number, tellings: Telling[]): void {
  if (trace.profileFunction === null) return;
  const callable = calledBuiltin(vm, frame, opcode);
  if (callable === null) return;
  tellings.push(C_CALL);
  trace.calls.push(callable);
  trace.callers.push(frame);
}

// --- Telling ------------------------------------------------------------------------------------------------------------------

/** Calls the functions, one telling after another, and then lets the instruction of the frame below be executed. */
class TraceFrame extends NativeFrame {
  tellings: readonly Telling[];
  at = 0;
  waiting = false;

  constructor(tellings: readonly Telling[]) {
    super();
    this.tellings = tellings;
  }

  get target(): PyFrame {
    return this.back as PyFrame;
  }

  step(vm: VM, sent: Result): Result {
    const trace = vm.thread.trace!;
    let got = sent;
    for (;;) {
      if (this.waiting) {
        if (got === PENDING) return got;
        this.waiting = false;
        this.target.attended = -1;
        const telling = this.tellings[this.at++]!;
        if (!told(vm, trace, this.target, telling, got)) return this.failed(vm, trace, telling);
      }
      if (this.at === this.tellings.length) return this.finish(vm, trace);
      got = this.tell(vm, trace, this.tellings[this.at]!);
    }
  }

  /** Starts one telling; what is to be done about its value is `told`'s business. */
  private tell(vm: VM, trace: ThreadTrace, telling: Telling): Result {
    this.waiting = true;
    // The instruction that ended by it is over already.
    if (telling === STOPPED) this.target.attended = this.target.previous;
    const argument = telling === STOPPED ? this.stopTriple(vm) : newRef(this.argument(vm, trace, telling));
    const r = tell(vm, trace, this.target, telling, argument);
    vm.counts.decref(argument);
    return r;
  }

  /** (type, value, traceback) of the StopIteration that ended the instruction before. */
  private stopTriple(vm: VM): PyObject {
    const { target } = this;
    const isSend = (target.code.words[target.previous]! & 255) === op.SEND;
    const value = isSend ? target.slots[target.sp - 1]! : vm.none;
    const e = newException(vm, vm.T.StopIteration, value === vm.none ? [] : [newRef(value)]);
    return vm.newTuple([newRef(e.type.object), e, vm.newNone()]);
  }

  /** Borrowed. */
  private argument(vm: VM, trace: ThreadTrace, { event }: Telling): PyObject {
    if (event === "return") return this.target.slots[this.target.sp - 1]!;
    if (event === "c_return") return trace.calls[this.endingCall(trace)]!;
    if (event === "c_call") return trace.calls[trace.calls.length - 1]!;
    return vm.none;
  }

  /** The call whose end is told may stand below one whose beginning is told after it. */
  private endingCall(trace: ThreadTrace): number {
    return trace.calls.length - (this.tellings.includes(C_CALL) ? 2 : 1);
  }

  /** The instruction fails with what the function raised; a "return" has been under way already and has no handler. */
  private failed(vm: VM, trace: ThreadTrace, { event }: Telling): Result {
    this.dropEnded(vm, trace);
    if (this.tellings.includes(C_CALL)) dropCall(vm, trace, trace.calls.length - 1);
    this.target.reraising = event === "return";
    return null;
  }

  private dropEnded(vm: VM, trace: ThreadTrace): void {
    if (this.tellings.includes(C_RETURN)) dropCall(vm, trace, this.endingCall(trace));
  }

  private finish(vm: VM, trace: ThreadTrace): Result {
    this.dropEnded(vm, trace);
    trace.passed = this.target;
    trace.passedAt = this.target.pc;
    return OK;
  }
}

function dropCall(vm: VM, trace: ThreadTrace, at: number): void {
  const [callable] = trace.calls.splice(at, 1);
  trace.callers.splice(at, 1);
  vm.counts.decref(callable!);
}

/** Calls a function with the frame, the event and its argument, borrowed. OK: there is no function to tell. CPython 3.11: Python/sysmodule.c call_trampoline */
function tell(vm: VM, trace: ThreadTrace, frame: PyFrame, { event, profile }: Telling, argument: PyObject): Result {
  const object = frameObjectOf(vm, frame);
  const callback = profile
    ? trace.profileFunction
    : trace.traceFunction === null || event === "call"
      ? trace.traceFunction
      : (object.v as FrameObjectData).trace;
  if (callback === null) return OK;
  trace.tracing++;
  trace.event = event;
  refreshLocals(vm, frame);
  const name = vm.intern(event);
  const kept = newRef(callback);
  const r = callObject(vm, kept, [object, name, argument]);
  vm.counts.decrefAll([name, kept]);
  return r;
}

/** Deals with what the function gave, owned; false when it raised: it is told nothing any more then. CPython 3.11: trace_trampoline, profile_trampoline */
function told(vm: VM, trace: ThreadTrace, frame: PyFrame, { profile }: Telling, value: Result): boolean {
  if (value === OK || value === STOP) return true;
  trace.tracing--;
  trace.event = null;
  localsToFast(vm, frame);
  if (value === null) {
    if (profile) setProfileFunction(vm, vm.thread, null);
    else {
      setTraceFunction(vm, vm.thread, null);
      replaceTrace(vm, frame, null);
    }
    return false;
  }
  if (profile || value === vm.none) vm.counts.decref(value);
  else replaceTrace(vm, frame, value);
  return true;
}

/** Takes `value` over. */
function replaceTrace(vm: VM, frame: PyFrame, value: PyObject | null): void {
  const object = frameObjectOf(vm, frame);
  touchPayload(object);
  const data = object.v as FrameObjectData;
  const old = data.trace;
  data.trace = value;
  vm.counts.xdecref(old);
}

// --- Exceptions ---------------------------------------------------------------------------------------------------------------

/** Tells an exception, and the end of a frame that does not handle it; then it goes on. CPython 3.11: Python/ceval.c call_exc_trace, TRACE_FUNCTION_UNWIND */
class UnwindFrame extends NativeFrame {
  tellings: readonly Telling[];
  at = 0;
  waiting = false;
  exception: PyObject | null;
  /** (type, value, traceback), for "exception". */
  triple: PyObject | null = null;

  constructor(tellings: readonly Telling[], exception: PyObject) {
    super();
    this.tellings = tellings;
    this.exception = exception;
  }

  step(vm: VM, sent: Result): Result {
    const trace = vm.thread.trace!;
    let got = sent;
    for (;;) {
      if (this.waiting) {
        if (got === PENDING) return got;
        this.waiting = false;
        this.take(vm, trace, this.tellings[this.at++]!, got);
      }
      if (this.at === this.tellings.length) return this.goOn(vm, trace);
      this.waiting = true;
      const telling = this.tellings[this.at]!;
      got = tell(vm, trace, this.back as PyFrame, telling, this.argument(vm, trace, telling));
    }
  }

  private argument(vm: VM, trace: ThreadTrace, { event }: Telling): PyObject {
    if (event === "c_exception") return trace.calls[trace.calls.length - 1]!;
    if (event !== "exception") return vm.none;
    const e = this.exception as PyObject<ExceptionData>;
    this.triple = vm.newTuple([newRef(e.type.object), newRef(e), newRef(e.v.traceback ?? vm.none)]);
    return this.triple;
  }

  private take(vm: VM, trace: ThreadTrace, telling: Telling, got: Result): void {
    const fine = told(vm, trace, this.back as PyFrame, telling, got);
    const old: (PyObject | null)[] = [this.triple];
    this.triple = null;
    if (telling === C_EXCEPTION) dropCall(vm, trace, trace.calls.length - 1);
    if (!fine) {
      // What the function raised takes the place of the exception.
      old.push(this.exception);
      this.exception = vm.thread.exception;
      vm.thread.exception = null;
    }
    vm.counts.decrefAll(old.filter((o) => o !== null));
  }

  private goOn(vm: VM, trace: ThreadTrace): Result {
    vm.thread.exception = this.exception;
    this.exception = null;
    trace.unwound = this.back as PyFrame;
    return null;
  }
}

/** An exception was raised in `frame` at `pc`: true when there is something to tell first, and a frame for that is on top. */
export function traceUnwind(vm: VM, thread: ThreadState, frame: PyFrame): boolean {
  const trace = thread.trace;
  if (trace === null) return false;
  const wasTold = trace.unwound === frame;
  const isEntered = trace.thrown === frame;
  trace.unwound = null;
  trace.thrown = null;
  if (wasTold || trace.tracing > 0) return false;
  const tellings: Telling[] = [];
  if (isEntered) addEntry(trace, tellings);
  if (trace.callers.length > 0 && trace.callers[trace.callers.length - 1] === frame) tellings.push(C_EXCEPTION);
  if (!frame.reraising && trace.traceFunction !== null && mayHaveTrace(frame, tellings)) tellings.push(EXCEPTION);
  if (frame.code.handlerOf(frame.pc) === null && frame.pc >= firstTraceable(frame)) addExit(trace, frame, tellings);
  if (tellings.length === 0) return false;
  const e = thread.exception as PyObject<ExceptionData>;
  if (!frame.reraising) addTraceback(vm, e, frame, frame.pc);
  frame.reraising = true;
  thread.exception = null;
  push(vm, new UnwindFrame(tellings, e));
  return true;
}

// --- Setting ------------------------------------------------------------------------------------------------------------------

/** Sets the thread's trace function, borrowed; null: none. CPython 3.11: Python/ceval.c _PyEval_SetTrace */
export function setTraceFunction(vm: VM, thread: ThreadState, f: PyObject | null): void {
  const trace = thread.trace ?? newTrace(thread);
  const old = trace.traceFunction;
  trace.traceFunction = f === null ? null : newRef(f);
  observe(vm);
  vm.counts.xdecref(old);
}

/** Sets the thread's profile function, borrowed; null: none. CPython 3.11: Python/ceval.c _PyEval_SetProfile */
export function setProfileFunction(vm: VM, thread: ThreadState, f: PyObject | null): void {
  const trace = thread.trace ?? newTrace(thread);
  const old = trace.profileFunction;
  trace.profileFunction = f === null ? null : newRef(f);
  observe(vm);
  vm.counts.xdecref(old);
}

function newTrace(thread: ThreadState): ThreadTrace {
  thread.trace = new ThreadTrace();
  return thread.trace;
}

/** The observed loop runs as long as some thread is traced. */
function observe(vm: VM): void {
  vm.traced = vm.threads.some(({ trace }) => trace !== null && (trace.traceFunction !== null || trace.profileFunction !== null));
}
