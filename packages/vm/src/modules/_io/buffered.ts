import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { andThen, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_BASETYPE,
} from "../../object.ts";
import { concatBytes, isBytes } from "../../objects/bytes/sequence.ts";
import { raiseException } from "../../objects/exceptions/raise.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { isInt } from "../../objects/int/value.ts";
import { type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString, lookupAttrString } from "../../protocol/attribute.ts";
import { bytesView, writableView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { repr } from "../../protocol/repr.ts";
import { fileIOSpec, fileioRead, fileioWrite } from "./file-io.ts";
import { bufferedIOBaseSpec, checkAbility, iobase_finalize, isClosed, optionalSize, unsupported } from "./io-base.ts";

export const DEFAULT_BUFFER_SIZE = 8192;

/** What a buffered stream keeps: CPython's `buffered`. Bytes read ahead and bytes not yet written are never there at once. */
export class BufferedState {
  raw: PyObject | null = null;
  detached = false;
  readable: boolean;
  writable: boolean;
  size: number = DEFAULT_BUFFER_SIZE;
  /** Read ahead; what lies before `at` is used. */
  ahead: Uint8Array = new Uint8Array(0);
  at = 0;
  pending: Uint8Array[] = [];
  pendingLength = 0;
  finalizing = false;

  constructor(readable: boolean, writable: boolean) {
    this.readable = readable;
    this.writable = writable;
  }
}

type Self = PyObject<BufferedState>;

/** The raw stream, borrowed; null with ValueError. CPython 3.11: CHECK_INITIALIZED */
function rawOf(vm: VM, self: Self): PyObject | null {
  if (self.v.raw !== null) return self.v.raw;
  return vm.raise(vm.T.ValueError, self.v.detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
}

function unread(v: BufferedState): number {
  return v.ahead.length - v.at;
}

/** One read of the raw stream: bytes, or None. */
function rawRead(vm: VM, self: Self, n: number): Result {
  const raw = rawOf(vm, self);
  if (raw === null) return null;
  if (raw.type === vm.type(fileIOSpec)) return fileioRead(vm, raw, n);
  const buffer = alloc(vm, vm.T.bytearray, new Uint8Array(n)) as PyObject;
  const target = vm.T.memoryview === null ? newRef(buffer) : vm.T.memoryview.tp_new!(vm, vm.T.memoryview, [buffer], null);
  if (target === null) return null;
  const r = andThen(vm, callMethod(vm, raw, "readinto", [target]), takeRead, buffer, null, null, n);
  vm.counts.decref(target);
  vm.counts.decref(buffer);
  return r;
}

function takeRead(
  vm: VM,
  count: PyObject,
  buffer: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  max: number,
): Result {
  if (count === vm.none) return count;
  const n = isInt(count) ? Number(count.v) : -1;
  const isNumber = isInt(count);
  vm.counts.decref(count);
  if (!isNumber) return vm.raise(vm.T.TypeError, "raw readinto() should return an integer");
  if (n < 0 || n > max)
    return vm.raise(vm.T.OSError, `raw readinto() returned invalid length ${n} (should have been between 0 and ${max})`);
  return vm.newBytes((buffer!.v as Uint8Array).slice(0, n));
}

/** One write to the raw stream: how many bytes it took, or None. */
function rawWrite(vm: VM, self: Self, bytes: Uint8Array): Result {
  const raw = rawOf(vm, self);
  if (raw === null) return null;
  if (raw.type === vm.type(fileIOSpec)) return fileioWrite(vm, raw, bytes);
  const data = vm.newBytes(bytes.slice());
  const target = vm.T.memoryview === null ? newRef(data) : vm.T.memoryview.tp_new!(vm, vm.T.memoryview, [data], null);
  if (target === null) return null;
  const r = callMethod(vm, raw, "write", [target]);
  vm.counts.decref(target);
  vm.counts.decref(data);
  return r;
}

// --- Writing out -----------------------------------------------------------------------------------------------------------------

/** Writes what is pending, and gives OK. CPython 3.11: Modules/_io/bufferedio.c _bufferedwriter_flush_unlocked */
class FlushFrame extends NativeFrame {
  self: Self;
  /** Leave at most so many bytes. */
  keep: number;

  constructor(self: Self, keep: number) {
    super();
    this.self = newRef(self);
    this.keep = keep;
  }

  step(vm: VM, sent: Result): Result {
    const v = this.self.v;
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) {
        const failure = this.taken(vm, got);
        if (failure !== OK) return failure;
      }
      if (v.pendingLength <= this.keep) return OK;
      const bytes = v.pending.length === 1 ? v.pending[0]! : concatBytes(v.pending);
      touchPayload(this.self);
      v.pending = [bytes];
      got = rawWrite(vm, this.self, bytes);
    }
  }

  private taken(vm: VM, count: PyObject): Result {
    const v = this.self.v;
    if (count === vm.none) {
      vm.counts.decref(count);
      return blocking(vm, "write could not complete without blocking", 0);
    }
    const n = Number(count.v);
    vm.counts.decref(count);
    if (!(n >= 0 && n <= v.pendingLength))
      return vm.raise(
        vm.T.OSError,
        `raw write() returned invalid length ${n} (should have been between 0 and ${v.pendingLength})`,
      );
    touchPayload(this.self);
    v.pending = n === v.pendingLength ? [] : [concatBytes(v.pending).subarray(n)];
    v.pendingLength -= n;
    return OK;
  }
}

