import { newRef, touchPayload } from "@vivarium/heap";
import { callNoArgs, callObject } from "../eval/call.ts";
import { NativeFrame, type PyFrame } from "../eval/frame.ts";
import { dropStopValue } from "../eval/iterate.ts";
import { dropAfter, orElseBorrowed, startFrame, andThen as then } from "../eval/native-frame.ts";
import { resumeGenerator } from "../eval/resume.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { lookupAttrString } from "../protocol/attribute.ts";
import { takeStopValue } from "../protocol/iterator.ts";
import { repr } from "../protocol/repr.ts";
import { isException, isExceptionClass } from "./exceptions/match.ts";
import { raiseException, restoreException, setTraceback } from "./exceptions/raise.ts";
import { type GeneratorData, yieldFrom } from "./generator.ts";
import { isSubtype } from "./type/mro.ts";
import { stopIterationToStop } from "./type/slot-adapters.ts";

/*
 * `throw` and `close` of generators and coroutines, through `yield from` and `await`. CPython 3.11: Objects/genobject.c _gen_throw, gen_close
 */

type Generator = PyObject<GeneratorData>;

/** A generator or a coroutine itself, not something that behaves like one: asked without an attribute look-up. */
function isExactGenerator(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.generator || o.type === vm.T.coroutine;
}

function setDelegating(g: Generator, delegating: boolean): void {
  touchPayload(g);
  g.v.delegating = delegating;
}

/** Closes what a generator delegates to: OK, or null. CPython 3.11: Objects/genobject.c gen_close_iter */
function closeIterator(vm: VM, iterator: PyObject): Result {
  if (isExactGenerator(vm, iterator)) return then(vm, genClose(vm, iterator), dropToOk);
  return then(
    vm,
    orElseBorrowed(vm, lookupAttrString(vm, iterator, "close"), reportLookup, iterator),
    callClose,
    null,
    null,
    null,
    0,
    true,
  );
}

function reportLookup(vm: VM, iterator: PyObject | null): Result {
  vm.unraisable(iterator);
  return STOP;
}

function callClose(vm: VM, method: PyObject): Result {
  if (method === STOP) return OK;
  return dropAfter(vm, then(vm, callNoArgs(vm, method), dropToOk), method);
}

function dropToOk(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return OK;
}

const START = 0;
const INNER_CLOSED = 1;
const RESUMED = 2;

class CloseFrame extends NativeFrame {
  /** Borrowed. */
  given: { readonly generator: Generator };
  stage: number = START;
  inner: PyObject | null = null;

  constructor(generator: Generator) {
    super();
    this.given = { generator };
  }

  get generator(): Generator {
    return this.given.generator;
  }

  step(vm: VM, sent: Result): Result {
    const g = this.generator;
    let got: Result = sent;
    if (this.stage === START) {
      this.stage = INNER_CLOSED;
      const inner = yieldFrom(g);
      if (inner !== null && !g.v.delegating) {
        this.inner = newRef(inner);
        setDelegating(g, true);
        got = closeIterator(vm, inner);
        if (got === PENDING) return got;
      }
    }
    if (this.stage === INNER_CLOSED) {
      if (this.inner !== null) setDelegating(g, false);
      if (got !== null) raiseException(vm, vm.T.GeneratorExit, []);
      this.stage = RESUMED;
      got = resumeGenerator(vm, g, vm.none, true, true);
      if (got === PENDING) return got;
    }
    return this.finish(vm, got);
  }

  private finish(vm: VM, got: Result): Result {
    if (got === STOP) {
      dropStopValue(vm);
      return vm.newNone();
    }
    if (got !== null) {
      const { type } = this.generator;
      const kind = type === vm.T.coroutine ? "coroutine" : type === vm.T.async_generator ? "async generator" : "generator";
      vm.counts.decref(got);
      return vm.raise(vm.T.RuntimeError, `${kind} ignored GeneratorExit`);
    }
    if (!vm.exceptionMatches(vm.T.StopIteration) && !vm.exceptionMatches(vm.T.GeneratorExit)) return null;
    vm.clearException();
    return vm.newNone();
  }
}

