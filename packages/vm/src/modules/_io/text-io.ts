import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { andThen, orElse, startFrame } from "../../eval/native-frame.ts";
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
import { concatBytes } from "../../objects/bytes/sequence.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { encodeText } from "../../objects/str/codecs/encode.ts";
import { builtinCodecName, builtinEncoder } from "../../objects/str/codecs/registry.ts";
import { newStrFromText, textOf } from "../../objects/str/text.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString, lookupAttrString } from "../../protocol/attribute.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { repr, str } from "../../protocol/repr.ts";
import { truth } from "../../protocol/truth.ts";
import { incrementalCoder } from "../_codecs/lookup.ts";
import { iobase_finalize, isClosed, lineOrStop, optionalSize, textIOBaseSpec, unsupported } from "./io-base.ts";
import { seenNewlines } from "./newlines.ts";
import { checkNewline, replaceNewlines } from "./string-io.ts";
import { text_seek, text_tell } from "./text-position.ts";
import { TextReadFrame } from "./text-read.ts";
import { TextIOState } from "./text-state.ts";

type Self = PyObject<TextIOState>;

const PARAMETERS = ["buffer", "encoding", "errors", "newline", "line_buffering", "write_through"];

/** CPython 3.11: Modules/_io/textio.c _io_TextIOWrapper___init___impl */
function text_init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, { name: "TextIOWrapper", parameters: PARAMETERS }, args, kwnames);
  if (parsed === null) return null;
  const [buffer, encoding, errors, newline, lineBuffering, writeThrough] = parsed;
  if (buffer === null) return vm.raise(vm.T.TypeError, "TextIOWrapper() missing required argument 'buffer' (pos 1)");
  for (const [name, o] of [
    ["encoding", encoding],
    ["errors", errors],
  ] as const)
    if (o != null && o !== vm.none && !isStr(o))
      return vm.raise(vm.T.TypeError, `TextIOWrapper() argument '${name}' must be str or None, not ${o.type.name}`);
  if (!checkNewline(vm, newline ?? null))
    return vm.thread.exception !== null ? null : vm.raise(vm.T.ValueError, `illegal newline value: ${newline!.v as string}`);
  const fresh = new TextIOState();
  fresh.encoding = encoding == null || encoding === vm.none || encoding.v === "locale" ? "utf-8" : (encoding.v as string);
  if (encoding != null && encoding.v === "locale") fresh.encoding = "UTF-8";
  else if (encoding == null || encoding === vm.none) fresh.encoding = "UTF-8";
  fresh.errors = errors == null || errors === vm.none ? "strict" : (errors.v as string);
  setNewline(fresh, newline == null || newline === vm.none ? null : (newline.v as string));
  fresh.lineBuffering = lineBuffering != null && lineBuffering.v === 1;
  fresh.writeThrough = writeThrough != null && writeThrough.v === 1;
  fresh.codec = builtinCodecName(fresh.encoding);
  fresh.buffer = newRef(buffer!);
  const old = self.v.buffer;
  touchPayload(self);
  Object.assign(self.v, fresh);
  if (old !== null) vm.counts.decref(old);
  return startFrame(vm, new InitFrame(self));
}

/** How line ends are read and written. CPython 3.11: set_newline */
function setNewline(v: TextIOState, newline: string | null): void {
  v.readnl = newline;
  v.readUniversal = newline === null || newline === "";
  v.readTranslate = newline === null;
  v.writeTranslate = newline !== "";
  v.writenl = newline === null || newline === "" || newline === "\n" ? null : newline;
}

/** Asks the buffer what it can do, and the codec registry for coders that are not built in. */
class InitFrame extends NativeFrame {
  self: Self;
  stage = 0;

