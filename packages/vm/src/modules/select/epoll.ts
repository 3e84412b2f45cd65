import { newRef, touchPayload, type Undoable } from "@vivarium/heap";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import { type FileStatus, failed, HostFailure, type OpenFile } from "../../host.ts";
import { EBADF, EINVAL, ENOENT, EPERM, ESPIPE, errnoOf } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, leafLayout, type PayloadLayout, type PyObject, type PyType, type Result } from "../../object.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { isInt } from "../../objects/int/value.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { descriptorsOf, raiseFailure } from "../_io/descriptors.ts";
import { announceChange, POLLERR, POLLHUP, POLLIN, POLLOUT, POLLPRI, readinessOf } from "../_io/readiness.ts";
import { fileDescriptor } from "../posix/arguments.ts";
import { eventMask } from "./poll.ts";
import { ReadyFrame, timeoutArgument } from "./wait.ts";

const EPOLLET = 2 ** 31;
const EPOLLONESHOT = 2 ** 30;
const EEXIST = errnoOf("EEXIST");

/** One descriptor that an epoll watches. */
interface Watch {
  readonly file: OpenFile;
  events: number;
  /** What was ready when it was told last; with EPOLLET only more than that is news. */
  told: number;
  /** Its place among those that are ready: the kernel puts what it has told of at the end. */
  turn: number;
}

/** The kernel's side of an epoll object: an open file. */
export class EpollFile implements OpenFile, Undoable {
  private readonly vm: VM;
  watched: Map<number, Watch> = new Map();
  private nextTurn = 0;

  constructor(vm: VM) {
    this.vm = vm;
    vm.journal.register(this);
  }

  get change(): object {
    return this;
  }

  add(fd: number, events: number): HostFailure | null {
    const state = readinessOf(this.vm, fd);
    if (state === null) return new HostFailure(EBADF);
    if (state.file === this) return new HostFailure(EINVAL);
    if (state.change === null) return new HostFailure(EPERM);
    if (this.live(fd) !== null) return new HostFailure(EEXIST);
    this.watched.set(fd, { file: state.file, events, told: 0, turn: this.nextTurn++ });
    announceChange(this.vm, this);
    return null;
  }

  modify(fd: number, events: number): HostFailure | null {
    if (failed(descriptorsOf(this.vm).get(fd))) return new HostFailure(EBADF);
    const watch = this.live(fd);
    if (watch === null) return new HostFailure(ENOENT);
    this.watched.set(fd, { ...watch, events, told: 0 });
    announceChange(this.vm, this);
    return null;
  }

  remove(fd: number): HostFailure | null {
    if (failed(descriptorsOf(this.vm).get(fd))) return new HostFailure(EBADF);
    return this.live(fd) !== null && this.watched.delete(fd) ? null : new HostFailure(ENOENT);
  }

  /** A descriptor that was closed is watched no more. */
  private live(fd: number): Watch | null {
    const watch = this.watched.get(fd);
    if (watch === undefined) return null;
    if (descriptorsOf(this.vm).get(fd) === watch.file) return watch;
    this.watched.delete(fd);
    return null;
  }

  /** What is ready, at most `max` of it; `changes` gets what to wait for. */
  take(max: number, changes: object[] | null): [fd: number, events: number][] {
    const ready: { fd: number; now: number; watch: Watch }[] = [];
    for (const fd of [...this.watched.keys()]) {
      const watch = this.live(fd);
      if (watch === null || watch.events === 0) continue;
      changes?.push(watch.file.change!);
      const now = watch.file.readiness!() & (watch.events | POLLERR | POLLHUP);
      if ((watch.events & EPOLLET) !== 0) {
        const news = now & ~watch.told;
        watch.told = now;
        if (news !== 0) ready.push({ fd, now, watch });
      } else if (now !== 0) ready.push({ fd, now, watch });
    }
    ready.sort((a, b) => a.watch.turn - b.watch.turn);
    const taken = ready.slice(0, max);
    for (const { watch } of taken) {
      watch.turn = this.nextTurn++;
      if ((watch.events & EPOLLONESHOT) !== 0) watch.events = 0;
    }
    return taken.map(({ fd, now }) => [fd, now]);
  }

  readiness(): number {
    for (const [, { file, events }] of this.watched) if ((file.readiness!() & events) !== 0) return POLLIN;
    return 0;
  }

