import { type Lock, NOBODY } from "@vivarium/gil";
import { newRef, touchPayload } from "@vivarium/heap";
import { callTuple } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import { setProfileFunction, setTraceFunction } from "../eval/trace.ts";
import type { VM } from "../interpreter.ts";
import { alloc, leafLayout, OK, type PayloadLayout, PENDING, type PyObject, type Result } from "../object.ts";
import { dictEntries } from "../objects/dict/dict.ts";
import { asDouble } from "../objects/float/float.ts";
import { isInt } from "../objects/int/value.ts";
import type { MethodData } from "../objects/method.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { method, type TypeSpec } from "../objects/type/type-spec.ts";
import { instanceGetBorrowed } from "../protocol/attribute.ts";
import { addressText } from "../protocol/repr.ts";
import { truth } from "../protocol/truth.ts";
import { ThreadState } from "../thread.ts";
import { handlersOf, hasHandlers, NSIG } from "./_signal/state.ts";
import { exceptHookArgsType, excepthook } from "./_thread/excepthook.ts";
import { takeThreadLocals, threadLocalSpec } from "./_thread/local.ts";
import type { ModuleSpec } from "./module-spec.ts";

/*
 * Threads and locks (CPython 3.11: Modules/_threadmodule.c). What blocks, who is woken and when is the simulation's business.
 */

/** The payload of a lock: the simulation's lock. */
interface LockData {
  lock: Lock;
}

/** The simulation saves the state of its locks itself. */
const lockLayout: PayloadLayout<LockData> = {
  ...leafLayout,
  leaf: false,
  container: true,
  save: (v) => v.lock,
  restore(o, saved) {
    o.v.lock = saved as Lock;
  },
};

class AcquireFrame extends NativeFrame {
  target: PyObject<LockData>;
  until: number;
  waiting = false;

  constructor(target: PyObject<LockData>, until: number) {
    super();
    this.target = newRef(target);
    this.until = until;
  }

  step(vm: VM, sent: Result): Result {
    // The handler of a signal raised something.
    if (sent === null) return null;
    const { lock } = this.target.v;
    if (this.waiting) {
      switch (vm.thread.resumption) {
        case "acquired":
          return vm.newBool(true);
        case "timed-out":
          return vm.newBool(false);
        default:
      }
      if (vm.simulation.tryAcquire(lock)) return vm.newBool(true);
    }
    this.waiting = true;
    return vm.pause({ kind: "blocked", on: { kind: "lock", lock, until: this.until, interruptible: true } });
  }
}

/** CPython 3.11: lock_PyThread_acquire_lock: first a try that does not touch the GIL. */
function acquire(vm: VM, self: PyObject, blocking: PyObject | null, timeout: PyObject | null): Result {
  const block = blocking === null ? vm.newBool(true) : truth(vm, blocking);
  return then(vm, block, withBlocking, self, timeout);
}

function withBlocking(vm: VM, block: PyObject, self: PyObject | null, timeout: PyObject | null): Result {
  const blocks = block === vm.true_;
  vm.counts.decref(block);
  if (timeout === null) return acquireUntil(vm, self!, blocks, null);
  const r = isSubtype(timeout.type, vm.T.int) ? vm.newFloat(Number(timeout.v)) : asDouble(vm, timeout);
  return then(vm, r, withTimeout, self, null, null, blocks ? 1 : 0);
}

