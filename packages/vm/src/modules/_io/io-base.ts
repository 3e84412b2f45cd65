import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { forEach } from "../../eval/iterate.ts";
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
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString, lookupAttrString, setAttr } from "../../protocol/attribute.ts";
import { writableView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { length } from "../../protocol/sequence.ts";
import { truth } from "../../protocol/truth.ts";

/** What an object of a Python subclass of the abstract classes keeps. */
export class IOBaseState {
  closed = false;
}

const baseLayout = recordLayout<IOBaseState>({ references: () => [] });

/** `io.UnsupportedOperation`, borrowed. */
export function unsupportedType(vm: VM): PyType {
  return vm.moduleState.get("io.UnsupportedOperation") as PyType;
}

export function unsupported(vm: VM, what: string): null {
  return raiseException(vm, unsupportedType(vm), [vm.newStr(what)]);
}

export function closedError(vm: VM): null {
  return vm.raise(vm.T.ValueError, "I/O operation on closed file.");
}

function iobase_new(vm: VM, type: PyType): Result {
  return alloc(vm, type, new IOBaseState());
}

/** Is `o` closed: True or False. */
export function isClosed(vm: VM, o: PyObject): Result {
  return andThen(vm, getAttrString(vm, o, "closed"), truthOf);
}

export function truthOf(vm: VM, value: PyObject): Result {
  const r = truth(vm, value);
  vm.counts.decref(value);
  return r;
}

/** Raises ValueError if closed, else None. CPython 3.11: Modules/_io/iobase.c iobase_check_closed */
function checkClosed(vm: VM, self: PyObject): Result {
  return andThen(vm, isClosed(vm, self), failIfClosed);
}

function failIfClosed(vm: VM, closed: PyObject): Result {
  vm.counts.decref(closed);
  return closed === vm.true_ ? closedError(vm) : vm.newNone();
}

/** CPython 3.11: Modules/_io/iobase.c _io__IOBase_close_impl */
function iobase_close(vm: VM, self: PyObject): Result {
  if ((self.v as IOBaseState).closed) return vm.newNone();
  return startFrame(vm, new CloseFrame(self));
}

/** Flushes, and is closed whatever came of it. */
class CloseFrame extends NativeFrame {
  self: PyObject;
  asked = false;

  constructor(self: PyObject) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    if (!this.asked) {
      this.asked = true;
      got = callMethod(vm, this.self, "flush", []);
      if (got === PENDING) return got;
    }
    touchPayload(this.self);
    (this.self.v as IOBaseState).closed = true;
    if (got === null) return null;
    vm.counts.decref(got);
    return vm.newNone();
  }
}

function iobase_flush(vm: VM, self: PyObject): Result {
  return (self.v as IOBaseState).closed === true ? closedError(vm) : vm.newNone();
}

/** `if not self.name(): raise UnsupportedOperation(message)`; gives True. */
export function checkAbility(vm: VM, self: PyObject, name: "readable" | "writable" | "seekable", message: string): Result {
  const text = vm.newStr(message);
  const r = andThen(vm, callMethod(vm, self, name, []), checkAble, text);
  vm.counts.decref(text);
  return r;
}

function checkAble(vm: VM, value: PyObject, message: PyObject | null): Result {
  vm.counts.decref(value);
  return value === vm.true_ ? vm.newBool(true) : unsupported(vm, message!.v);
}

// --- Reading lines through read() and peek() --------------------------------------------------------------------------------------

class ReadLineFrame extends NativeFrame {
  self: PyObject;
  limit: number;
  hasPeek: boolean | null = null;
  chunks: Uint8Array[] = [];
  size = 0;
  stage: "peek?" | "peek" | "peeked" | "read" = "peek?";