  read(): HostFailure {
    return new HostFailure(EINVAL);
  }

  write(): HostFailure {
    return new HostFailure(EINVAL);
  }

  seek(): HostFailure {
    return new HostFailure(ESPIPE);
  }

  truncate(): HostFailure {
    return new HostFailure(EINVAL);
  }

  status(): FileStatus {
    return { mode: 0o600, ino: 0, dev: 0, nlink: 1, uid: 0, gid: 0, size: 0, atime: 0n, mtime: 0n, ctime: 0n };
  }

  isTerminal(): boolean {
    return false;
  }

  close(): null {
    this.watched.clear();
    return null;
  }

  mark(): unknown {
    return { watched: [...this.watched].map(([fd, watch]) => [fd, { ...watch }] as const), nextTurn: this.nextTurn };
  }

  undo(mark: unknown): void {
    const saved = mark as { watched: [number, Watch][]; nextTurn: number };
    this.watched = new Map(saved.watched.map(([fd, watch]) => [fd, { ...watch }]));
    this.nextTurn = saved.nextTurn;
  }

  hash(into: (item: number | string) => void): void {
    for (const [fd, { events }] of this.watched) {
      into(fd);
      into(events);
    }
  }
}

/** The payload of an epoll object: its descriptor, -1 once it is closed. */
interface EpollData {
  fd: number;
}

type Self = PyObject<EpollData>;

const epollLayout: PayloadLayout<EpollData> = {
  ...leafLayout,
  save: (v) => ({ ...v }),
  restore(o, saved) {
    Object.assign(o.v, saved as EpollData);
  },
};

/** CPython 3.11: Modules/selectmodule.c select_epoll_impl */
function epoll_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, { name: "epoll", parameters: ["sizehint", "flags"] }, args, kwnames);
  if (parsed === null) return null;
  const [sizehint, flags] = parsed as (PyObject | null)[];
  for (const o of [sizehint, flags])
    if (o !== null && o !== undefined && !isInt(o))
      return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  const size = sizehint === null || sizehint === undefined ? -1 : Number(sizehint.v);
  if (size !== -1 && size <= 0) return vm.raise(vm.T.ValueError, "negative sizehint");
  const wanted = flags === null || flags === undefined ? 0 : Number(flags.v);
  if (wanted !== 0 && wanted !== 0x80000) return vm.raise(vm.T.OSError, "invalid flags");
  return alloc<EpollData>(vm, type, { fd: descriptorsOf(vm).add(new EpollFile(vm), "") });
}

/** The kernel's side; null with an exception. */
function fileOf(vm: VM, self: Self): EpollFile | null {
  if (self.v.fd < 0) return vm.raise(vm.T.ValueError, "I/O operation on closed epoll object");
  const file = descriptorsOf(vm).get(self.v.fd);
  if (failed(file)) return raiseFailure(vm, file);
  return file instanceof EpollFile ? file : raiseFailure(vm, new HostFailure(EINVAL));
}

type Control = (file: EpollFile, fd: number, events: number) => HostFailure | null;
const controls: readonly Control[] = [
  (file, fd, events) => file.add(fd, events),
  (file, fd, events) => file.modify(fd, events),
  (file, fd) => file.remove(fd),
];

/** CPython 3.11: Modules/selectmodule.c pyepoll_internal_ctl */
function control(vm: VM, self: Self, which: number, fd: PyObject, events: number): Result {
  if (fileOf(vm, self) === null) return null;
  return then(
    vm,
    fileDescriptor(vm, fd),
    (m, n, s, _b, _c, packed) => {
      const number = Number(n.v);
      m.counts.decref(n);
      const file = fileOf(m, s as Self);
      if (file === null) return null;
      const failure = controls[packed % 3]!(file, number, Math.floor(packed / 3));
      return failure === null ? m.newNone() : raiseFailure(m, failure);
    },
    self,
    null,
    null,
    events * 3 + which,
  );
}

function register(vm: VM, self: Self, fd: PyObject, mask: PyObject | null): Result {
  const events = eventMask(vm, mask, POLLIN | POLLPRI | POLLOUT, 32);
  return events === null ? null : control(vm, self, 0, fd, events);
}

function modify(vm: VM, self: Self, fd: PyObject, mask: PyObject): Result {
  const events = eventMask(vm, mask, 0, 32);
  return events === null ? null : control(vm, self, 1, fd, events);
}

