import { newRef, touchPayload } from "@vivarium/heap";
import { forEach } from "../../eval/iterate.ts";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type PyType, type Result, recordLayout, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { type BufferLayout, byteShape, bytesView, writableView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { bufferedIOBaseSpec, giveNone, optionalSize } from "./io-base.ts";

/** Bytes in memory: `data` may be longer than what counts. */
export class BytesIOState {
  data: Uint8Array = new Uint8Array(0);
  length = 0;
  position = 0;
  closed = false;
  /** Buffers that `getbuffer` gave and that still live. */
  exports = 0;
}

type Self = PyObject<BytesIOState>;

function open(vm: VM, self: Self): boolean {
  if (!self.v.closed) return true;
  vm.raise(vm.T.ValueError, "I/O operation on closed file.");
  return false;
}

function resizable(vm: VM, self: Self): boolean {
  if (self.v.exports === 0) return true;
  vm.raise(vm.T.BufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

/** CPython 3.11: Modules/_io/bytesio.c write_bytes */
function writeBytes(self: Self, bytes: Uint8Array): void {
  const v = self.v;
  const end = v.position + bytes.length;
  touchPayload(self);
  if (end > v.data.length) {
    const larger = new Uint8Array(Math.max(end, v.data.length + (v.data.length >> 1)));
    larger.set(v.data.subarray(0, v.length));
    v.data = larger;
  }
  if (v.position > v.length) v.data.fill(0, v.length, v.position);
  v.data.set(bytes, v.position);
  v.position = end;
  v.length = Math.max(v.length, end);
}

function bytesio_init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, { name: "BytesIO", parameters: ["initial_bytes"] }, args, kwnames);
  if (parsed === null) return null;
  const initial = parsed[0]!;
  if (!resizable(vm, self)) return null;
  touchPayload(self);
  Object.assign(self.v, new BytesIOState());
  if (initial === null || initial === vm.none) return OK;
  const view = bytesView(vm, initial);
  if (view === null) return null;
  writeBytes(self, view);
  self.v.position = 0;
  return OK;
}

function bytesio_write(vm: VM, self: Self, data: PyObject): Result {
  if (!open(vm, self) || !resizable(vm, self)) return null;
  const view = bytesView(vm, data);
  if (view === null) return null;
  const n = view.length;
  if (n > 0) writeBytes(self, view);
  return vm.newInt(n);
}

function take(vm: VM, self: Self, n: number): Result {
  const v = self.v;
  const rest = Math.max(v.length - v.position, 0);
  const count = n < 0 || n > rest ? rest : n;
  const part = v.data.slice(v.position, v.position + count);
  touchPayload(self);
  v.position += count;
  return vm.newBytes(part);
}

function bytesio_read(vm: VM, self: Self, size: PyObject | null): Result {
  return andThen(
    vm,
    optionalSize(vm, size),
    (m, value, s) => {
      const n = takeSsize(m, value);
      return n === null || !open(m, s!) ? null : take(m, s!, n);
    },
    self,
  );
}

function lineLength(v: BytesIOState, limit: number): number {
  const newline = v.data.subarray(0, v.length).indexOf(10, v.position);
  const n = Math.max((newline < 0 ? v.length : newline + 1) - v.position, 0);
  return limit >= 0 ? Math.min(n, limit) : n;
}

function bytesio_readline(vm: VM, self: Self, size: PyObject | null): Result {
  return andThen(
    vm,
    optionalSize(vm, size),
    (m, value, s) => {
      const n = takeSsize(m, value);
      return n === null || !open(m, s!) ? null : take(m, s!, lineLength(s!.v, n));
    },
    self,
  );
}

function bytesio_readlines(vm: VM, self: Self, hint: PyObject | null): Result {
  return andThen(
    vm,
    optionalSize(vm, hint),
    (m, value, s) => {
      const limit = takeSsize(m, value);
      if (limit === null || !open(m, s!)) return null;
      const v = s!.v as BytesIOState;
      const lines: PyObject[] = [];
      let total = 0;
      while (v.position < v.length) {
        const n = lineLength(v, -1);
        lines.push(take(m, s!, n)!);
        total += n;
        if (limit > 0 && total >= limit) break;
      }
      return m.newList(lines);
    },
    self,
  );
}

function bytesio_next(vm: VM, self: Self): Result {
  if (!open(vm, self)) return null;
  const n = lineLength(self.v, -1);
  return n === 0 ? STOP : take(vm, self, n);
}

function bytesio_readinto(vm: VM, self: Self, buffer: PyObject): Result {
  if (!open(vm, self)) return null;
  const view = writableView(vm, buffer, "readinto() argument");
  if (view === null) return null;
  const v = self.v;
  const part = v.data.subarray(Math.min(v.position, v.length), Math.min(v.length, v.position + view.length));
  touchPayload(buffer);
  view.set(part);
  touchPayload(self);
  v.position += part.length;
  return vm.newInt(part.length);
}

/** CPython 3.11: Modules/_io/bytesio.c _io_BytesIO_seek_impl */
function bytesio_seek(vm: VM, self: Self, position: PyObject, whence: PyObject | null): Result {
  const how = whence === null ? 0 : Number(whence.v);
  return andThen(
    vm,
    numberIndex(vm, position),
    (m, value, s, _b, _c, w) => {
      const n = takeSsize(m, value);
      if (n === null || !open(m, s!)) return null;
      const v = s!.v as BytesIOState;
      if (w === 0 && n < 0) return m.raise(m.T.ValueError, `negative seek value ${n}`);
      if (w < 0 || w > 2) return m.raise(m.T.ValueError, `invalid whence (${w}, should be 0, 1 or 2)`);
      touchPayload(s!);
      v.position = Math.max((w === 0 ? 0 : w === 1 ? v.position : v.length) + n, 0);
      return m.newInt(v.position);
    },
    self,
    null,
    null,
    how,
  );
}

function bytesio_truncate(vm: VM, self: Self, size: PyObject | null): Result {
  if (!open(vm, self) || !resizable(vm, self)) return null;
  const n = size === null || size === vm.none ? vm.newInt(self.v.position) : numberIndex(vm, size);
  return andThen(
    vm,
    n,
    (m, value, s) => {
      const length = takeSsize(m, value);
      if (length === null) return null;
      if (length < 0) return m.raise(m.T.ValueError, `negative size value ${length}`);
      const v = s!.v as BytesIOState;
      if (length < v.length) {
        touchPayload(s!);
        v.length = length;
      }
      return m.newInt(length);
    },
    self,
  );
}

function getBuffer(vm: VM, self: Self): Result {
  if (!open(vm, self)) return null;
  if (vm.T.memoryview === null) return vm.raise(vm.T.NotImplementedError, "memoryview");
  return vm.T.memoryview.tp_new!(vm, vm.T.memoryview, [self], null);
}

function writeLine(vm: VM, line: PyObject, self: PyObject | null): Result {
  return bytesio_write(vm, self!, line);
}

const layout: BufferLayout<BytesIOState> = {
  ...recordLayout<BytesIOState>({ references: () => [] }),
  buffer: {
    acquire(_vm, o) {
      touchPayload(o);
      o.v.exports++;
      return byteShape(o.v.length, false);
    },
    release(_vm, o) {
      touchPayload(o);
      o.v.exports--;
    },
    memory: (o) => o.v.data.subarray(0, o.v.length),
    isReadonly: () => false,
  },
};

export const bytesIOSpec: TypeSpec = {
  name: "_io.BytesIO",
  base: (vm) => vm.type(bufferedIOBaseSpec),
  layout,
  flags: TPFLAGS_BASETYPE,
  doc: "Buffered I/O implementation using an in-memory bytes buffer.",
  slots: {
    tp_new: (vm: VM, type: PyType) => alloc(vm, type, new BytesIOState()),
    tp_init: bytesio_init,
    tp_iter: (vm, self) => (open(vm, self) ? newRef(self) : null),
    tp_iternext: bytesio_next,
    needsFinalizer: (o) => o.type.heapType,
  },
  methods: [
    method("getvalue", "($self, /)", (vm, self) => (open(vm, self) ? vm.newBytes(self.v.data.slice(0, self.v.length)) : null)),
    method("getbuffer", "($self, /)", getBuffer),
    method("read", "($self, size=-1, /)", bytesio_read),
    method("read1", "($self, size=-1, /)", bytesio_read),
    method("readline", "($self, size=-1, /)", bytesio_readline),
    method("readlines", "($self, size=None, /)", bytesio_readlines),
    method("readinto", "($self, buffer, /)", bytesio_readinto),
    method("write", "($self, b, /)", bytesio_write),
    method("writelines", "($self, lines, /)", (vm, self, lines) =>
      open(vm, self) ? andThen(vm, forEach(vm, lines, writeLine, self), giveNone) : null,
    ),
    method("tell", "($self, /)", (vm, self) => (open(vm, self) ? vm.newInt(self.v.position) : null)),
    method("seek", "($self, pos, whence=0, /)", bytesio_seek),
    method("truncate", "($self, size=None, /)", bytesio_truncate),
    method("flush", "($self, /)", (vm, self) => (open(vm, self) ? vm.newNone() : null)),
    method("isatty", "($self, /)", (vm, self) => (open(vm, self) ? vm.newBool(false) : null)),
    method("close", "($self, /)", (vm, self) => {
      if (!resizable(vm, self)) return null;
      touchPayload(self);
      self.v.closed = true;
      self.v.data = new Uint8Array(0);
      return vm.newNone();
    }),
    ...["seekable", "readable", "writable"].map((name) =>
      method(name, "($self, /)", (vm, self) => (open(vm, self) ? vm.newBool(true) : null)),
    ),
  ],
  getset: [{ name: "closed", get: (vm, self) => vm.newBool(self.v.closed) }],
};