/** Raises GeneratorExit inside; None. CPython 3.11: Objects/genobject.c gen_close */
export function genClose(vm: VM, g: Generator): Result {
  if (g.v.state === "completed") return vm.newNone();
  return startFrame(vm, new CloseFrame(g));
}

const BEGIN = 0;
const CLOSED_FOR_EXIT = 1;
const LOOKED_UP = 2;
const INNER_THROWN = 3;
const THROW_HERE = 4;
const MADE = 5;
const DONE = 6;

class ThrowFrame extends NativeFrame {
  /** Borrowed. */
  given: {
    readonly generator: Generator;
    readonly type: PyObject;
    readonly value: PyObject | null;
    readonly traceback: PyObject | null;
  };
  closeOnExit: boolean;
  inner: PyObject | null = null;
  stage: number = BEGIN;
  /** The exception goes to an inner generator, whose caller is the outer one. CPython 3.11: _gen_throw links the frames. */
  delegates = false;

  constructor(g: Generator, closeOnExit: boolean, type: PyObject, value: PyObject | null, traceback: PyObject | null) {
    super();
    this.given = { generator: g, type, value, traceback };
    this.closeOnExit = closeOnExit;
  }

  get generator(): Generator {
    return this.given.generator;
  }

  override get standsFor(): PyFrame | null {
    return this.delegates ? this.generator.v.frame : null;
  }

  get type(): PyObject {
    return this.given.type;
  }

  get value(): PyObject | null {
    return this.given.value;
  }

  get traceback(): PyObject | null {
    return this.given.traceback;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (this.stage === DONE) return got;
      got = this.advance(vm, got);
      if (got === PENDING) return got;
    }
  }

  private advance(vm: VM, got: Result): Result {
    switch (this.stage) {
      case BEGIN:
        return this.begin(vm);
      case CLOSED_FOR_EXIT:
        setDelegating(this.generator, false);
        if (got === null) return this.resume(vm, vm.none, true);
        this.stage = THROW_HERE;
        return OK;
      case LOOKED_UP:
        return this.callThrow(vm, got);
      case INNER_THROWN:
        return this.afterInner(vm, got);
      case THROW_HERE:
        return this.makeException(vm);
      default:
        return this.throwMade(vm, got);
    }
  }

  /** Ends this frame with what the generator gives. */
  private resume(vm: VM, value: PyObject, throwing: boolean): Result {
    this.stage = DONE;
    return resumeGenerator(vm, this.generator, value, throwing);
  }

  private fail(): Result {
    this.stage = DONE;
    return null;
  }

  private begin(vm: VM): Result {
    const g = this.generator;
    const inner = g.v.delegating ? null : yieldFrom(g);
    if (inner === null) {
      this.stage = THROW_HERE;
      return OK;
    }
    this.inner = newRef(inner);
    if (this.closeOnExit && this.isGeneratorExit(vm)) {
      this.stage = CLOSED_FOR_EXIT;
      setDelegating(g, true);
      return closeIterator(vm, inner);
    }
    if (isExactGenerator(vm, inner)) {
      this.stage = INNER_THROWN;
      setDelegating(g, true);
      this.delegates = true;
      g.v.frame!.back = this;
      return throwInto(vm, inner, this.closeOnExit, this.type, this.value, this.traceback);
    }
    this.stage = LOOKED_UP;
    return lookupAttrString(vm, inner, "throw");
  }

  private isGeneratorExit(vm: VM): boolean {
    const type = isException(this.type) ? this.type.type : isExceptionClass(vm, this.type) ? (this.type.v as PyType) : null;
    return type !== null && isSubtype(type, vm.T.GeneratorExit);
  }

  private callThrow(vm: VM, method: Result): Result {
    if (method === null) return this.fail();
    if (method === STOP) {
      this.stage = THROW_HERE;
      return OK;
    }
    this.stage = INNER_THROWN;
    setDelegating(this.generator, true);
    const args = [this.type];
    if (this.value !== null) args.push(this.value);
    if (this.value !== null && this.traceback !== null) args.push(this.traceback);
    return dropAfter(vm, callObject(vm, method, args), method);
  }

  /** The inner iterator yielded, ended or failed; in the last two cases the generator goes on behind its SEND. */
  private afterInner(vm: VM, got: Result): Result {
    const g = this.generator;
    setDelegating(g, false);
    if (this.delegates) g.v.frame!.back = null;
    this.delegates = false;
    if (got !== null && got !== STOP) {
      this.stage = DONE;
      return got;
    }
    const end = got === null ? stopIterationToStop(vm) : got;
    popDelegate(vm, g);
    if (end === null) return this.resume(vm, vm.none, true);
    const value = takeStopValue(vm);
    return dropAfter(vm, this.resume(vm, value, false), value);
  }

  /** Checks the arguments and makes an instance. CPython 3.11: Objects/genobject.c _gen_throw, throw_here; PyErr_NormalizeException */
  private makeException(vm: VM): Result {
    const T = vm.T;
    if (this.traceback === vm.none) this.given = { ...this.given, traceback: null };
    if (this.traceback !== null && this.traceback.type !== T.traceback) {
      this.stage = DONE;
      return vm.raise(T.TypeError, "throw() third argument must be a traceback object");
    }
    this.stage = MADE;
    if (isExceptionClass(vm, this.type)) return this.construct(vm);
    if (isException(this.type)) {
      if (this.value === null || this.value === vm.none) return newRef(this.type);
      this.stage = DONE;
      return vm.raise(T.TypeError, "instance exception may not have a separate value");
    }
    this.stage = DONE;
    return vm.raise(
      T.TypeError,
      `exceptions must be classes or instances deriving from BaseException, not ${this.type.type.name}`,
    );
  }

  private construct(vm: VM): Result {
    const { value, type } = this;
    if (value !== null && isException(value) && isSubtype(value.type, type.v as PyType)) return newRef(value);
    if (value === null || value === vm.none) return then(vm, callNoArgs(vm, type), checkInstance, type);
    const args = isSubtype(value.type, vm.T.tuple) ? (value.v as PyObject[]) : [value];
    return then(vm, callObject(vm, type, args), checkInstance, type);
  }

  private throwMade(vm: VM, e: Result): Result {
    // A constructor that fails takes the place of what it should have made.
    if (e === null) return this.resume(vm, vm.none, true);
    // An instance thrown without a traceback keeps its own; what a class gave has the one passed, or none.
    if (this.traceback !== null) setTraceback(vm, e, newRef(this.traceback));
    else if (!isException(this.type)) setTraceback(vm, e, null);
    restoreException(vm, e);
    return this.resume(vm, vm.none, true);
  }
}