function blocking(vm: VM, message: string, written: number): null {
  return raiseException(vm, vm.T.BlockingIOError, [vm.newInt(11), vm.newStr(message), vm.newInt(written)]);
}

function flushPending(vm: VM, self: Self, keep = 0): Result {
  return self.v.pendingLength <= keep ? OK : startFrame(vm, new FlushFrame(self, keep));
}

/** Forgets what was read ahead, and goes back to where the reader believes to be. OK. */
function rewindAhead(vm: VM, self: Self): Result {
  const n = unread(self.v);
  touchPayload(self);
  self.v.ahead = new Uint8Array(0);
  self.v.at = 0;
  return n === 0 ? OK : andThen(vm, seekRaw(vm, self, -n, 1), drop);
}

function drop(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return OK;
}

function seekRaw(vm: VM, self: Self, offset: number, whence: number): Result {
  const raw = rawOf(vm, self);
  if (raw === null) return null;
  const a = vm.newInt(offset);
  const b = vm.newInt(whence);
  const r = callMethod(vm, raw, "seek", [a, b]);
  vm.counts.decref(b);
  vm.counts.decref(a);
  return r;
}

/** ValueError when closed, else OK. */
function checkOpen(vm: VM, self: Self, what: string): Result {
  const raw = rawOf(vm, self);
  if (raw === null) return null;
  if (raw.type === vm.type(fileIOSpec)) return raw.v.fd >= 0 ? OK : vm.raise(vm.T.ValueError, what);
  const text = vm.newStr(what);
  const r = andThen(vm, isClosed(vm, raw), failIfClosed, text);
  vm.counts.decref(text);
  return r;
}

function failIfClosed(vm: VM, closed: PyObject, text: PyObject | null): Result {
  vm.counts.decref(closed);
  return closed === vm.true_ ? vm.raise(vm.T.ValueError, text!.v) : OK;
}

/** CPython 3.11: Modules/_io/bufferedio.c _io_BufferedWriter_write_impl */
function buffered_write(vm: VM, self: Self, data: PyObject): Result {
  const view = bytesView(vm, data);
  if (view === null) return null;
  const holder = vm.newBytes(view.slice());
  const r = andThen(vm, checkOpen(vm, self, "write to closed file"), beforeWrite, self, holder);
  vm.counts.decref(holder);
  return r;
}

function beforeWrite(vm: VM, _ok: PyObject, self: PyObject | null, data: PyObject | null): Result {
  return andThen(vm, rewindAhead(vm, self!), doWrite, self, data);
}

function doWrite(vm: VM, _ok: PyObject, self: PyObject | null, data: PyObject | null): Result {
  const v = self!.v as BufferedState;
  const bytes = data!.v as Uint8Array;
  if (v.pendingLength + bytes.length <= v.size) {
    keepPending(self!, bytes);
    return vm.newInt(bytes.length);
  }
  // What does not fit makes the buffer go out first; of the rest only what fills less than a buffer stays.
  return andThen(vm, flushPending(vm, self!), writeLarge, self, data);
}