  constructor(self: PyObject, limit: number) {
    super();
    this.self = newRef(self);
    this.limit = limit;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.stage === "peek?") {
        if (got === OK) {
          got = lookupAttrString(vm, this.self, "peek");
          continue;
        }
        this.hasPeek = got !== STOP;
        if (got !== STOP) vm.counts.decref(got);
        this.stage = "peek";
      }
      if (this.stage === "peek") {
        if (this.limit >= 0 && this.size >= this.limit) return this.finish(vm);
        this.stage = "peeked";
        got = this.hasPeek === true ? callWithInt(vm, this.self, "peek", 1) : OK;
        if (got === null || got === PENDING) return got;
      }
      if (this.stage === "peeked") {
        const n = this.wanted(vm, got);
        if (n === null) return null;
        this.stage = "read";
        got = callWithInt(vm, this.self, "read", n);
        continue;
      }
      const done = this.take(vm, got);
      if (done === null) return null;
      if (done) return this.finish(vm);
      this.stage = "peek";
      got = OK;
    }
  }

  /** How much to read: up to the end of the line in what was peeked. */
  private wanted(vm: VM, peeked: PyObject): number | null {
    if (peeked === OK) return 1;
    if (!isBytes(peeked)) {
      const { name } = peeked.type;
      vm.counts.decref(peeked);
      return vm.raise(vm.T.OSError, `peek() should have returned a bytes object, not '${name}'`);
    }
    const bytes = peeked.v as Uint8Array;
    let n = 1;
    if (bytes.length > 0) {
      const newline = bytes.indexOf(10);
      n = newline < 0 ? bytes.length : newline + 1;
      if (this.limit >= 0) n = Math.min(n, this.limit - this.size);
    }
    vm.counts.decref(peeked);
    return n;
  }

  private take(vm: VM, got: PyObject): boolean | null {
    if (!isBytes(got)) {
      const { name } = got.type;
      vm.counts.decref(got);
      return vm.raise(vm.T.OSError, `read() should have returned a bytes object, not '${name}'`);
    }
    const bytes = got.v as Uint8Array;
    vm.counts.decref(got);
    if (bytes.length === 0) return true;
    this.chunks.push(bytes);
    this.size += bytes.length;
    return bytes[bytes.length - 1] === 10;
  }

  private finish(vm: VM): Result {
    return vm.newBytes(concatBytes(this.chunks));
  }
}

/** `o.name(n)`. */
export function callWithInt(vm: VM, o: PyObject, name: string, n: number): Result {
  const number = vm.newInt(n);
  const r = callMethod(vm, o, name, [number]);
  vm.counts.decref(number);
  return r;
}

/** None or an index as a number; -1 for None or left out. Continues with `next(vm, self, n)`. */
export function optionalSize(vm: VM, size: PyObject | null): Result {
  if (size === null || size === vm.none) return vm.newInt(-1);
  if (size.type.nb_index === null) return vm.raise(vm.T.TypeError, `argument should be integer or None, not '${size.type.name}'`);
  return numberIndex(vm, size);
}

function iobase_readline(vm: VM, self: PyObject, size: PyObject | null): Result {
  return andThen(vm, optionalSize(vm, size), startReadLine, self);
}

function startReadLine(vm: VM, value: PyObject, self: PyObject | null): Result {
  const limit = takeSsize(vm, value);
  return limit === null ? null : startFrame(vm, new ReadLineFrame(self!, limit));
}

function iobase_iter(vm: VM, self: PyObject): Result {
  return andThen(vm, checkClosed(vm, self), giveSelf, self);
}

function giveSelf(vm: VM, value: PyObject, self: PyObject | null): Result {
  vm.counts.decref(value);
  return newRef(self!);
}

function iobase_next(vm: VM, self: PyObject): Result {
  return andThen(vm, callMethod(vm, self, "readline", []), lineOrStop);
}

/** An empty line ends the iteration. */
export function lineOrStop(vm: VM, line: PyObject): Result {
  return andThen(vm, length(vm, line), stopIfEmpty, line);
}

function stopIfEmpty(vm: VM, size: PyObject, line: PyObject | null): Result {
  const n = size.v as number;
  vm.counts.decref(size);
  vm.counts.decref(line!);
  return n === 0 ? STOP : newRef(line!);
}

