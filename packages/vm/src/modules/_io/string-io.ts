import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type PyType, type Result, recordLayout, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { joinTexts, newStrFromText, sliceText, type Text, textOf } from "../../objects/str/text.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { repr } from "../../protocol/repr.ts";
import { lineOrStop, optionalSize, textIOBaseSpec } from "./io-base.ts";
import { lineEnd, type NewlineState, seenNewlines, translateNewlines } from "./newlines.ts";

/** Text in memory. While it is only written at its end it is kept in pieces. */
export class StringIOState {
  pieces: Text[] = [];
  length = 0;
  position = 0;
  closed = false;
  initialized = false;
  readnl: string | null = "\n";
  readUniversal = false;
  readTranslate = false;
  writenl: string | null = null;
  newlines: NewlineState = { pendingCr: false, seen: 0 };
}

type Self = PyObject<StringIOState>;

function whole(v: StringIOState): Text {
  if (v.pieces.length !== 1) v.pieces = v.pieces.length === 0 ? [""] : [joinTexts(v.pieces)];
  return v.pieces[0]!;
}

function open(vm: VM, self: Self): boolean {
  if (!self.v.initialized) vm.raise(vm.T.ValueError, "I/O operation on uninitialized object");
  else if (self.v.closed) vm.raise(vm.T.ValueError, "I/O operation on closed file");
  else return true;
  return false;
}

/** CPython 3.11: Modules/_io/stringio.c write_str */
function writeText(self: Self, given: Text): void {
  const v = self.v;
  touchPayload(self);
  let text = v.readUniversal ? translateNewlines(v.newlines, given, true, v.readTranslate) : given;
  if (v.writenl !== null) text = replaceNewlines(text, v.writenl);
  if (text.length === 0) return;
  if (v.position === v.length) v.pieces.push(text);
  else {
    const all = whole(v);
    const gap = v.position > v.length ? "\0".repeat(v.position - v.length) : "";
    const before = v.position < v.length ? sliceText(all, 0, v.position) : all;
    const end = v.position + text.length;
    v.pieces = [joinTexts([before, gap, text, end < v.length ? sliceText(all, end, v.length) : ""])];
  }
  v.position += text.length;
  v.length = Math.max(v.length, v.position);
}

/** "\n" becomes another line end. */
export function replaceNewlines(text: Text, newline: string): Text {
  if (typeof text === "string") return newline === "\n" ? text : text.split("\n").join(newline);
  if (newline === "\n" || !text.includes(10)) return text;
  const parts: Text[] = [];
  let from = 0;
  for (let i = text.indexOf(10); i >= 0; i = text.indexOf(10, from)) {
    parts.push(text.subarray(from, i), newline);
    from = i + 1;
  }
  parts.push(text.subarray(from));
  return joinTexts(parts);
}

/** False with ValueError or TypeError unless None, "", "\n", "\r" or "\r\n". */
export function checkNewline(vm: VM, newline: PyObject | null): boolean {
  if (newline === null || newline === vm.none) return true;
  if (!isStr(newline)) {
    vm.raise(vm.T.TypeError, `newline must be str or None, not ${newline.type.name}`);
    return false;
  }
  if (["", "\n", "\r", "\r\n"].includes(newline.v as string)) return true;
  return false;
}

function stringio_init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, { name: "StringIO", parameters: ["initial_value", "newline"] }, args, kwnames);
  if (parsed === null) return null;
  const [initial, newline] = parsed as [PyObject | null, PyObject | null];
  if (!checkNewline(vm, newline)) {
    if (vm.thread.exception !== null) return null;
    return andThen(vm, repr(vm, newline!), (v, text) => {
      const message = `illegal newline value: ${text.v as string}`;
      v.counts.decref(text);
      return v.raise(v.T.ValueError, message);
    });
  }
  if (initial !== null && initial !== vm.none && !isStr(initial))
    return vm.raise(vm.T.TypeError, `initial_value must be str or None, not ${initial.type.name}`);
  touchPayload(self);
  const v = self.v;
  Object.assign(v, new StringIOState());
  v.initialized = true;
  v.readnl = newline === null ? "\n" : newline === vm.none ? null : (newline.v as string);
  v.readUniversal = v.readnl === null || v.readnl === "";
  v.readTranslate = v.readnl === null;
  if (v.readnl !== null && v.readnl.startsWith("\r")) v.writenl = v.readnl;
  if (initial !== null && initial !== vm.none) writeText(self, textOf(initial));
  v.position = 0;
  return OK;
}

function stringio_write(vm: VM, self: Self, text: PyObject): Result {
  if (!open(vm, self)) return null;
  if (!isStr(text)) return vm.raise(vm.T.TypeError, `string argument expected, got '${text.type.name}'`);
  const t = textOf(text);
  writeText(self, t);
  return vm.newInt(t.length);
}

function readTo(vm: VM, self: Self, end: number): Result {
  const v = self.v;
  const text = sliceText(whole(v), v.position, end);
  touchPayload(self);
  v.position = Math.max(end, v.position);
  return newStrFromText(vm, text);
}

function stringio_read(vm: VM, self: Self, size: PyObject | null): Result {
  return andThen(
    vm,
    optionalSize(vm, size),
    (m, value, s) => {
      const n = takeSsize(m, value);
      if (n === null || !open(m, s!)) return null;
      const v = s!.v as StringIOState;
      const rest = Math.max(v.length - v.position, 0);
      return readTo(m, s!, v.position + (n < 0 || n > rest ? rest : n));
    },
    self,
  );
}