function keepPending(self: PyObject, bytes: Uint8Array): void {
  const v = self.v as BufferedState;
  touchPayload(self);
  v.pending.push(bytes);
  v.pendingLength += bytes.length;
}

function writeLarge(vm: VM, _ok: PyObject, self: PyObject | null, data: PyObject | null): Result {
  const v = self!.v as BufferedState;
  keepPending(self!, data!.v);
  return andThen(vm, flushPending(vm, self!, v.size), (m, _value, _s, d) => m.newInt((d!.v as Uint8Array).length), self, data);
}

function buffered_flush(vm: VM, self: Self): Result {
  return andThen(vm, checkOpen(vm, self, "flush of closed file"), flushBoth, self);
}

function flushBoth(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const v = self!.v as BufferedState;
  if (!v.writable) return callMethod(vm, v.raw!, "flush", []);
  const r = andThen(vm, flushPending(vm, self!), v.readable ? flushAhead : done, self);
  return r;
}

function done(vm: VM): Result {
  return vm.newNone();
}

function flushAhead(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return andThen(vm, rewindAhead(vm, self!), done);
}

// --- Reading ---------------------------------------------------------------------------------------------------------------------

const READ = 0;
const READ1 = 1;
const LINE = 2;
const PEEK = 3;
const ALL = 4;

/** Every way to read: fills the buffer from the raw stream until what is wanted is there. */
class BufferedReadFrame extends NativeFrame {
  self: Self;
  kind: number;
  wanted: number;
  chunks: Uint8Array[] = [];
  have = 0;
  stage: "flush" | "take" | "fill" = "flush";

  constructor(self: Self, kind: number, wanted: number) {
    super();
    this.self = newRef(self);
    this.kind = kind;
    this.wanted = wanted;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.stage === "flush") {
        this.stage = "take";
        got = this.self.v.writable ? flushPending(vm, this.self) : OK;
      } else if (this.stage === "take") {
        if (this.take()) return this.result(vm);
        this.stage = "fill";
        got = rawRead(vm, this.self, this.rawSize());
      } else {
        const end = got === vm.none || (got.v as Uint8Array).length === 0;
        if (end) return this.ended(vm, got);
        touchPayload(this.self);
        this.self.v.ahead = got.v as Uint8Array;
        this.self.v.at = 0;
        vm.counts.decref(got);
        if (this.kind === READ1 || this.kind === PEEK) {
          this.take();
          return this.result(vm);
        }
        this.stage = "take";
        got = OK;
      }
    }
  }

  private rawSize(): number {
    const { size } = this.self.v;
    if (this.kind === READ) return Math.max(size, Math.floor((this.wanted - this.have) / size) * size);
    return this.kind === READ1 ? Math.min(Math.max(this.wanted, 1), size) : size;
  }

  /** Takes what is there; true when that is enough. */
  private take(): boolean {
    const v = this.self.v;
    const n = unread(v);
    if (this.kind === PEEK) return n > 0;
    if (n === 0) return this.have >= this.wanted && this.kind !== ALL && !(this.kind === LINE && this.wanted < 0);
    let count = n;
    let complete = false;
    if (this.kind === LINE) {
      const newline = v.ahead.indexOf(10, v.at);
      complete = newline >= 0;
      if (complete) count = newline + 1 - v.at;
    }
    if (this.wanted >= 0 && this.kind !== ALL && count >= this.wanted - this.have) {
      count = this.wanted - this.have;
      complete = true;
    }
    touchPayload(this.self);
    this.chunks.push(v.ahead.slice(v.at, v.at + count));
    v.at += count;
    this.have += count;
    return complete || this.kind === READ1;
  }

  private result(vm: VM): Result {
    const v = this.self.v;
    if (this.kind === PEEK) return vm.newBytes(v.ahead.slice(v.at));
    return vm.newBytes(this.chunks.length === 1 ? this.chunks[0]! : concatBytes(this.chunks));
  }

  /** The raw stream has nothing (more). */
  private ended(vm: VM, got: PyObject): Result {
    const wouldBlock = got === vm.none;
    vm.counts.decref(got);
    if (wouldBlock && this.have === 0 && this.kind !== PEEK && this.kind !== READ1 && this.kind !== LINE) return vm.newNone();
    touchPayload(this.self);
    this.self.v.ahead = new Uint8Array(0);
    this.self.v.at = 0;
    return this.result(vm);
  }
}