/** CPython 3.11: Modules/_io/iobase.c _io__IOBase_readlines_impl */
function iobase_readlines(vm: VM, self: PyObject, hint: PyObject | null): Result {
  return andThen(vm, optionalSize(vm, hint), collectLines, self);
}

function collectLines(vm: VM, value: PyObject, self: PyObject | null): Result {
  const hint = takeSsize(vm, value);
  if (hint === null) return null;
  const list = vm.newList([]);
  const left = vm.newList([vm.newInt(hint <= 0 ? -1 : hint)]);
  const r = andThen(vm, forEach(vm, self!, appendLine, list, left), giveList, list, null, null, 0, true);
  vm.counts.decref(left);
  vm.counts.decref(list);
  return r;
}

function appendLine(vm: VM, line: PyObject, list: PyObject | null, left: PyObject | null): Result {
  touchPayload(list!);
  (list!.v as PyObject[]).push(newRef(line));
  const box = left!.v as PyObject[];
  const n = box[0]!.v as number;
  if (n < 0) return OK;
  return andThen(vm, length(vm, line), countLine, left, null, null, n);
}

function countLine(vm: VM, size: PyObject, left: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result {
  const rest = n - (size.v as number);
  vm.counts.decref(size);
  if (rest <= 0) return STOP;
  touchPayload(left!);
  const box = left!.v as PyObject[];
  vm.counts.decref(box[0]!);
  box[0] = vm.newInt(rest);
  return OK;
}

function giveList(_vm: VM, _ok: PyObject, list: PyObject | null): Result {
  return newRef(list!);
}

/** CPython 3.11: Modules/_io/iobase.c _io__IOBase_writelines */
function iobase_writelines(vm: VM, self: PyObject, lines: PyObject): Result {
  const pair = vm.newTuple([newRef(self), newRef(lines)]);
  const r = andThen(vm, checkClosed(vm, self), writeAll, pair);
  vm.counts.decref(pair);
  return r;
}

function writeAll(vm: VM, none: PyObject, pair: PyObject | null): Result {
  vm.counts.decref(none);
  const [self, lines] = pair!.v as PyObject[];
  return andThen(vm, forEach(vm, lines!, writeOne, self!), giveNone);
}

function writeOne(vm: VM, line: PyObject, self: PyObject | null): Result {
  return callMethod(vm, self!, "write", [line]);
}

export function giveNone(vm: VM, value: PyObject): Result {
  if (value !== OK && value !== STOP) vm.counts.decref(value);
  return vm.newNone();
}

// --- Death -----------------------------------------------------------------------------------------------------------------------

/** Closes a file that nobody closed. Errors are dropped. CPython 3.11: Modules/_io/iobase.c iobase_finalize */
class FinalizeIOFrame extends NativeFrame {
  self: PyObject;
  stage: "closed" | "flag" | "close" | "done" = "closed";
  saved: PyObject | null;

  constructor(vm: VM, self: PyObject) {
    super();
    this.self = newRef(self);
    this.saved = vm.thread.exception;
    vm.thread.exception = null;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      if (got === null) vm.clearException();
      switch (this.stage) {
        case "closed":
          this.stage = "flag";
          got = isClosed(vm, this.self);
          break;
        case "flag": {
          const closed = got === null || got === vm.true_;
          if (got !== null) vm.counts.decref(got);
          if (closed) return this.end(vm);
          this.stage = "close";
          const name = vm.intern("_finalizing");
          got = setAttr(vm, this.self, name, vm.true_);
          vm.counts.decref(name);
          break;
        }
        case "close":
          this.stage = "done";
          got = callMethod(vm, this.self, "close", []);
          break;
        default:
          if (got !== null && got !== OK) vm.counts.decref(got);
          return this.end(vm);
      }
    }
  }

  private end(vm: VM): Result {
    vm.thread.exception = this.saved;
    this.saved = null;
    return OK;
  }
}

export function iobase_finalize(vm: VM, self: PyObject): Result {
  return startFrame(vm, new FinalizeIOFrame(vm, self));
}