function readLine(vm: VM, self: Self, limit: number): Result {
  const v = self.v;
  if (v.position >= v.length) return vm.newStr("");
  const found = lineEnd(whole(v), v.position, v.readTranslate ? null : v.readnl);
  let end = found < 0 ? v.length : found;
  if (limit >= 0) end = Math.min(end, v.position + limit);
  return readTo(vm, self, end);
}

function stringio_readline(vm: VM, self: Self, size: PyObject | null): Result {
  return andThen(
    vm,
    optionalSize(vm, size),
    (m, value, s) => {
      const n = takeSsize(m, value);
      return n === null || !open(m, s!) ? null : readLine(m, s!, n);
    },
    self,
  );
}

function stringio_next(vm: VM, self: Self): Result {
  if (!open(vm, self)) return null;
  if (self.type.heapType) return andThen(vm, callMethod(vm, self, "readline", []), lineOrStop);
  const line = readLine(vm, self, -1);
  if (line === null || (line.v as string) !== "") return line;
  vm.counts.decref(line);
  return STOP;
}

/** CPython 3.11: Modules/_io/stringio.c _io_StringIO_seek_impl */
function stringio_seek(vm: VM, self: Self, position: PyObject, whence: PyObject | null): Result {
  const how = whence === null ? 0 : Number(whence.v);
  return andThen(
    vm,
    numberIndex(vm, position),
    (m, value, s, _b, _c, w) => {
      const n = takeSsize(m, value);
      if (n === null || !open(m, s!)) return null;
      const v = s!.v as StringIOState;
      if (w < 0 || w > 2) return m.raise(m.T.ValueError, `Invalid whence (${w}, should be 0, 1 or 2)`);
      if (n < 0 && w === 0) return m.raise(m.T.ValueError, `Negative seek position ${n}`);
      if (w !== 0 && n !== 0) return m.raise(m.T.OSError, "Can't do nonzero cur-relative seeks");
      touchPayload(s!);
      v.position = w === 0 ? n : w === 1 ? v.position : v.length;
      return m.newInt(v.position);
    },
    self,
    null,
    null,
    how,
  );
}

function stringio_truncate(vm: VM, self: Self, size: PyObject | null): Result {
  if (!open(vm, self)) return null;
  const n = size === null || size === vm.none ? vm.newInt(self.v.position) : numberIndex(vm, size);
  return andThen(
    vm,
    n,
    (m, value, s) => {
      const length = takeSsize(m, value);
      if (length === null) return null;
      const v = s!.v as StringIOState;
      if (length < 0) return m.raise(m.T.ValueError, `Negative size value ${length}`);
      if (length < v.length) {
        touchPayload(s!);
        v.pieces = [sliceText(whole(v), 0, length)];
        v.length = length;
      }
      return m.newInt(length);
    },
    self,
  );
}

function newlinesOf(vm: VM, seen: number): Result {
  const all = seenNewlines(seen).map((s) => vm.newStr(s));
  return all.length === 0 ? vm.newNone() : all.length === 1 ? all[0]! : vm.newTuple(all);
}

function getState(vm: VM, self: Self): Result {
  if (!open(vm, self)) return null;
  const v = self.v;
  const dict = self.w?.dict == null ? vm.newNone() : newRef(self.w.dict as PyObject);
  const newline = v.readnl === null ? vm.newNone() : vm.newStr(v.readnl);
  return vm.newTuple([newStrFromText(vm, whole(v)), newline, vm.newInt(v.position), dict]);
}

export const stringIOSpec: TypeSpec = {
  name: "_io.StringIO",
  base: (vm) => vm.type(textIOBaseSpec),
  layout: recordLayout<StringIOState>({ references: () => [] }),
  flags: TPFLAGS_BASETYPE,
  doc: "Text I/O implementation using an in-memory buffer.",
  slots: {
    tp_new: (vm: VM, type: PyType) => alloc(vm, type, new StringIOState()),
    tp_init: stringio_init,
    tp_iternext: stringio_next,
    needsFinalizer: (o) => o.type.heapType,
  },
  methods: [
    method("getvalue", "($self, /)", (vm, self) => (open(vm, self) ? newStrFromText(vm, whole(self.v)) : null)),
    method("read", "($self, size=-1, /)", stringio_read),
    method("readline", "($self, size=-1, /)", stringio_readline),
    method("write", "($self, s, /)", stringio_write),
    method("tell", "($self, /)", (vm, self) => (open(vm, self) ? vm.newInt(self.v.position) : null)),
    method("seek", "($self, pos, whence=0, /)", stringio_seek),
    method("truncate", "($self, pos=None, /)", stringio_truncate),
    method("close", "($self, /)", (vm, self) => {
      touchPayload(self);
      self.v.closed = true;
      self.v.pieces = [];
      return vm.newNone();
    }),
    ...["seekable", "readable", "writable"].map((name) =>
      method(name, "($self, /)", (vm, self) => (open(vm, self) ? vm.newBool(true) : null)),
    ),
    method("__getstate__", "($self, /)", getState),
  ],
  getset: [
    { name: "closed", get: (vm, self) => vm.newBool(self.v.closed) },
    { name: "newlines", get: (vm, self) => newlinesOf(vm, self.v.readUniversal ? self.v.newlines.seen : 0) },
    { name: "line_buffering", get: (vm, self) => (open(vm, self) ? vm.newBool(false) : null) },
  ],
};