function startRead(vm: VM, self: Self, kind: number, wanted: number): Result {
  const v = self.v;
  const frame = (): Result => startFrame(vm, new BufferedReadFrame(self, kind, wanted));
  if (v.raw !== null && v.raw.type === vm.type(fileIOSpec) && v.raw.v.fd >= 0) return frame();
  return andThen(
    vm,
    checkOpen(
      vm,
      self,
      kind === LINE ? "readline of closed file" : kind === PEEK ? "peek of closed file" : "read of closed file",
    ),
    readNow,
    self,
    null,
    null,
    (wanted + 1) * 8 + kind,
  );
}

function readNow(vm: VM, _ok: PyObject, self: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result {
  return startFrame(vm, new BufferedReadFrame(self!, n % 8, Math.floor(n / 8) - 1));
}

/** CPython 3.11: Modules/_io/bufferedio.c _io__Buffered_read_impl */
function buffered_read(vm: VM, self: Self, size: PyObject | null): Result {
  return andThen(
    vm,
    optionalSize(vm, size),
    (v, value, s) => {
      const n = takeSsize(v, value);
      if (n === null) return null;
      if (n < -1) return v.raise(v.T.ValueError, "read length must be non-negative or -1");
      return n === -1 ? readAll(v, s!) : startRead(v, s!, READ, n);
    },
    self,
  );
}

/** Through the raw stream's `readall` where it has one. CPython 3.11: _bufferedreader_read_all */
function readAll(vm: VM, self: Self): Result {
  return andThen(vm, checkOpen(vm, self, "read of closed file"), readAllOpen, self);
}

function readAllOpen(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const v = self!.v as BufferedState;
  return andThen(vm, v.writable ? flushPending(vm, self!) : OK, readAllFlushed, self);
}

function readAllFlushed(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const v = self!.v as BufferedState;
  const before = vm.newBytes(v.ahead.slice(v.at));
  touchPayload(self!);
  v.ahead = new Uint8Array(0);
  v.at = 0;
  const r = andThen(vm, lookupAttrString(vm, v.raw!, "readall"), callReadAll, self, before, null, 0, true);
  vm.counts.decref(before);
  return r;
}

function callReadAll(vm: VM, f: PyObject, self: PyObject | null, before: PyObject | null): Result {
  if (f === STOP) return andThen(vm, startFrame(vm, new BufferedReadFrame(self!, ALL, -1)), joinBefore, before);
  vm.counts.decref(f);
  return andThen(vm, callMethod(vm, (self!.v as BufferedState).raw!, "readall", []), joinBefore, before);
}

function joinBefore(vm: VM, rest: PyObject, before: PyObject | null): Result {
  const start = before!.v as Uint8Array;
  if (rest === vm.none) {
    if (start.length === 0) return rest;
    vm.counts.decref(rest);
    return newRef(before!);
  }
  if (!isBytes(rest)) {
    vm.counts.decref(rest);
    return vm.raise(vm.T.TypeError, "readall() should return bytes");
  }
  if (start.length === 0) return rest;
  const all = concatBytes([start, rest.v]);
  vm.counts.decref(rest);
  return vm.newBytes(all);
}

function buffered_read1(vm: VM, self: Self, size: PyObject | null): Result {
  return andThen(
    vm,
    size === null ? vm.newInt(-1) : numberIndex(vm, size),
    (v, value, s) => {
      const n = takeSsize(v, value);
      if (n === null) return null;
      const wanted = n < 0 ? (s!.v as BufferedState).size : n;
      return wanted === 0 ? v.newBytes(new Uint8Array(0)) : startRead(v, s!, READ1, wanted);
    },
    self,
  );
}

function buffered_readline(vm: VM, self: Self, size: PyObject | null): Result {
  return andThen(
    vm,
    optionalSize(vm, size),
    (v, value, s) => {
      const n = takeSsize(v, value);
      return n === null ? null : startRead(v, s!, LINE, n < 0 ? -1 : n);
    },
    self,
  );
}

function buffered_next(vm: VM, self: Self): Result {
  if (self.type.heapType) return andThen(vm, callMethod(vm, self, "readline", []), stopIfEmpty);
  return andThen(vm, startRead(vm, self, LINE, -1), stopIfEmpty);
}

function stopIfEmpty(vm: VM, line: PyObject): Result {
  if ((line.v as Uint8Array).length > 0) return line;
  vm.counts.decref(line);
  return STOP;
}

function readInto(once: boolean) {
  return (vm: VM, self: Self, buffer: PyObject): Result => {
    const view = writableView(vm, buffer, once ? "readinto1() argument" : "readinto() argument");
    if (view === null) return null;
    if (view.length === 0) return vm.newInt(0);
    return andThen(vm, startRead(vm, self, once ? READ1 : READ, view.length), storeRead, buffer);
  };
}

function storeRead(vm: VM, data: PyObject, buffer: PyObject | null): Result {
  if (data === vm.none) return data;
  const bytes = data.v as Uint8Array;
  const view = writableView(vm, buffer!, "readinto() argument");
  if (view === null) return null;
  touchPayload(buffer!);
  view.set(bytes);
  vm.counts.decref(data);
  return vm.newInt(bytes.length);
}

// --- Positions -------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_io/bufferedio.c _io__Buffered_tell_impl */
function buffered_tell(vm: VM, self: Self): Result {
  const raw = rawOf(vm, self);
  return raw === null ? null : andThen(vm, callMethod(vm, raw, "tell", []), adjustPosition, self);
}

function adjustPosition(vm: VM, value: PyObject, self: PyObject | null): Result {
  const v = self!.v as BufferedState;
  const at = Number(value.v) - unread(v) + v.pendingLength;
  vm.counts.decref(value);
  return vm.newInt(at);
}

/** CPython 3.11: Modules/_io/bufferedio.c _io__Buffered_seek_impl */
function buffered_seek(vm: VM, self: Self, target: PyObject, whence: PyObject | null): Result {
  const how = whence === null ? 0 : Number(whence.v);
  if (how < 0 || how > 2) return vm.raise(vm.T.ValueError, `whence value ${how} unsupported`);
  const r = andThen(vm, checkOpen(vm, self, "seek of closed file"), seekable, self);
  return andThen(vm, r, flushForSeek, self, target, null, how);
}

function seekable(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return checkAbility(vm, (self!.v as BufferedState).raw!, "seekable", "File or stream is not seekable.");
}

function flushForSeek(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  target: PyObject | null,
  _c: PyObject | null,
  how: number,
): Result {
  vm.counts.decref(value);
  return andThen(vm, flushPending(vm, self!), askTarget, self, target, null, how);
}

function askTarget(
  vm: VM,
  _ok: PyObject,
  self: PyObject | null,
  target: PyObject | null,
  _c: PyObject | null,
  how: number,
): Result {
  return andThen(vm, numberIndex(vm, target!), seekNow, self, null, null, how);
}

function seekNow(vm: VM, value: PyObject, self: PyObject | null, _b: PyObject | null, _c: PyObject | null, how: number): Result {
  const v = self!.v as BufferedState;
  let offset = takeSsize(vm, value);
  if (offset === null) return null;
  if (how === 1) offset -= unread(v);
  touchPayload(self!);
  v.ahead = new Uint8Array(0);
  v.at = 0;
  return seekRaw(vm, self!, offset, how);
}

function buffered_truncate(vm: VM, self: Self, size: PyObject | null): Result {
  if (!self.v.writable) return unsupported(vm, "truncate");
  const position = vm.newTuple([newRef(size ?? vm.none)]);
  const r = andThen(vm, buffered_flush(vm, self), truncateFlushed, self, position);
  vm.counts.decref(position);
  return r;
}

function truncateFlushed(vm: VM, none: PyObject, self: PyObject | null, position: PyObject | null): Result {
  vm.counts.decref(none);
  return callMethod(vm, (self!.v as BufferedState).raw!, "truncate", position!.v);
}

// --- The end ---------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_io/bufferedio.c buffered_close */
class CloseFrame extends NativeFrame {
  self: Self;
  stage: "start" | "closed?" | "warn" | "flush" | "close" | "end" = "start";
  error: PyObject | null = null;

  constructor(self: Self) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      if (got === null && this.stage !== "close" && this.stage !== "end" && this.stage !== "flush") return null;
      switch (this.stage) {
        case "start": {
          const raw = rawOf(vm, this.self);
          if (raw === null) return null;
          this.stage = "closed?";
          got = isClosed(vm, raw);
          break;
        }
        case "closed?":
          vm.counts.decref(got!);
          if (got === vm.true_) return vm.newNone();
          this.stage = "flush";
          got = this.self.v.finalizing ? callMethod(vm, this.self.v.raw!, "_dealloc_warn", [this.self]) : OK;
          break;
        case "flush":
          if (got === null) vm.clearException();
          else if (got !== OK) vm.counts.decref(got);
          this.stage = "close";
          got = callMethod(vm, this.self, "flush", []);
          break;
        case "close":
          if (got === null) {
            this.error = vm.thread.exception;
            vm.thread.exception = null;
          } else vm.counts.decref(got);
          this.stage = "end";
          got = callMethod(vm, this.self.v.raw!, "close", []);
          break;
        default:
          return this.end(vm, got);
      }
    }
  }

  private end(vm: VM, got: Result): Result {
    if (this.error === null) return got;
    if (got !== null) vm.counts.decref(got);
    else vm.clearException();
    vm.thread.exception = this.error;
    this.error = null;
    return null;
  }
}