function fails(what: string) {
  return (vm: VM): Result => unsupported(vm, what);
}

export const ioBaseSpec: TypeSpec = {
  name: "_io._IOBase",
  layout: baseLayout,
  flags: TPFLAGS_BASETYPE,
  hasDict: true,
  hasWeakrefs: true,
  doc: "The abstract base class for all I/O classes.",
  slots: { tp_new: iobase_new, tp_iter: iobase_iter, tp_iternext: iobase_next, tp_finalize: iobase_finalize },
  methods: [
    method("seek", "($self, *args)", fails("seek"), { convention: "METH_VARARGS" }),
    method("tell", "($self, /)", (vm, self) => {
      const zero = vm.newInt(0);
      const one = vm.newInt(1);
      const r = callMethod(vm, self, "seek", [zero, one]);
      vm.counts.decref(one);
      vm.counts.decref(zero);
      return r;
    }),
    method("truncate", "($self, *args)", fails("truncate"), { convention: "METH_VARARGS" }),
    method("fileno", "($self, /)", fails("fileno")),
    method("isatty", "($self, /)", (vm, self) =>
      andThen(vm, checkClosed(vm, self), (v, none) => (v.counts.decref(none), v.newBool(false))),
    ),
    method("readable", "($self, /)", (vm) => vm.newBool(false)),
    method("writable", "($self, /)", (vm) => vm.newBool(false)),
    method("seekable", "($self, /)", (vm) => vm.newBool(false)),
    method("close", "($self, /)", iobase_close),
    method("flush", "($self, /)", iobase_flush),
    method("readline", "($self, size=-1, /)", iobase_readline),
    method("readlines", "($self, hint=-1, /)", iobase_readlines),
    method("writelines", "($self, lines, /)", iobase_writelines),
    method("_checkClosed", "($self, *args)", checkClosed, { convention: "METH_VARARGS" }),
    method(
      "_checkReadable",
      "($self, *args)",
      (vm, self) => checkAbility(vm, self, "readable", "File or stream is not readable."),
      { convention: "METH_VARARGS" },
    ),
    method(
      "_checkWritable",
      "($self, *args)",
      (vm, self) => checkAbility(vm, self, "writable", "File or stream is not writable."),
      { convention: "METH_VARARGS" },
    ),
    method(
      "_checkSeekable",
      "($self, *args)",
      (vm, self) => checkAbility(vm, self, "seekable", "File or stream is not seekable."),
      { convention: "METH_VARARGS" },
    ),
    method("__enter__", "($self, /)", iobase_iter),
    method("__exit__", "($self, *args)", (vm, self) => callMethod(vm, self, "close", []), { convention: "METH_VARARGS" }),
  ],
  getset: [{ name: "closed", get: (vm, self) => vm.newBool((self.v as IOBaseState).closed === true) }],
};

// --- _RawIOBase ------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_io/iobase.c _io__RawIOBase_read_impl */
function rawiobase_read(vm: VM, self: PyObject, size: PyObject | null): Result {
  return andThen(vm, size === null ? vm.newInt(-1) : numberIndex(vm, size), rawRead, self);
}

function rawRead(vm: VM, value: PyObject, self: PyObject | null): Result {
  const n = takeSsize(vm, value);
  if (n === null) return null;
  if (n < 0) return callMethod(vm, self!, "readall", []);
  const buffer = alloc(vm, vm.T.bytearray, new Uint8Array(n)) as PyObject;
  const r = andThen(vm, callMethod(vm, self!, "readinto", [buffer]), takeRead, buffer);
  vm.counts.decref(buffer);
  return r;
}

function takeRead(vm: VM, count: PyObject, buffer: PyObject | null): Result {
  if (count === vm.none) return count;
  const n = count.v as number;
  vm.counts.decref(count);
  return vm.newBytes((buffer!.v as Uint8Array).slice(0, n));
}

/** Reads until there is no more. */
export class ReadAllFrame extends NativeFrame {
  self: PyObject;
  chunks: Uint8Array[] = [];