  constructor(self: Self) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    const v = this.self.v;
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      const buffer = v.buffer!;
      touchPayload(this.self);
      switch (this.stage++) {
        case 0:
          got = v.codec === null ? incrementalCoder(vm, v.encoding, v.errors, "incrementaldecoder") : OK;
          break;
        case 1:
          if (got !== OK) v.decoder = got;
          got = v.codec === null ? incrementalCoder(vm, v.encoding, v.errors, "incrementalencoder") : OK;
          break;
        case 2:
          if (got !== OK) v.encoder = got;
          got = callMethod(vm, buffer, "seekable", []);
          break;
        case 3: {
          const value: PyObject = got;
          got = truth(vm, value);
          vm.counts.decref(value);
          break;
        }
        case 4:
          v.seekable = got === vm.true_;
          v.telling = v.seekable;
          vm.counts.decref(got);
          got = lookupAttrString(vm, buffer, "read1");
          break;
        case 5:
          v.hasRead1 = got !== STOP;
          if (got !== STOP) vm.counts.decref(got);
          got = v.seekable ? callMethod(vm, buffer, "writable", []) : OK;
          break;
        case 6: {
          const writable = got === vm.true_;
          if (got !== OK) vm.counts.decref(got);
          got = writable ? callMethod(vm, buffer, "tell", []) : OK;
          break;
        }
        default:
          // A file that is appended to has its byte order mark already.
          if (got !== OK) {
            v.startWritten = Number(got.v) !== 0;
            vm.counts.decref(got);
          }
          return OK;
      }
    }
  }
}

function bufferOf(vm: VM, self: Self): PyObject | null {
  if (self.v.buffer !== null) return self.v.buffer;
  return vm.raise(
    vm.T.ValueError,
    self.v.detached ? "underlying buffer has been detached" : "I/O operation on uninitialized object",
  );
}

/** OK, or ValueError when closed. */
function checkOpen(vm: VM, self: Self): Result {
  const buffer = bufferOf(vm, self);
  return buffer === null ? null : andThen(vm, isClosed(vm, buffer), failIfClosed);
}

function failIfClosed(vm: VM, closed: PyObject): Result {
  vm.counts.decref(closed);
  return closed === vm.true_ ? vm.raise(vm.T.ValueError, "I/O operation on closed file.") : OK;
}

// --- Writing ---------------------------------------------------------------------------------------------------------------------

/** Hands the pending bytes to the buffer. Gives OK. CPython 3.11: _textiowrapper_writeflush */
export function writePending(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.pending.length === 0) return OK;
  const bytes = vm.newBytes(v.pending.length === 1 ? v.pending[0]! : concatBytes(v.pending));
  touchPayload(self);
  v.pending = [];
  v.pendingLength = 0;
  const r = andThen(vm, callMethod(vm, v.buffer!, "write", [bytes]), drop);
  vm.counts.decref(bytes);
  return r;
}

function drop(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return OK;
}

/** CPython 3.11: Modules/_io/textio.c _io_TextIOWrapper_write_impl */
function text_write(vm: VM, self: Self, text: PyObject): Result {
  if (!isStr(text)) return vm.raise(vm.T.TypeError, `write() argument must be str, not ${text.type.name}`);
  return andThen(vm, checkOpen(vm, self), encodeNow, self, text);
}

function encodeNow(vm: VM, _ok: PyObject, self: PyObject | null, text: PyObject | null): Result {
  const v = self!.v as TextIOState;
  const t = textOf(text!);
  const changed = v.writeTranslate && v.writenl !== null ? newStrFromText(vm, replaceNewlines(t, v.writenl)) : newRef(text!);
  const r = andThen(vm, encodePiece(vm, self!, changed), keepEncoded, self, text);
  vm.counts.decref(changed);
  return r;
}

function encodePiece(vm: VM, self: Self, text: PyObject): Result {
  const v = self.v;
  if (v.codec === null) return callMethod(vm, v.encoder!, "encode", [text]);
  let name = v.codec;
  if ((name === "utf-16" || name === "utf-32") && v.startWritten) name = `${name}-le`;
  touchPayload(self);
  v.startWritten = true;
  return encodeText(vm, text, builtinEncoder(name), v.errors);
}

function keepEncoded(vm: VM, encoded: PyObject, self: PyObject | null, text: PyObject | null): Result {
  const v = self!.v as TextIOState;
  const bytes = encoded.v as Uint8Array;
  vm.counts.decref(encoded);
  touchPayload(self!);
  if (bytes.length > 0) v.pending.push(bytes);
  v.pendingLength += bytes.length;
  const s = text!.v as string;
  const flush = v.lineBuffering && (s.includes("\n") || s.includes("\r"));
  v.snapshot = null;
  v.decoded = "";
  v.used = 0;
  if (v.pendingLength < v.chunkSize && !flush && !v.writeThrough) return vm.newInt(textOf(text!).length);
  return andThen(vm, writePending(vm, self!), flushed, self, text, null, flush ? 1 : 0);
}