function buffered_close(vm: VM, self: Self): Result {
  return startFrame(vm, new CloseFrame(self));
}

function buffered_detach(vm: VM, self: Self): Result {
  return andThen(vm, callMethod(vm, self, "flush", []), giveRaw, self);
}

function giveRaw(vm: VM, value: PyObject, self: PyObject | null): Result {
  vm.counts.decref(value);
  const v = self!.v as BufferedState;
  const raw = v.raw;
  touchPayload(self!);
  v.raw = null;
  v.detached = true;
  return raw;
}

function initWith(name: string, ability: readonly ("readable" | "writable" | "seekable")[]) {
  return (vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result => {
    const parsed = constructorArguments(vm, { name, parameters: ["raw", "buffer_size"] }, args, kwnames);
    if (parsed === null) return null;
    const [raw, size] = parsed as [PyObject | null, PyObject | null];
    if (raw === null) return vm.raise(vm.T.TypeError, `${name}() missing required argument 'raw' (pos 1)`);
    const n = size === null ? DEFAULT_BUFFER_SIZE : Number(size.v);
    const messages = {
      readable: "File or stream is not readable.",
      writable: "File or stream is not writable.",
      seekable: "File or stream is not seekable.",
    };
    const [first, second, third] = ability;
    const check = (a: (typeof ability)[number] | undefined): Result =>
      a === undefined ? OK : andThen(vm, checkAbility(vm, raw, a, messages[a]), drop);
    // Python-level streams that wait here are asked one after the other.
    const next =
      (which: (typeof ability)[number] | undefined) =>
      (v: VM, _ok: PyObject, _s: PyObject | null, r: PyObject | null): Result =>
        which === undefined ? OK : andThen(v, checkAbility(v, r!, which, messages[which]), drop);
    const r = andThen(vm, andThen(vm, check(first), next(second), self, raw), next(third), self, raw);
    return andThen(vm, r, finishInit, self, raw, null, n);
  };
}

function finishInit(
  vm: VM,
  _ok: PyObject,
  self: PyObject | null,
  raw: PyObject | null,
  _c: PyObject | null,
  size: number,
): Result {
  if (size <= 0) return vm.raise(vm.T.ValueError, "buffer size must be strictly positive");
  const v = self!.v as BufferedState;
  const old = v.raw;
  touchPayload(self!);
  Object.assign(v, new BufferedState(v.readable, v.writable), { raw: newRef(raw!), size });
  if (old !== null) vm.counts.decref(old);
  return OK;
}

/** Passes an attribute or a call on to the raw stream. */
function passOn(name: string, isCall: boolean) {
  return (vm: VM, self: Self): Result => {
    const raw = rawOf(vm, self);
    if (raw === null) return null;
    return isCall ? callMethod(vm, raw, name, []) : getAttrString(vm, raw, name);
  };
}

function buffered_repr(vm: VM, self: Self): Result {
  const r = self.v.raw === null ? STOP : lookupAttrString(vm, self, "name");
  return andThen(vm, andThen(vm, r, nameRepr, null, null, null, 0, true), reprWith, self);
}

function nameRepr(vm: VM, name: PyObject): Result {
  if (name === STOP) return vm.newStr("");
  const r = repr(vm, name);
  vm.counts.decref(name);
  return r;
}

function reprWith(vm: VM, name: PyObject, self: PyObject | null): Result {
  const text = name.v === "" ? `<${self!.type.name}>` : `<${self!.type.name} name=${name.v as string}>`;
  vm.counts.decref(name);
  return vm.newStr(text);
}

const layout = recordLayout<BufferedState>({
  references: (v) => [v.raw],
  clear(v) {
    const { raw } = v;
    v.raw = null;
    return [raw];
  },
});

const shared: readonly MethodSpec[] = [
  method("detach", "($self, /)", buffered_detach),
  method("flush", "($self, /)", buffered_flush),
  method("close", "($self, /)", buffered_close),
  method("seekable", "($self, /)", passOn("seekable", true)),
  method("fileno", "($self, /)", passOn("fileno", true)),
  method("isatty", "($self, /)", passOn("isatty", true)),
  method("seek", "($self, target, whence=0, /)", buffered_seek),
  method("tell", "($self, /)", buffered_tell),
  method("truncate", "($self, pos=None, /)", buffered_truncate),
  method("_dealloc_warn", "($self, source, /)", (vm, self, source) => {
    const raw = rawOf(vm, self);
    return raw === null ? null : callMethod(vm, raw, "_dealloc_warn", [source]);
  }),
  method("__sizeof__", "($self, /)", (vm, self) => vm.newInt(152 + self.v.size)),
];

const reading: readonly MethodSpec[] = [
  method("read", "($self, size=-1, /)", buffered_read),
  method("read1", "($self, size=-1, /)", buffered_read1),
  method("readinto", "($self, buffer, /)", readInto(false)),
  method("readinto1", "($self, buffer, /)", readInto(true)),
  method("readline", "($self, size=-1, /)", buffered_readline),
  method("peek", "($self, size=0, /)", (vm, self) => startRead(vm, self, PEEK, 0)),
  method("readable", "($self, /)", passOn("readable", true)),
];

const writing: readonly MethodSpec[] = [
  method("write", "($self, buffer, /)", buffered_write),
  method("writable", "($self, /)", passOn("writable", true)),
];

function spec(name: string, doc: string, abilities: readonly ("readable" | "writable" | "seekable")[]): TypeSpec {
  const canRead = abilities.includes("readable");
  const canWrite = abilities.includes("writable");
  return {
    name: `_io.${name}`,
    base: (vm) => vm.type(bufferedIOBaseSpec),
    layout,
    flags: TPFLAGS_BASETYPE,
    doc,
    slots: {
      tp_new: (vm: VM, type: PyType) => alloc(vm, type, new BufferedState(canRead, canWrite)),
      tp_init: initWith(name, abilities),
      tp_repr: buffered_repr,
      tp_finalize: iobase_finalize,
      ...(canRead ? { tp_iternext: buffered_next } : {}),
    },
    methods: [...shared, ...(canRead ? reading : []), ...(canWrite ? writing : [])],
    getset: [
      { name: "raw", member: true, get: (vm, self) => (self.v.raw === null ? vm.newNone() : newRef(self.v.raw)) },
      { name: "closed", get: passOn("closed", false) },
      { name: "name", get: passOn("name", false) },
      { name: "mode", get: passOn("mode", false) },
      {
        name: "_finalizing",
        member: true,
        get: (vm, self) => vm.newBool(self.v.finalizing),
        set(_vm, self, value) {
          touchPayload(self);
          self.v.finalizing = value !== null && value.v === 1;
          return OK;
        },
      },
    ],
  };
}

export const bufferedReaderSpec: TypeSpec = spec(
  "BufferedReader",
  "Create a new buffered reader using the given readable raw IO object.",
  ["readable"],
);
export const bufferedWriterSpec: TypeSpec = spec("BufferedWriter", "A buffer for a writeable sequential RawIO object.", [
  "writable",
]);
export const bufferedRandomSpec: TypeSpec = spec("BufferedRandom", "A buffered interface to random access streams.", [
  "seekable",
  "readable",
  "writable",
]);
