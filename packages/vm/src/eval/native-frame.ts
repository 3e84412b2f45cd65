import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP, type Visit } from "../object.ts";
import { type Answers, putAwayAnswers, putBackAnswers } from "../protocol/answers.ts";
import { NativeFrame, PyFrame } from "./frame.ts";

/*
 * How a built-in waits for Python code.
 *
 * A built-in is ordinary code until something it calls gives PENDING: then a frame was pushed above the running one, and the
 * built-in must leave a record of where it goes on. `then` covers one call followed by a computation; `startLoop` covers everything with a loop or
 * several stages: the state is a NativeFrame from the start, whose `step` runs until it is done or something is pending.
 *
 * The record goes below whatever was pushed in the meantime and above the frame that is executing (`vm.current`): built-ins return outwards, so
 * the innermost record is placed first and each outer one below it.
 */

/** What goes on with the value that was waited for: a plain function, so that the frame can be copied and looked into. `value` is owned; a..c are borrowed. */
export type Continuation = (
  vm: VM,
  value: PyObject,
  a: PyObject | null,
  b: PyObject | null,
  c: PyObject | null,
  n: number,
) => Result;

class ThenFrame extends NativeFrame {
  a: PyObject | null;
  b: PyObject | null;
  c: PyObject | null;
  n: number;
  continuation: Continuation | null;
  stops: boolean;

  constructor(continuation: Continuation, a: PyObject | null, b: PyObject | null, c: PyObject | null, n: number, stops: boolean) {
    super();
    this.continuation = continuation;
    this.a = a === null ? null : newRef(a);
    this.b = b === null ? null : newRef(b);
    this.c = c === null ? null : newRef(c);
    this.n = n;
    this.stops = stops;
  }

  step(vm: VM, sent: Result): Result {
    if (this.continuation === null || sent === null) return sent;
    if (sent === STOP && !this.stops) return sent;
    const continuation = this.continuation;
    this.continuation = null;
    return continuation(vm, sent, this.a, this.b, this.c, this.n);
  }

  override traverse(visit: Visit): void {
    if (this.a !== null) visit(this.a);
    if (this.b !== null) visit(this.b);
    if (this.c !== null) visit(this.c);
  }
}

/**
 * `continuation(value)` once `result` is there: at once if it is, or when the pushed frame delivers it. Failure passes through, and so
 * does STOP unless `stops` says that the continuation wants to see it. `a`, `b`, `c` are borrowed and kept alive as long as needed.
 */
export function andThen(
  vm: VM,
  result: Result,
  continuation: Continuation,
  a: PyObject | null = null,
  b: PyObject | null = null,
  c: PyObject | null = null,
  n = 0,
  stops = false,
): Result {
  if (result === PENDING) {
    insertFrame(vm, new ThenFrame(continuation, a, b, c, n, stops));
    return PENDING;
  }
  if (result === null || (result === STOP && !stops)) return result;
  return continuation(vm, result, a, b, c, n);
}

/** What a continuation was given by callers that keep it alive; not owned. */
interface Operands {
  readonly a: PyObject | null;
  readonly b: PyObject | null;
  readonly c: PyObject | null;
}

class ThenBorrowedFrame extends NativeFrame {
  operands: Operands;
  n: number;
  continuation: Continuation | null;
  stops: boolean;

  constructor(continuation: Continuation, operands: Operands, n: number, stops: boolean) {
    super();
    this.continuation = continuation;
    this.operands = operands;
    this.n = n;
    this.stops = stops;
  }

  step(vm: VM, sent: Result): Result {
    if (this.continuation === null || sent === null) return sent;
    if (sent === STOP && !this.stops) return sent;
    const continuation = this.continuation;
    this.continuation = null;
    const { a, b, c } = this.operands;
    return continuation(vm, sent, a, b, c, this.n);
  }

  override traverse(): void {}
}

/**
 * As `andThen`, but `a`, `b` and `c` stay borrowed: for what CPython's function borrows from its caller while Python code runs, so that counts seen
 * from there are its counts. Whoever calls must keep them alive until the value is there, as in C.
 */
export function andThenBorrowed(
  vm: VM,
  result: Result,
  continuation: Continuation,
  a: PyObject | null = null,
  b: PyObject | null = null,
  c: PyObject | null = null,
  n = 0,
  stops = false,
): Result {
  if (result === PENDING) {
    insertFrame(vm, new ThenBorrowedFrame(continuation, { a, b, c }, n, stops));
    return PENDING;
  }
  if (result === null || (result === STOP && !stops)) return result;
  return continuation(vm, result, a, b, c, n);
}

/** Owns references until the frame above is done. */
class HoldFrame extends NativeFrame {
  held: PyObject[];

  constructor(held: PyObject[]) {
    super();
    this.held = held;
  }

  step(_vm: VM, sent: Result): Result {
    return sent;
  }
}

/** `result`; if it is still to come, one more reference to each of `objects` until then: CPython's caller keeps them in a tuple or a copied stack. */
export function holdWhilePending(vm: VM, result: Result, objects: readonly PyObject[]): Result {
  if (result === PENDING && objects.length > 0) {
    const held: PyObject[] = new Array<PyObject>(objects.length);
    for (let i = 0; i < objects.length; i++) held[i] = newRef(objects[i]!);
    insertFrame(vm, new HoldFrame(held));
  }
  return result;
}

/** Drops `o`, owned, once `result` is there: what CPython's caller drops after the call. */
export function dropAfter(vm: VM, result: Result, o: PyObject): Result {
  if (result === PENDING) insertFrame(vm, new HoldFrame([o]));
  else vm.counts.decref(o);
  return result;
}