function flushed(
  vm: VM,
  _ok: PyObject,
  self: PyObject | null,
  text: PyObject | null,
  _c: PyObject | null,
  flush: number,
): Result {
  const r = flush === 1 ? callMethod(vm, (self!.v as TextIOState).buffer!, "flush", []) : OK;
  return andThen(vm, r, lengthOf, text);
}

function lengthOf(vm: VM, value: PyObject, text: PyObject | null): Result {
  if (value !== OK) vm.counts.decref(value);
  return vm.newInt(textOf(text!).length);
}

export function text_flush(vm: VM, self: Self): Result {
  return andThen(vm, checkOpen(vm, self), flushOpen, self);
}

function flushOpen(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const v = self!.v as TextIOState;
  touchPayload(self!);
  v.telling = v.seekable;
  return andThen(vm, writePending(vm, self!), flushBuffer, self);
}

function flushBuffer(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return callMethod(vm, (self!.v as TextIOState).buffer!, "flush", []);
}

// --- Reading ---------------------------------------------------------------------------------------------------------------------

function reading(line: boolean) {
  return (vm: VM, self: Self, size: PyObject | null): Result =>
    andThen(
      vm,
      optionalSize(vm, size),
      (m, value, s) => {
        const n = takeSsize(m, value);
        return n === null ? null : andThen(m, checkOpen(m, s!), line ? flushForLine : flushForRead, s, null, null, n);
      },
      self,
    );
}

const flushForRead = beforeReading(false);
const flushForLine = beforeReading(true);