/** CPython 3.11: Python/errors.c _PyErr_CreateException */
function checkInstance(vm: VM, value: PyObject, type: PyObject | null): Result {
  if (isException(value)) return value;
  const r = then(vm, repr(vm, type!), notAnInstance, value);
  vm.counts.decref(value);
  return r;
}

function notAnInstance(vm: VM, text: PyObject, value: PyObject | null): Result {
  const message = `calling ${text.v as string} should have returned an instance of BaseException, not ${value!.type.name}`;
  vm.counts.decref(text);
  return vm.raise(vm.T.TypeError, message);
}

/**
 * Takes the finished inner iterator off the generator's stack and sets the frame behind the loop of SEND, YIELD_VALUE, RESUME that it is suspended in:
 * the value sent next takes the iterator's place.
 */
function popDelegate(vm: VM, g: Generator): void {
  const frame = g.v.frame;
  if (frame === null) return;
  touchPayload(g);
  const inner = frame.slots[--frame.sp]!;
  const send = frame.pc - 2;
  frame.pc = send + 1 + (frame.code.words[send]! >>> 8);
  vm.counts.decref(inner);
}

/**
 * Raises an exception inside a generator, or in what it delegates to. Gives what it yields next; STOP, with `stopValue`, when it ends; or null. All borrowed.
 * `closeOnExit`: GeneratorExit closes the inner iterator instead of being thrown into it. CPython 3.11: Objects/genobject.c _gen_throw
 */
export function throwInto(
  vm: VM,
  g: Generator,
  closeOnExit: boolean,
  type: PyObject,
  value: PyObject | null,
  traceback: PyObject | null,
): Result {
  return startFrame(vm, new ThrowFrame(g, closeOnExit, type, value, traceback));
}