class CatchFrame extends NativeFrame {
  a: PyObject | null;
  b: PyObject | null;
  handler: Handler | null;

  constructor(handler: Handler, a: PyObject | null, b: PyObject | null) {
    super();
    this.handler = handler;
    this.a = a === null ? null : newRef(a);
    this.b = b === null ? null : newRef(b);
  }

  step(vm: VM, sent: Result): Result {
    if (sent !== null || this.handler === null) return sent;
    const handler = this.handler;
    this.handler = null;
    return handler(vm, this.a, this.b);
  }
}

/** Looks at `vm.thread.exception` after a failure: gives null to pass it on, or clears it and gives a value. */
export type Handler = (vm: VM, a: PyObject | null, b: PyObject | null) => Result;

/** `handler()` if `result` failed or fails later; its value otherwise. */
export function orElse(vm: VM, result: Result, handler: Handler, a: PyObject | null = null, b: PyObject | null = null): Result {
  if (result === PENDING) {
    insertFrame(vm, new CatchFrame(handler, a, b));
    return PENDING;
  }
  return result === null ? handler(vm, a, b) : result;
}

class CatchBorrowedFrame extends NativeFrame {
  operands: Operands;
  handler: Handler | null;

  constructor(handler: Handler, operands: Operands) {
    super();
    this.handler = handler;
    this.operands = operands;
  }

  step(vm: VM, sent: Result): Result {
    if (sent !== null || this.handler === null) return sent;
    const handler = this.handler;
    this.handler = null;
    return handler(vm, this.operands.a, this.operands.b);
  }

  override traverse(): void {}
}

/** As `orElse`, with `a` and `b` borrowed as in `andThenBorrowed`. */
export function orElseBorrowed(
  vm: VM,
  result: Result,
  handler: Handler,
  a: PyObject | null = null,
  b: PyObject | null = null,
): Result {
  if (result === PENDING) {
    insertFrame(vm, new CatchBorrowedFrame(handler, { a, b, c: null }));
    return PENDING;
  }
  return result === null ? handler(vm, a, b) : result;
}

/** Puts `frame` below everything that was pushed since the running frame went on, so that it gets their value. */
export function insertFrame(vm: VM, frame: NativeFrame): void {
  const thread = vm.thread;
  const current = vm.current;
  if (thread.frame === current) {
    frame.back = current;
    thread.frame = frame;
    return;
  }
  let above = thread.frame!;
  while (above.back !== current) above = above.back!;
  frame.back = current;
  above.back = frame;
}

/**
 * Runs a native frame until it is done or waits; only then it goes on the frame stack. Its fields are owned from the start: what is left in them at
 * the end is dropped.
 */
export function startFrame(vm: VM, frame: NativeFrame): Result {
  const result = frame.step(vm, OK);
  if (result === PENDING) {
    insertFrame(vm, frame);
    return PENDING;
  }
  return releaseFrame(vm, frame, result);
}

/** The end of a native frame: drops what its fields still own. Gives `result`, through a drain if a death needs Python code. */
export function releaseFrame(vm: VM, frame: NativeFrame, result: Result): Result {
  const refs: PyObject[] = [];
  frame.traverse((child) => refs.push(child));
  vm.counts.decrefAll(refs);
  return result;
}

/** Runs the code that suspended deaths need, then passes on what was there before: a value, STOP, or the exception. */
export class DrainFrame extends NativeFrame {
  value: PyObject | null;
  hadValue: boolean;
  exception: PyObject | null;
  stopValue: PyObject | null;
  dying: PyObject | null = null;
  rest: PyObject[] = [];
  /** What stands beside an OK. */
  answers: Answers | null;

  constructor(vm: VM, value: Result) {
    super();
    this.hadValue = value !== null;
    this.value = value;
    this.exception = vm.thread.exception;
    this.stopValue = vm.thread.stopValue;
    this.answers = value === OK ? putAwayAnswers() : null;
    vm.thread.exception = null;
    vm.thread.stopValue = null;
  }

  step(vm: VM, sent: Result): Result {
    if (this.dying !== null) {
      if (sent === null) vm.unraisable(this.dying);
      else if (sent !== OK && sent !== STOP) vm.counts.decref(sent);
      this.finishDeath(vm);
    }
    for (;;) {
      const death = vm.counts.takeSuspended();
      if (death === null) return this.passOn(vm);
      this.dying = death.dying;
      this.rest = death.rest;
      const result = vm.runFinalizer(death.dying);
      if (result === PENDING) return PENDING;
      if (result === null) vm.unraisable(death.dying);
      else if (result !== OK && result !== STOP) vm.counts.decref(result);
      this.finishDeath(vm);
    }
  }

  private finishDeath(vm: VM): void {
    const death = { dying: this.dying!, rest: this.rest };
    this.dying = null;
    this.rest = [];
    vm.counts.resume(death);
  }

  private passOn(vm: VM): Result {
    const value = this.value;
    if (this.back instanceof PyFrame) this.back.attended = -1;
    vm.thread.exception = this.exception;
    vm.thread.stopValue = this.stopValue;
    this.value = null;
    this.exception = null;
    this.stopValue = null;
    if (this.answers !== null) putBackAnswers(this.answers);
    return this.hadValue ? value : null;
  }

  override traverse(visit: (child: PyObject) => void): void {
    if (this.value === OK || this.value === STOP) {
      const value = this.value;
      this.value = null;
      super.traverse(visit);
      this.value = value;
    } else super.traverse(visit);
  }
}