  constructor(self: PyObject) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) {
        if (got === vm.none) return this.chunks.length === 0 ? got : this.finish(vm);
        if (!isBytes(got)) {
          vm.counts.decref(got);
          return vm.raise(vm.T.TypeError, "read() should return bytes");
        }
        const bytes = got.v as Uint8Array;
        vm.counts.decref(got);
        if (bytes.length === 0) return this.finish(vm);
        this.chunks.push(bytes);
      }
      got = callWithInt(vm, this.self, "read", 8192);
    }
  }

  private finish(vm: VM): Result {
    return vm.newBytes(concatBytes(this.chunks));
  }
}

export const rawIOBaseSpec: TypeSpec = {
  name: "_io._RawIOBase",
  base: (vm) => vm.type(ioBaseSpec),
  flags: TPFLAGS_BASETYPE,
  doc: "Base class for raw binary I/O.",
  methods: [
    method("read", "($self, size=-1, /)", rawiobase_read),
    method("readall", "($self, /)", (vm, self) => startFrame(vm, new ReadAllFrame(self)), {
      doc: "Read until EOF, using multiple read() call.",
    }),
  ],
};

// --- _BufferedIOBase -------------------------------------------------------------------------------------------------------------

function bufferedReadInto(name: "read" | "read1") {
  return (vm: VM, self: PyObject, buffer: PyObject): Result =>
    andThen(
      vm,
      length(vm, buffer),
      (v, size, s, b) => {
        const n = size.v as number;
        v.counts.decref(size);
        return andThen(v, callWithInt(v, s!, name, n), storeInto, b);
      },
      self,
      buffer,
    );
}

function storeInto(vm: VM, data: PyObject, buffer: PyObject | null): Result {
  if (!isBytes(data)) {
    vm.counts.decref(data);
    return vm.raise(vm.T.TypeError, "read() should return bytes");
  }
  const target = writableBytes(vm, buffer!);
  if (target === null) {
    vm.counts.decref(data);
    return null;
  }
  const bytes = data.v as Uint8Array;
  if (bytes.length > target.length) {
    vm.counts.decref(data);
    return vm.raise(vm.T.ValueError, `read() returned too much data: ${target.length} bytes requested, ${bytes.length} returned`);
  }
  touchPayload(buffer!);
  target.set(bytes);
  vm.counts.decref(data);
  return vm.newInt(bytes.length);
}

function writableBytes(vm: VM, buffer: PyObject): Uint8Array | null {
  return writableView(vm, buffer, "readinto() argument");
}

export const bufferedIOBaseSpec: TypeSpec = {
  name: "_io._BufferedIOBase",
  base: (vm) => vm.type(ioBaseSpec),
  flags: TPFLAGS_BASETYPE,
  doc: "Base class for buffered IO objects.",
  methods: [
    method("detach", "($self, /)", fails("detach")),
    method("read", "($self, *args)", fails("read"), { convention: "METH_VARARGS" }),
    method("read1", "($self, *args)", fails("read1"), { convention: "METH_VARARGS" }),
    method("write", "($self, *args)", fails("write"), { convention: "METH_VARARGS" }),
    method("readinto", "($self, buffer, /)", bufferedReadInto("read")),
    method("readinto1", "($self, buffer, /)", bufferedReadInto("read1")),
  ],
};

export const textIOBaseSpec: TypeSpec = {
  name: "_io._TextIOBase",
  base: (vm) => vm.type(ioBaseSpec),
  flags: TPFLAGS_BASETYPE,
  doc: "Base class for text I/O.",
  methods: [
    method("detach", "($self, /)", fails("detach")),
    method("read", "($self, *args)", fails("read"), { convention: "METH_VARARGS" }),
    method("readline", "($self, *args)", fails("readline"), { convention: "METH_VARARGS" }),
    method("write", "($self, *args)", fails("write"), { convention: "METH_VARARGS" }),
  ],
  getset: ["encoding", "newlines", "errors"].map((name) => ({ name, get: (vm: VM) => vm.newNone() })),
};