function withTimeout(
  vm: VM,
  timeout: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  blocks: number,
): Result {
  const seconds = timeout.v as number;
  vm.counts.decref(timeout);
  if (blocks === 0 && seconds !== -1) return vm.raise(vm.T.ValueError, "can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1) return vm.raise(vm.T.ValueError, "timeout value must be a non-negative number");
  if (seconds > 9223372036) return vm.raise(vm.T.OverflowError, "timestamp too large to convert to C _PyTime_t");
  return acquireUntil(vm, self!, blocks === 1, seconds === -1 ? null : seconds);
}

function acquireUntil(vm: VM, self: PyObject<LockData>, blocks: boolean, seconds: number | null): Result {
  const { lock } = self.v;
  if (vm.simulation.tryAcquire(lock)) return vm.newBool(true);
  if (!blocks || seconds === 0) return vm.newBool(false);
  const until = seconds === null ? Infinity : vm.simulation.now() + Math.ceil(seconds * 1e9);
  return startFrame(vm, new AcquireFrame(self, until));
}

function release(vm: VM, self: PyObject): Result {
  const { lock } = self.v as LockData;
  if (!lock.locked) return vm.raise(vm.T.RuntimeError, "release unlocked lock");
  vm.simulation.release(lock);
  vm.client.refresh();
  return vm.newNone();
}

function locked(vm: VM, self: PyObject): Result {
  return vm.newBool((self.v as LockData).lock.locked);
}

function lock_repr(vm: VM, self: PyObject): Result {
  const { lock } = self.v as LockData;
  return vm.newStr(`<${lock.locked ? "locked" : "unlocked"} ${self.type.name} object at ${addressText(vm, self)}>`);
}

function exit(vm: VM, self: PyObject): Result {
  return release(vm, self);
}

function reinitLock(vm: VM, self: PyObject): Result {
  touchPayload(self);
  (self.v as LockData).lock = vm.simulation.newLock();
  return vm.newNone();
}

const acquireDoc = "acquire(blocking=True, timeout=-1) -> bool\n\nLock the lock.";

export const lockSpec: TypeSpec = {
  name: "_thread.lock",
  layout: lockLayout as PayloadLayout,
  hasWeakrefs: true,
  doc: "A lock object is a synchronization primitive.",
  slots: { tp_repr: lock_repr },
  methods: [
    method("acquire", "($self, blocking=True, timeout=-1)", acquire, {
      doc: acquireDoc,
      convention: "METH_VARARGS|METH_KEYWORDS",
    }),
    method("acquire_lock", "($self, blocking=True, timeout=-1)", acquire, {
      doc: acquireDoc,
      convention: "METH_VARARGS|METH_KEYWORDS",
    }),
    method("release", "($self)", release, { doc: "release()\n\nRelease the lock." }),
    method("release_lock", "($self)", release, { doc: "release()\n\nRelease the lock." }),
    method("locked", "($self)", locked, { doc: "locked() -> bool" }),
    method("locked_lock", "($self)", locked, { doc: "locked() -> bool" }),
    method("__enter__", "($self, blocking=True, timeout=-1)", acquire, { convention: "METH_VARARGS|METH_KEYWORDS" }),
    method("__exit__", "($self, *args)", exit, { convention: "METH_VARARGS" }),
    method("_at_fork_reinit", "($self)", reinitLock),
  ],
};

// --- Reentrant locks ----------------------------------------------------------------------------------------------------------

function rlockRelease(vm: VM, self: PyObject): Result {
  const { lock } = self.v as LockData;
  if (!lock.locked || lock.holder !== vm.thread.simulated) return vm.raise(vm.T.RuntimeError, "cannot release un-acquired lock");
  vm.simulation.release(lock);
  vm.client.refresh();
  return vm.newNone();
}

function rlockIsOwned(vm: VM, self: PyObject): Result {
  const { lock } = self.v as LockData;
  return vm.newBool(lock.locked && lock.holder === vm.thread.simulated);
}

function rlockCount(vm: VM, self: PyObject): Result {
  const { lock } = self.v as LockData;
  return vm.newInt(lock.holder === vm.thread.simulated ? lock.count : 0);
}

/** CPython 3.11: rlock_release_save */
function rlockReleaseSave(vm: VM, self: PyObject): Result {
  const { lock } = self.v as LockData;
  if (!lock.locked) return vm.raise(vm.T.RuntimeError, "cannot release un-acquired lock");
  const count = lock.count;
  for (let i = 0; i < count; i++) vm.simulation.release(lock);
  vm.client.refresh();
  return vm.newTuple([vm.newInt(count), vm.newInt(vm.thread.ident)]);
}

/** CPython 3.11: rlock_acquire_restore */
function rlockAcquireRestore(vm: VM, self: PyObject, state: PyObject): Result {
  const count = (state.v as PyObject[])[0]!.v as number;
  return then(vm, acquireUntil(vm, self, true, null), restoreCount, self, null, null, count);
}

function restoreCount(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  count: number,
): Result {
  vm.counts.decref(value);
  const { lock } = self!.v as LockData;
  for (let i = 1; i < count; i++) vm.simulation.tryAcquire(lock);
  return vm.newNone();
}

function rlock_repr(vm: VM, self: PyObject): Result {
  const { lock } = self.v as LockData;
  const owner = lock.holder === NOBODY ? 0 : (vm.threads.find((t) => t.simulated === lock.holder)?.ident ?? 0);
  const state = lock.locked ? "locked" : "unlocked";
  return vm.newStr(`<${state} ${self.type.name} object owner=${owner} count=${lock.count} at ${addressText(vm, self)}>`);
}

export const rlockSpec: TypeSpec = {
  name: "_thread.RLock",
  layout: lockLayout as PayloadLayout,
  hasWeakrefs: true,
  slots: {
    tp_repr: rlock_repr,
    tp_new: (vm, type) => alloc<LockData>(vm, type, { lock: vm.simulation.newRLock() }),
  },
  methods: [
    method("acquire", "($self, blocking=True, timeout=-1)", acquire, {
      doc: acquireDoc,
      convention: "METH_VARARGS|METH_KEYWORDS",
    }),
    method("release", "($self)", rlockRelease),
    method("__enter__", "($self, blocking=True, timeout=-1)", acquire, { convention: "METH_VARARGS|METH_KEYWORDS" }),
    method("__exit__", "($self, *args)", rlockRelease, { convention: "METH_VARARGS" }),
    method("_is_owned", "($self)", rlockIsOwned),
    method("_recursion_count", "($self)", rlockCount),
    method("_release_save", "($self)", rlockReleaseSave),
    method("_acquire_restore", "($self, state, /)", rlockAcquireRestore),
    method("_at_fork_reinit", "($self)", (vm, self) => {
      touchPayload(self);
      (self.v as LockData).lock = vm.simulation.newRLock();
      return vm.newNone();
    }),
  ],
};

// --- Threads ------------------------------------------------------------------------------------------------------------------

/** The bottom frame of a thread: calls its function, and reports what it raises. CPython 3.11: thread_run */
class ThreadMainFrame extends NativeFrame {
  func: PyObject;
  args: PyObject;
  kwargs: PyObject | null;
  stage: "start" | "running" | "cleared" = "start";

  constructor(func: PyObject, args: PyObject, kwargs: PyObject | null) {
    super();
    this.func = newRef(func);
    this.args = newRef(args);
    this.kwargs = kwargs === null ? null : newRef(kwargs);
  }

  step(vm: VM, sent: Result): Result {
    let r: Result = sent;
    if (this.stage === "start") {
      this.stage = "running";
      const entries = this.kwargs === null ? [] : dictEntries(this.kwargs);
      const values = [...(this.args.v as PyObject[]), ...entries.map(([, v]) => v)];
      r = callTuple(vm, this.func, values, entries.length === 0 ? null : entries.map(([k]) => k));
      if (r === PENDING) return PENDING;
    }
    if (r === null) {
      if (vm.exceptionMatches(vm.T.SystemExit)) vm.clearException();
      else vm.unraisableWith("Exception ignored in thread started by", this.func);
    } else if (r !== OK) vm.counts.decref(r);
    if (this.stage === "running") {
      this.stage = "cleared";
      clearThread(vm);
      // What was local to the thread is gone before anybody hears that it has ended.
      if (vm.counts.suspended !== null) {
        vm.drainThen(OK);
        return PENDING;
      }
    }
    this.finish(vm);
    return vm.newNone();
  }

  /** The thread is over: what waits for its end is told. CPython 3.11: release_sentinel */
  private finish(vm: VM): void {
    const thread = vm.thread;
    vm.runningThreads--;
    thread.finished = true;
    if (thread.trace !== null) {
      setTraceFunction(vm, thread, null);
      setProfileFunction(vm, thread, null);
    }
    vm.counts.xdecref(thread.contextVars);
    thread.contextVars = null;
    if (thread.sentinel !== null) {
      const lock = (thread.sentinel.v as LockData).lock;
      if (lock.locked) {
        vm.simulation.release(lock);
        vm.client.refresh();
      }
      vm.counts.decref(thread.sentinel);
      thread.sentinel = null;
    }
  }
}

/** CPython 3.11: Python/pystate.c PyThreadState_Clear */
function clearThread(vm: VM): void {
  const { thread } = vm;
  const dropped = takeThreadLocals(vm, thread.id);
  if (thread.dict !== null) dropped.push(thread.dict);
  thread.dict = null;
  vm.counts.decrefAll(dropped);
}

function startNewThread(vm: VM, _module: PyObject, func: PyObject, args: PyObject, kwargs: PyObject | null): Result {
  const T = vm.T;
  if (func.type.tp_call === null) return vm.raise(T.TypeError, "first arg must be callable");
  if (!isSubtype(args.type, T.tuple)) return vm.raise(T.TypeError, "2nd arg must be a tuple");
  if (kwargs !== null && !isSubtype(kwargs.type, T.dict)) return vm.raise(T.TypeError, "optional 3rd arg must be a dictionary");
  const id = vm.threads.length;
  const thread = new ThreadState(id, vm.newIdent());
  thread.frame = new ThreadMainFrame(func, args, kwargs);
  vm.threads.push(thread);
  vm.runningThreads++;
  thread.simulated = vm.simulation.spawn(thread, threadName(vm, func) ?? `Thread-${id}`);
  vm.client.refresh();
  return vm.newInt(thread.ident);
}

/** The name of the `threading.Thread` whose method the new thread is to run, for timelines and reports. */
function threadName(vm: VM, func: PyObject): string | null {
  if (func.type !== vm.T.method) return null;
  const name = instanceGetBorrowed(vm, (func.v as MethodData).self, "_name");
  return name !== null && name.type === vm.T.str ? (name.v as string) : null;
}

function allocateLock(vm: VM): Result {
  return alloc<LockData>(vm, vm.type(lockSpec), { lock: vm.simulation.newLock() });
}

/** CPython 3.11: thread__set_sentinel: a lock that is released when the thread ends. */
function setSentinel(vm: VM): Result {
  const lock = allocateLock(vm) as PyObject<LockData>;
  const old = vm.thread.sentinel;
  vm.thread.sentinel = newRef(lock);
  if (old !== null) vm.counts.decref(old);
  return lock;
}

/** CPython 3.11: Modules/_threadmodule.c thread_PyThread_interrupt_main */
function interruptMain(vm: VM, _module: PyObject, signal: PyObject | null): Result {
  if (signal !== null && !isSubtype(signal.type, vm.T.int))
    return vm.raise(vm.T.TypeError, `'${signal.type.name}' object cannot be interpreted as an integer`);
  const number = signal === null ? 2 : Number(signal.v);
  if (!(number >= 1 && number < NSIG)) return vm.raise(vm.T.ValueError, "signal number out of range");
  // As if it had come: what has no handler, or is ignored, is not simulated.
  if (!hasHandlers(vm) || !isInt(handlersOf(vm).v[number]!)) vm.signal(number);
  return vm.newNone();
}
export const threadModule: ModuleSpec = {
  name: "_thread",
  doc: "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
  types: [lockSpec, rlockSpec, threadLocalSpec],
  methods: [
    method("start_new_thread", "(function, args, kwargs={}, /)", startNewThread, { convention: "METH_VARARGS" }),
    method("start_new", "(function, args, kwargs={}, /)", startNewThread, { convention: "METH_VARARGS" }),
    method("allocate_lock", "()", allocateLock),
    method("allocate", "()", allocateLock),
    method("get_ident", "()", (vm) => vm.newInt(vm.thread.ident)),
    method("get_native_id", "()", (vm) => vm.newInt(1000 + vm.thread.id)),
    method("_count", "()", (vm) => vm.newInt(vm.runningThreads)),
    method("_set_sentinel", "()", setSentinel),
    method("stack_size", "(size=0, /)", (vm) => vm.newInt(0), { convention: "METH_VARARGS" }),
    method("exit", "()", (vm) => vm.raiseSystemExit()),
    method("exit_thread", "()", (vm) => vm.raiseSystemExit()),
    method("interrupt_main", "(signum=signal.SIGINT, /)", interruptMain, { convention: "METH_VARARGS" }),
    method("_excepthook", "(exc_type, exc_value, exc_traceback, thread)", excepthook, { convention: "METH_O" }),
  ],
  init(vm, set) {
    set("LockType", newRef(vm.type(lockSpec).object));
    set("error", newRef(vm.T.RuntimeError.object));
    set("TIMEOUT_MAX", vm.newFloat(9223372036.0));
    set("_ExceptHookArgs", exceptHookArgsType(vm));
    set("_local", newRef(vm.type(threadLocalSpec).object));
  },
};
