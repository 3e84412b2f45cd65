import { newRef, touchPayload } from "@vivarium/heap";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import { errnoOf, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  leafLayout,
  type PayloadLayout,
  type PyObject,
  type Result,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { raiseKeyError } from "../../objects/exceptions/raise.ts";
import { isInt } from "../../objects/int/value.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { POLLERR, POLLHUP, POLLIN, POLLNVAL, POLLOUT, POLLPRI, readinessOf } from "../_io/readiness.ts";
import { fileDescriptor } from "../posix/arguments.ts";
import { ReadyFrame, timeoutArgument } from "./wait.ts";

/** What a poll object watches: events by descriptor. */
export interface PollData {
  watched: Map<number, number>;
  running: boolean;
}

type Self = PyObject<PollData>;

const pollLayout: PayloadLayout<PollData> = {
  ...leafLayout,
  save: (v) => ({ watched: new Map(v.watched), running: v.running }),
  restore(o, saved) {
    const { watched, running } = saved as PollData;
    Object.assign(o.v, { watched: new Map(watched), running });
  },
};

/** An event mask; null with an exception. CPython 3.11: Objects/longobject.c _PyLong_UnsignedShort_Converter */
export function eventMask(vm: VM, o: PyObject | null, otherwise: number, bits: 16 | 32): number | null {
  if (o === null) return otherwise;
  if (!isInt(o)) return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  if (bits === 16 && o.v < 0) return vm.raise(vm.T.ValueError, "value must be positive");
  if (o.v >= 2 ** bits)
    return vm.raise(
      vm.T.OverflowError,
      bits === 16 ? "Python int too large for C unsigned short" : "Python int too large to convert to C unsigned int",
    );
  return Number(BigInt.asUintN(bits, BigInt(o.v)));
}

/** CPython 3.11: Modules/selectmodule.c select_poll_register_impl */
function register(vm: VM, self: Self, fd: PyObject, mask: PyObject | null): Result {
  const events = eventMask(vm, mask, POLLIN | POLLPRI | POLLOUT, 16);
  if (events === null) return null;
  return then(
    vm,
    fileDescriptor(vm, fd),
    (m, n, poll, _b, _c, e) => {
      touchPayload(poll!);
      (poll!.v as PollData).watched.set(Number(n.v), e);
      m.counts.decref(n);
      return m.newNone();
    },
    self,
    null,
    null,
    events,
  );
}

/** CPython 3.11: Modules/selectmodule.c select_poll_modify_impl */
function modify(vm: VM, self: Self, fd: PyObject, mask: PyObject): Result {
  const events = eventMask(vm, mask, 0, 16);
  if (events === null) return null;
  return then(
    vm,
    fileDescriptor(vm, fd),
    (m, n, poll, _b, _c, e) => {
      const { watched } = poll!.v as PollData;
      const number = Number(n.v);
      m.counts.decref(n);
      if (!watched.has(number)) return raiseOSError(m, errnoOf("ENOENT"), strerror(errnoOf("ENOENT")));
      touchPayload(poll!);
      watched.set(number, e);
      return m.newNone();
    },
    self,
    null,
    null,
    events,
  );
}

/** CPython 3.11: Modules/selectmodule.c select_poll_unregister */
function unregister(vm: VM, self: Self, fd: PyObject): Result {
  return then(
    vm,
    fileDescriptor(vm, fd),
    (m, n, poll) => {
      touchPayload(poll!);
      if ((poll!.v as PollData).watched.delete(Number(n.v))) {
        m.counts.decref(n);
        return m.newNone();
      }
      raiseKeyError(m, n);
      m.counts.decref(n);
      return null;
    },
    self,
  );
}

class PollFrame extends ReadyFrame {
  self: Self;

  constructor(vm: VM, self: Self, timeout: number) {
    super(vm, "poll()", timeout);
    this.self = newRef(self);
  }

  override step(vm: VM, _sent?: Result): Result {
    const r = super.step(vm);
    if (r === null || vm.thread.status === "running") {
      touchPayload(this.self);
      this.self.v.running = false;
    }
    return r;
  }

  ask(vm: VM, changes: object[]): PyObject | null {
    const ready: PyObject[] = [];
    for (const [fd, events] of this.self.v.watched) {
      const state = readinessOf(vm, fd);
      if (state !== null && state.change !== null) changes.push(state.change);
      const now = state === null ? POLLNVAL : state.ready & (events | POLLERR | POLLHUP);
      if (now !== 0) ready.push(vm.newTuple([vm.newInt(fd), vm.newInt(now)]));
    }
    return ready.length > 0 ? vm.newList(ready) : null;
  }

  nothing(vm: VM): PyObject {
    return vm.newList([]);
  }
}

/** CPython 3.11: Modules/selectmodule.c select_poll_poll_impl */
function poll(vm: VM, self: Self, timeout: PyObject | null): Result {
  return then(
    vm,
    timeoutArgument(vm, timeout, 1e6, "timeout must be an integer or None"),
    (m, ns, s) => {
      const n = Number(ns.v);
      m.counts.decref(ns);
      const data = s!.v as PollData;
      if (data.running) return m.raise(m.T.RuntimeError, "concurrent poll() invocation");
      touchPayload(s!);
      data.running = true;
      return startFrame(m, new PollFrame(m, s as Self, n));
    },
    self,
  );
}

export const pollSpec: TypeSpec = {
  name: "select.poll",
  layout: pollLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  methods: [
    method("register", "($self, fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)", register),
    method("modify", "($self, fd, eventmask, /)", modify),
    method("unregister", "($self, fd, /)", unregister),
    method("poll", "($self, timeout=None, /)", poll),
  ],
};

export function newPoll(vm: VM): Result {
  return alloc<PollData>(vm, vm.type(pollSpec), { watched: new Map(), running: false });
}
