import { newRef, touchPayload } from "@vivarium/heap";
import { EINVAL, strerror } from "../host-errors.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { raiseOSError } from "../objects/exceptions/os-error.ts";
import { raiseException } from "../objects/exceptions/raise.ts";
import { isInt } from "../objects/int/value.ts";
import { moduleDict } from "../objects/module.ts";
import { newSet, setAddKey } from "../objects/set/set.ts";
import { method } from "../objects/type/type-spec.ts";
import { signalConstants, signalTexts } from "./_signal/constants.ts";
import { handlersOf, isReserved, NSIG, raiseSignal, setHandler } from "./_signal/state.ts";
import { alarm, getitimer, itimerErrorSpec, pause, setitimer } from "./_signal/timers.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { posixMethod } from "./posix/arguments.ts";

const outOfRange = (vm: VM): null => vm.raise(vm.T.ValueError, "signal number out of range");
const inRange = (n: number): boolean => n >= 1 && n < NSIG;
const inMainThread = (vm: VM): boolean => vm.thread === vm.threads[0];

/** CPython 3.11: Modules/signalmodule.c signal_signal_impl */
function signal(vm: VM, [n, holder]: readonly any[]): Result {
  const handler = holder.object as PyObject;
  if (!inMainThread(vm)) return vm.raise(vm.T.ValueError, "signal only works in main thread of the main interpreter");
  if (!inRange(n)) return outOfRange(vm);
  const isConstant = isInt(handler) && (handler.v === 0 || handler.v === 1);
  if (!isConstant && handler.type.tp_call === null)
    return vm.raise(vm.T.TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  if (isReserved(n)) return raiseOSError(vm, EINVAL, strerror(EINVAL));
  return setHandler(vm, n, isConstant ? vm.newInt(handler.v as number) : newRef(handler));
}

function getsignal(vm: VM, [n]: readonly any[]): Result {
  if (!inRange(n)) return outOfRange(vm);
  return n === 32 || n === 33 ? vm.newNone() : newRef(handlersOf(vm).v[n]!);
}

/** CPython 3.11: Modules/signalmodule.c signal_strsignal_impl */
function strsignal(vm: VM, [n]: readonly any[]): Result {
  if (!inRange(n)) return outOfRange(vm);
  const text = n >= 34 ? `Real-time signal ${n - 34}` : signalTexts[n];
  return text === undefined ? vm.newNone() : vm.newStr(text);
}

function valid_signals(vm: VM): Result {
  const set = newSet(vm);
  for (let n = 1; n < NSIG; n++) {
    if (n === 32 || n === 33) continue;
    const key = vm.newInt(n);
    setAddKey(vm, set, key);
    vm.counts.decref(key);
  }
  return set;
}

/** The wake-up descriptor, at place 0 of the handlers: no signal has that number. CPython 3.11: Modules/signalmodule.c signal_set_wakeup_fd */
function set_wakeup_fd(vm: VM, [fd]: readonly any[]): Result {
  if (!inMainThread(vm)) return vm.raise(vm.T.ValueError, "set_wakeup_fd only works in main thread of the main interpreter");
  const handlers = handlersOf(vm);
  touchPayload(handlers);
  const old = handlers.v[0]!;
  handlers.v[0] = vm.newInt(fd < 0 ? -1 : fd);
  return old;
}

export const _signalModule: ModuleSpec = {
  name: "_signal",
  doc: "Signals: what the program does when the system interrupts it.",
  methods: [
    posixMethod("signal", "($module, signalnum, handler, /)", ["int", "object"], signal, "Set the action for the given signal."),
    posixMethod("getsignal", "($module, signalnum, /)", ["int"], getsignal, "Return the current action for the given signal."),
    posixMethod(
      "raise_signal",
      "($module, signalnum, /)",
      ["int"],
      (vm, [n]) => raiseSignal(vm, n),
      "Send a signal to the executing process.",
    ),
    posixMethod("strsignal", "($module, signalnum, /)", ["int"], strsignal, "Return the system description of the given signal."),
    posixMethod(
      "siginterrupt",
      "($module, signalnum, flag, /)",
      ["int", "int"],
      (vm, [n]) => (inRange(n) ? vm.newNone() : outOfRange(vm)),
      "Change system call restart behaviour.",
    ),
    posixMethod(
      "alarm",
      "($module, seconds, /)",
      ["int"],
      alarm,
      "Arrange for SIGALRM to arrive after the given number of seconds.",
    ),
    posixMethod(
      "setitimer",
      "($module, which, seconds, interval=0.0, /)",
      ["int", "object", "object"],
      setitimer,
      "Sets the timer: a signal after so many seconds, and then every `interval` seconds; returns what it was.",
    ),
    posixMethod("getitimer", "($module, which, /)", ["int"], getitimer, "What is left of the timer, and its interval."),
    posixMethod("pause", "($module, /)", [], pause, "Wait until a signal arrives."),
    posixMethod("valid_signals", "($module, /)", [], valid_signals, "Return a set of valid signal numbers on this platform."),
    posixMethod(
      "set_wakeup_fd",
      "($module, fd, /, *, warn_on_full_buffer=True)",
      ["int", "object"],
      set_wakeup_fd,
      "Sets the fd to be written to when a signal comes in; returns the previous one.",
    ),
    method("default_int_handler", "($module, signalnum, frame, /)", (vm) => raiseException(vm, vm.T.KeyboardInterrupt, []), {
      doc: "The default handler for SIGINT: it raises KeyboardInterrupt.",
    }),
  ],
  init(vm, set, module) {
    for (const [name, n] of Object.entries(signalConstants)) set(name, vm.newInt(n));
    set("ItimerError", newRef(vm.type(itimerErrorSpec).object));
    const handler = dictGetStringBorrowed(vm, moduleDict(vm, module), "default_int_handler")!;
    vm.counts.decref(setHandler(vm, 2, newRef(handler)));
    const handlers = handlersOf(vm);
    touchPayload(handlers);
    const old = handlers.v[0]!;
    handlers.v[0] = vm.newInt(-1);
    vm.counts.decref(old);
  },
};