function beforeReading(line: boolean) {
  const start = (vm: VM, _ok: PyObject, self: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result =>
    startFrame(vm, new TextReadFrame(self!, n < 0 ? -1 : n, line));
  return (vm: VM, _ok: PyObject, self: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result =>
    orElse(vm, andThen(vm, writePending(vm, self!), start, self, null, null, n), notReadable, self);
}

/** A buffer that cannot be read says so in its own words. */
function notReadable(vm: VM): Result {
  if (vm.exceptionMatches(vm.T.AttributeError)) {
    vm.clearException();
    return unsupported(vm, "not readable");
  }
  return null;
}

/** CPython 3.11: Modules/_io/textio.c textiowrapper_iternext */
function text_next(vm: VM, self: Self): Result {
  touchPayload(self);
  self.v.telling = false;
  const line = self.type.heapType ? callMethod(vm, self, "readline", []) : flushForLineOpen(vm, self);
  return andThen(vm, andThen(vm, line, lineOrStop), endOfLines, self, null, null, 0, true);
}

function flushForLineOpen(vm: VM, self: Self): Result {
  return andThen(vm, checkOpen(vm, self), flushForLine, self, null, null, -1);
}

function endOfLines(_vm: VM, line: PyObject, self: PyObject | null): Result {
  const v = self!.v as TextIOState;
  if (line === STOP) {
    touchPayload(self!);
    v.snapshot = null;
    v.telling = v.seekable;
  }
  return line;
}

// --- The rest --------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_io/textio.c _io_TextIOWrapper_close_impl */
class CloseFrame extends NativeFrame {
  self: Self;
  stage = 0;
  error: PyObject | null = null;

  constructor(self: Self) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    const v = this.self.v;
    let got = sent;
    for (;;) {
      if (got === PENDING || (got === null && this.stage < 3)) return got;
      switch (this.stage++) {
        case 0: {
          const buffer = bufferOf(vm, this.self);
          if (buffer === null) return null;
          got = isClosed(vm, buffer);
          break;
        }
        case 1:
          vm.counts.decref(got!);
          if (got === vm.true_) return vm.newNone();
          this.stage = 3;
          got = v.finalizing ? orElse(vm, callMethod(vm, v.buffer!, "_dealloc_warn", [this.self]), ignore) : OK;
          break;
        case 3:
          if (got !== null && got !== OK) vm.counts.decref(got);
          got = callMethod(vm, this.self, "flush", []);
          break;
        case 4:
          if (got === null) {
            this.error = vm.thread.exception;
            vm.thread.exception = null;
          } else vm.counts.decref(got);
          got = callMethod(vm, v.buffer!, "close", []);
          break;
        default:
          return this.end(vm, got);
      }
    }
  }

  private end(vm: VM, got: Result): Result {
    if (this.error === null) return got;
    if (got === null) vm.clearException();
    else vm.counts.decref(got);
    vm.thread.exception = this.error;
    this.error = null;
    return null;
  }
}

function ignore(vm: VM): Result {
  vm.clearException();
  return OK;
}

function text_detach(vm: VM, self: Self): Result {
  return andThen(
    vm,
    callMethod(vm, self, "flush", []),
    (m, value, s) => {
      m.counts.decref(value);
      const v = s!.v as TextIOState;
      const { buffer } = v;
      touchPayload(s!);
      v.buffer = null;
      v.detached = true;
      return buffer;
    },
    self,
  );
}

/** CPython 3.11: Modules/_io/textio.c _io_TextIOWrapper_reconfigure_impl */
function text_reconfigure(
  vm: VM,
  self: Self,
  encoding: PyObject | null,
  errors: PyObject | null,
  newline: PyObject | null,
  lineBuffering: PyObject | null,
  writeThrough: PyObject | null,
): Result {
  const changesText = (o: PyObject | null): boolean => o !== null && o !== vm.none;
  const v = self.v;
  if (v.decoded.length > 0 && (changesText(encoding) || changesText(errors) || newline !== null))
    return unsupported(vm, "It is not possible to set the encoding or newline of stream after the first read");
  if (!checkNewline(vm, newline))
    return vm.thread.exception !== null ? null : vm.raise(vm.T.ValueError, `illegal newline value: ${newline!.v as string}`);
  const all = vm.newTuple([encoding, errors, newline, lineBuffering, writeThrough].map((o) => newRef(o ?? vm.none)));
  const r = andThen(vm, callMethod(vm, self, "flush", []), reconfigured, self, all, null, newline === null ? 0 : 1);
  vm.counts.decref(all);
  return r;
}

function reconfigured(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  all: PyObject | null,
  _c: PyObject | null,
  setsNewline: number,
): Result {
  vm.counts.decref(value);
  const [encoding, errors, newline, lineBuffering, writeThrough] = all!.v as PyObject[];
  const v = self!.v as TextIOState;
  touchPayload(self!);
  if (encoding !== vm.none) {
    v.encoding = encoding!.v === "locale" ? "UTF-8" : (encoding!.v as string);
    v.codec = builtinCodecName(v.encoding);
    v.native = null;
    v.startWritten = false;
    if (errors === vm.none) v.errors = "strict";
  }
  if (errors !== vm.none) v.errors = errors!.v as string;
  if (setsNewline === 1) setNewline(v, newline === vm.none ? null : (newline!.v as string));
  if (lineBuffering !== vm.none) v.lineBuffering = lineBuffering!.v !== 0;
  if (writeThrough !== vm.none) v.writeThrough = writeThrough!.v !== 0;
  if (v.codec !== null || (encoding === vm.none && errors === vm.none)) return vm.newNone();
  return andThen(vm, startFrame(vm, new InitFrame(self!)), (m) => m.newNone());
}

function passOn(name: string, isCall: boolean) {
  return (vm: VM, self: Self): Result => {
    const buffer = bufferOf(vm, self);
    if (buffer === null) return null;
    return isCall ? callMethod(vm, buffer, name, []) : getAttrString(vm, buffer, name);
  };
}

/** CPython 3.11: Modules/_io/textio.c textiowrapper_repr */
function text_repr(vm: VM, self: Self): Result {
  const list = vm.newList([]);
  const name = self.v.buffer === null ? STOP : lookupAttrString(vm, self, "name");
  const r = andThen(vm, andThen(vm, name, shown, null, null, null, 1, true), thenMode, self, list);
  vm.counts.decref(list);
  return r;
}

function shown(vm: VM, o: PyObject, _a: PyObject | null, _b: PyObject | null, _c: PyObject | null, asRepr: number): Result {
  if (o === STOP) return vm.newStr("");
  const r = asRepr === 1 ? repr(vm, o) : str(vm, o);
  vm.counts.decref(o);
  return r;
}

function thenMode(vm: VM, name: PyObject, self: PyObject | null): Result {
  const mode = (self!.v as TextIOState).buffer === null ? STOP : lookupAttrString(vm, self!, "mode");
  const r = andThen(vm, andThen(vm, mode, shown, null, null, null, 1, true), reprWith, self, name);
  vm.counts.decref(name);
  return r;
}

function reprWith(vm: VM, mode: PyObject, self: PyObject | null, name: PyObject | null): Result {
  let text = "<_io.TextIOWrapper";
  if (name!.v !== "") text += ` name=${name!.v as string}`;
  if (mode.v !== "") text += ` mode=${mode.v as string}`;
  vm.counts.decref(mode);
  return vm.newStr(`${text} encoding='${(self!.v as TextIOState).encoding}'>`);
}

function newlinesOf(vm: VM, self: Self): Result {
  const all = seenNewlines(self.v.readUniversal ? self.v.newlines.seen : 0).map((s) => vm.newStr(s));
  return all.length === 0 ? vm.newNone() : all.length === 1 ? all[0]! : vm.newTuple(all);
}

export const textIOWrapperSpec: TypeSpec = {
  name: "_io.TextIOWrapper",
  base: (vm) => vm.type(textIOBaseSpec),
  layout: recordLayout<TextIOState>({
    references: (v) => [v.buffer, v.decoder, v.encoder],
    clear(v) {
      const all = [v.buffer, v.decoder, v.encoder];
      v.buffer = null;
      v.decoder = null;
      v.encoder = null;
      return all;
    },
  }),
  flags: TPFLAGS_BASETYPE,
  doc: "Character and line based layer over a BufferedIOBase object, buffer.",
  slots: {
    tp_new: (vm: VM, type: PyType) => alloc(vm, type, new TextIOState()),
    tp_init: text_init,
    tp_repr: text_repr,
    tp_iternext: text_next,
    tp_finalize: iobase_finalize,
    needsFinalizer: (o) => o.type.heapType || (o.v as TextIOState).buffer !== null,
  },
  methods: [
    method("detach", "($self, /)", text_detach),
    method(
      "reconfigure",
      "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
      text_reconfigure,
    ),
    method("write", "($self, text, /)", text_write),
    method("read", "($self, size=-1, /)", reading(false)),
    method("readline", "($self, size=-1, /)", reading(true)),
    method("flush", "($self, /)", text_flush),
    method("close", "($self, /)", (vm, self) => startFrame(vm, new CloseFrame(self))),
    method("fileno", "($self, /)", passOn("fileno", true)),
    method("seekable", "($self, /)", passOn("seekable", true)),
    method("readable", "($self, /)", passOn("readable", true)),
    method("writable", "($self, /)", passOn("writable", true)),
    method("isatty", "($self, /)", passOn("isatty", true)),
    method("tell", "($self, /)", text_tell),
    method("seek", "($self, cookie, whence=0, /)", text_seek),
    method("truncate", "($self, pos=None, /)", (vm, self, pos) => {
      const at = vm.newTuple([newRef(pos ?? vm.none)]);
      const r = andThen(
        vm,
        callMethod(vm, self, "flush", []),
        (m, value, s, p) => {
          m.counts.decref(value);
          return callMethod(m, (s!.v as TextIOState).buffer!, "truncate", p!.v);
        },
        self,
        at,
      );
      vm.counts.decref(at);
      return r;
    }),
  ],
  getset: [
    { name: "buffer", member: true, get: (vm, self) => (self.v.buffer === null ? vm.newNone() : newRef(self.v.buffer)) },
    { name: "encoding", member: true, get: (vm, self) => vm.newStr(self.v.encoding) },
    { name: "errors", get: (vm, self) => vm.newStr(self.v.errors) },
    { name: "line_buffering", member: true, get: (vm, self) => vm.newBool(self.v.lineBuffering) },
    { name: "write_through", member: true, get: (vm, self) => vm.newBool(self.v.writeThrough) },
    { name: "newlines", get: newlinesOf },
    { name: "name", get: passOn("name", false) },
    { name: "closed", get: passOn("closed", false) },
    {
      name: "_CHUNK_SIZE",
      get: (vm, self) => vm.newInt(self.v.chunkSize),
      set(vm, self, value) {
        const n = Number(value?.v);
        if (!(n > 0)) return vm.raise(vm.T.ValueError, "a strictly positive integer is required");
        touchPayload(self);
        self.v.chunkSize = n;
        return OK;
      },
    },
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