class EpollFrame extends ReadyFrame {
  self: Self;
  max: number;

  constructor(vm: VM, self: Self, timeout: number, max: number) {
    super(vm, "epoll.poll()", timeout);
    this.self = newRef(self);
    this.max = max;
  }

  ask(vm: VM, changes: object[]): PyObject | null {
    const file = descriptorsOf(vm).get(this.self.v.fd);
    if (!(file instanceof EpollFile)) return vm.newList([]);
    changes.push(file);
    const taken = file.take(this.max, changes);
    if (taken.length === 0) return null;
    return vm.newList(taken.map(([fd, events]) => vm.newTuple([vm.newInt(fd), vm.newInt(events)])));
  }

  nothing(vm: VM): PyObject {
    return vm.newList([]);
  }
}

/** CPython 3.11: Modules/selectmodule.c select_epoll_poll_impl */
function poll(vm: VM, self: Self, timeout: PyObject | null, maxevents: PyObject | null): Result {
  if (fileOf(vm, self) === null) return null;
  const max = maxevents === null ? -1 : Number(maxevents.v);
  if (max !== -1 && max <= 0) return vm.raise(vm.T.ValueError, `maxevents must be greater than 0, got ${max}`);
  return then(
    vm,
    timeoutArgument(vm, timeout, 1e9, "timeout must be an integer or None"),
    (m, ns, s, _b, _c, n) => {
      // Whole milliseconds, rounded up.
      const milliseconds = Math.ceil(Number(ns.v) / 1e6);
      const wait = Number(ns.v) < 0 ? -1 : milliseconds * 1e6;
      m.counts.decref(ns);
      return startFrame(m, new EpollFrame(m, s as Self, wait, n));
    },
    self,
    null,
    null,
    max === -1 ? 1023 : max,
  );
}

/** CPython 3.11: Modules/selectmodule.c pyepoll_internal_close */
function close(vm: VM, self: Self): Result {
  const { fd } = self.v;
  if (fd < 0) return vm.newNone();
  touchPayload(self);
  self.v.fd = -1;
  const failure = descriptorsOf(vm).close(fd);
  return failure === null ? vm.newNone() : raiseFailure(vm, failure);
}

function fromfd(vm: VM, type: PyObject, fd: PyObject): Result {
  if (!isInt(fd)) return vm.raise(vm.T.TypeError, `'${fd.type.name}' object cannot be interpreted as an integer`);
  return alloc<EpollData>(vm, type.v as PyType, { fd: Number(fd.v) });
}

export const epollSpec: TypeSpec = {
  name: "select.epoll",
  layout: epollLayout as PayloadLayout,
  doc: "Returns an epolling object.\n\n  sizehint\n    The expected number of events to be registered.  It must be positive,\n    or -1 to use the default.  It is only used on older systems where\n    epoll_create1() is not available; otherwise it has no effect (though its\n    value is still checked).\n  flags\n    Deprecated and completely ignored.  However, when supplied, its value\n    must be 0 or select.EPOLL_CLOEXEC, otherwise OSError is raised.",
  slots: {
    tp_new: epoll_new,
    tp_finalize: close,
    needsFinalizer: (o) => (o.v as EpollData).fd >= 0,
  },
  methods: [
    method("fromfd", "($type, fd, /)", fromfd, { binding: "class" }),
    method("close", "($self, /)", close),
    method("fileno", "($self, /)", (vm, self: Self) => (fileOf(vm, self) === null ? null : vm.newInt(self.v.fd))),
    method("modify", "($self, /, fd, eventmask)", modify),
    method("register", "($self, /, fd, eventmask=select.EPOLLIN | select.EPOLLPRI | select.EPOLLOUT)", register),
    method("unregister", "($self, /, fd)", (vm, self: Self, fd: PyObject) => control(vm, self, 2, fd, 0)),
    method("poll", "($self, /, timeout=None, maxevents=-1)", poll),
    method("__enter__", "($self, /)", (vm, self: Self) => (fileOf(vm, self) === null ? null : newRef(self))),
    method("__exit__", "($self, exc_type=None, exc_value=None, exc_tb=None, /)", (vm, self: Self) => close(vm, self)),
  ],
  getset: [{ name: "closed", get: (vm, self: Self) => vm.newBool(self.v.fd < 0) }],
};
