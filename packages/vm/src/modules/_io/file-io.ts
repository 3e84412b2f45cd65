import { newRef, touchPayload } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { andThen, orElse } from "../../eval/native-frame.ts";
import * as host from "../../host.ts";
import { EISDIR } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type PyType, type Result, recordLayout, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { warn } from "../../objects/int/deprecation.ts";
import { isInt } from "../../objects/int/value.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { lookupAttrString, setAttr } from "../../protocol/attribute.ts";
import { bytesView, writableView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { repr } from "../../protocol/repr.ts";
import { truth } from "../../protocol/truth.ts";
import { fsPath, pathText } from "../posix/path.ts";
import { allowThreads } from "./allow-threads.ts";
import { descriptorsOf, raiseFailure, readDescriptor, writeDescriptor } from "./descriptors.ts";
import { iobase_finalize, optionalSize, rawIOBaseSpec, unsupported } from "./io-base.ts";

/** A file that is open for raw reading or writing: CPython's fileio. */
export class FileIOState {
  fd = -1;
  created = false;
  readable = false;
  writable = false;
  appending = false;
  /** Null: not asked yet. */
  seekable: boolean | null = null;
  closefd = true;
  finalizing = false;
  flags = 0;
}

type Self = PyObject<FileIOState>;

/** Reads the mode; false with ValueError. CPython 3.11: Modules/_io/fileio.c _io_FileIO___init___impl */
function parseMode(vm: VM, v: FileIOState, mode: string): boolean {
  let kinds = 0;
  let plus = false;
  for (const c of mode) {
    if (c === "b") continue;
    if (c === "+") {
      if (plus) kinds = 99;
      plus = true;
      v.readable = true;
      v.writable = true;
      continue;
    }
    kinds++;
    if (c === "r") v.readable = true;
    else if (c === "w") {
      v.writable = true;
      v.flags |= host.O_CREAT | host.O_TRUNC;
    } else if (c === "x") {
      v.created = true;
      v.writable = true;
      v.flags |= host.O_EXCL | host.O_CREAT;
    } else if (c === "a") {
      v.writable = true;
      v.appending = true;
      v.flags |= host.O_APPEND | host.O_CREAT;
    } else {
      vm.raise(vm.T.ValueError, `invalid mode: ${mode}`);
      return false;
    }
  }
  if (kinds !== 1) {
    vm.raise(vm.T.ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
    return false;
  }
  v.flags |= v.readable && v.writable ? host.O_RDWR : v.readable ? host.O_RDONLY : host.O_WRONLY;
  v.flags |= host.O_CLOEXEC;
  return true;
}

function fileio_new(vm: VM, type: PyType): Result {
  return alloc(vm, type, new FileIOState());
}

function fileio_init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, { name: "FileIO", parameters: ["file", "mode", "closefd", "opener"] }, args, kwnames);
  if (parsed === null) return null;
  const [file, mode, closefd, opener] = parsed as [PyObject | null, PyObject | null, PyObject | null, PyObject | null];
  if (file === null) return vm.raise(vm.T.TypeError, "FileIO() missing required argument 'file' (pos 1)");
  if (mode !== null && !isStr(mode))
    return vm.raise(vm.T.TypeError, `FileIO() argument 'mode' must be str, not ${mode.type.name}`);
  const v = self.v;
  touchPayload(self);
  if (v.fd >= 0 && v.closefd) descriptorsOf(vm).close(v.fd);
  Object.assign(v, new FileIOState());
  const text = mode?.v ?? "r";
  const rest = vm.newTuple([vm.newStr(text), newRef(opener ?? vm.none)]);
  const r = andThen(vm, closefd === null ? vm.newBool(true) : truth(vm, closefd), withCloseFd, self, file, rest);
  vm.counts.decref(rest);
  return r;
}

function withCloseFd(vm: VM, closefd: PyObject, self: PyObject | null, file: PyObject | null, rest: PyObject | null): Result {
  const v = self!.v as FileIOState;
  touchPayload(self!);
  v.closefd = closefd === vm.true_;
  vm.counts.decref(closefd);
  if (isInt(file!)) {
    const fd = Number(file!.v);
    if (fd < 0) return vm.raise(vm.T.ValueError, "negative file descriptor");
    return adopt(vm, self!, file!, fd, rest!);
  }
  return andThen(vm, fsPath(vm, file!), openPath, self, file, rest);
}

function adopt(vm: VM, self: PyObject, file: PyObject, fd: number, rest: PyObject): Result {
  const v = self.v as FileIOState;
  touchPayload(self);
  if (!parseMode(vm, v, (rest.v as PyObject[])[0]!.v)) return null;
  const open = descriptorsOf(vm).get(fd);
  if (host.failed(open)) return raiseFailure(vm, open, null);
  v.fd = fd;
  return finishOpen(vm, self, file);
}

function openPath(vm: VM, path: PyObject, self: PyObject | null, file: PyObject | null, rest: PyObject | null): Result {
  const v = self!.v as FileIOState;
  touchPayload(self!);
  const [mode, opener] = rest!.v as PyObject[];
  const name = pathText(vm, path);
  vm.counts.decref(path);
  if (name === null || !parseMode(vm, v, mode!.v)) return null;
  if (!v.closefd) return vm.raise(vm.T.ValueError, "Cannot use closefd=False with file name");
  if (opener !== vm.none) {
    const flags = vm.newInt(v.flags);
    const r = andThen(vm, callObject(vm, opener!, [file!, flags]), opened, self, file);
    vm.counts.decref(flags);
    return r;
  }
  const open = vm.host.open(name, v.flags, 0o666);
  if (host.failed(open)) return raiseFailure(vm, open, file);
  v.fd = descriptorsOf(vm).add(open, name);
  return andThen(vm, allowThreads(vm, "open()"), (m, _ok, s, f) => finishOpen(m, s!, f!), self, file);
}

/** What an opener gave. */
function opened(vm: VM, value: PyObject, self: PyObject | null, file: PyObject | null): Result {
  const isNumber = isInt(value);
  const fd = Number(value.v);
  vm.counts.decref(value);
  if (!isNumber) return vm.raise(vm.T.TypeError, "expected integer from opener");
  if (fd < 0) return vm.raise(vm.T.ValueError, `opener returned ${fd}`);
  touchPayload(self!);
  (self!.v as FileIOState).fd = fd;
  return finishOpen(vm, self!, file!);
}

function finishOpen(vm: VM, self: PyObject, file: PyObject): Result {
  const v = self.v as FileIOState;
  touchPayload(self);
  const open = descriptorsOf(vm).get(v.fd);
  const status = host.failed(open) ? open : open.status();
  if (host.failed(status)) return raiseFailure(vm, status, file);
  if ((status.mode & host.S_IFMT) === host.S_IFDIR) {
    if (v.closefd) descriptorsOf(vm).close(v.fd);
    v.fd = -1;
    return raiseFailure(vm, new host.HostFailure(EISDIR), file);
  }
  if (v.appending && !host.failed(open)) open.seek(0, 2);
  const name = vm.intern("name");
  const r = setAttr(vm, self, name, file);
  vm.counts.decref(name);
  return r;
}

/** CPython 3.11: Modules/_io/fileio.c _io_FileIO_close_impl */
function fileio_close(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.fd < 0) return vm.newNone();
  if (!v.closefd) {
    touchPayload(self);
    v.fd = -1;
    return vm.newNone();
  }
  if (v.finalizing) return andThen(vm, orElse(vm, fileio_dealloc_warn(vm, self, self), forget, self), reallyClose, self);
  return reallyClose(vm, OK, self);
}

function forget(vm: VM): Result {
  vm.clearException();
  return OK;
}

function reallyClose(vm: VM, value: PyObject, self: PyObject | null): Result {
  if (value !== OK) vm.counts.decref(value);
  const v = self!.v as FileIOState;
  const { fd } = v;
  if (fd < 0) return vm.newNone();
  touchPayload(self!);
  v.fd = -1;
  const failure = descriptorsOf(vm).close(fd);
  return failure === null ? vm.newNone() : raiseFailure(vm, failure);
}

/** "unclosed file". CPython 3.11: Modules/_io/fileio.c fileio_dealloc_warn */
function fileio_dealloc_warn(vm: VM, self: Self, source: PyObject): Result {
  if (self.v.fd < 0 || !self.v.closefd) return vm.newNone();
  return andThen(vm, repr(vm, source), warnUnclosed);
}

function warnUnclosed(vm: VM, text: PyObject): Result {
  const message = `unclosed file ${text.v as string}`;
  vm.counts.decref(text);
  return andThen(vm, warn(vm, vm.T.ResourceWarning.object, message), (v) => v.newNone());
}

function modeText(v: FileIOState): string {
  if (v.created) return v.readable ? "xb+" : "xb";
  if (v.appending) return v.readable ? "ab+" : "ab";
  if (v.readable) return v.writable ? "rb+" : "rb";
  return "wb";
}

function open(vm: VM, self: Self): boolean {
  if (self.v.fd >= 0) return true;
  vm.raise(vm.T.ValueError, "I/O operation on closed file");
  return false;
}

/** At most `n` bytes: bytes, or None. CPython 3.11: Modules/_io/fileio.c _io_FileIO_read_impl */
export function fileioRead(vm: VM, self: Self, n: number): Result {
  if (!open(vm, self)) return null;
  if (!self.v.readable) return unsupported(vm, "File not open for reading");
  if (n < 0) return fileio_readall(vm, self);
  return noneForStop(vm, readDescriptor(vm, self.v.fd, n));
}

function noneForStop(vm: VM, r: Result): Result {
  return andThen(vm, r, (v, value) => (value === STOP ? v.newNone() : value), null, null, null, 0, true);
}

export function fileioWrite(vm: VM, self: Self, bytes: Uint8Array): Result {
  if (!open(vm, self)) return null;
  if (!self.v.writable) return unsupported(vm, "File not open for writing");
  return noneForStop(vm, writeDescriptor(vm, self.v.fd, bytes));
}

function fileio_read(vm: VM, self: Self, size: PyObject | null): Result {
  return andThen(
    vm,
    optionalSize(vm, size),
    (v, value, s) => {
      const n = takeSsize(v, value);
      return n === null ? null : fileioRead(v, s!, n);
    },
    self,
  );
}

/** Everything that is left. CPython 3.11: Modules/_io/fileio.c _io_FileIO_readall_impl */
export function fileio_readall(vm: VM, self: Self): Result {
  if (!open(vm, self)) return null;
  if (!self.v.readable) return unsupported(vm, "File not open for reading");
  const chunks = vm.newList([]);
  const r = readMore(vm, self, chunks);
  vm.counts.decref(chunks);
  return r;
}

function readMore(vm: VM, self: Self, chunks: PyObject): Result {
  for (;;) {
    const file = descriptorsOf(vm).get(self.v.fd);
    const status = host.failed(file) ? file : file.status();
    const size = host.failed(status) ? 0 : status.size;
    const r = readDescriptor(vm, self.v.fd, Math.max(size + 1, 65536));
    const next = andThen(vm, r, takeChunk, self, chunks, null, 0, true);
    if (next !== OK) return next;
  }
}

/** Keeps a chunk: OK when there may be more, the whole at the end. After a wait it goes on by itself. */
function takeChunk(vm: VM, chunk: PyObject, self: PyObject | null, chunks: PyObject | null): Result {
  const list = chunks!.v as PyObject[];
  if (chunk !== STOP && (chunk.v as Uint8Array).length > 0) {
    touchPayload(chunks!);
    list.push(chunk);
    return readMore(vm, self!, chunks!);
  }
  if (chunk !== STOP) vm.counts.decref(chunk);
  else if (list.length === 0) return vm.newNone();
  let length = 0;
  for (const c of list) length += (c.v as Uint8Array).length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const c of list) {
    all.set(c.v, at);
    at += (c.v as Uint8Array).length;
  }
  return vm.newBytes(all);
}

function fileio_readinto(vm: VM, self: Self, buffer: PyObject): Result {
  if (!open(vm, self)) return null;
  if (!self.v.readable) return unsupported(vm, "File not open for reading");
  const view = writableView(vm, buffer, "readinto() argument");
  if (view === null) return null;
  return andThen(vm, readDescriptor(vm, self.v.fd, view.length), storeRead, buffer, null, null, 0, true);
}

function storeRead(vm: VM, data: PyObject, buffer: PyObject | null): Result {
  if (data === STOP) return vm.newNone();
  const bytes = data.v as Uint8Array;
  vm.counts.decref(data);
  const view = writableView(vm, buffer!, "readinto() argument");
  if (view === null) return null;
  touchPayload(buffer!);
  view.set(bytes.subarray(0, view.length));
  return vm.newInt(bytes.length);
}

function fileio_write(vm: VM, self: Self, data: PyObject): Result {
  if (!open(vm, self)) return null;
  if (!self.v.writable) return unsupported(vm, "File not open for writing");
  const view = bytesView(vm, data);
  return view === null ? null : fileioWrite(vm, self, view);
}

/** The new position, or a failure. */
export function fileioSeek(vm: VM, self: Self, offset: number, whence: number): number | null {
  if (!open(vm, self)) return null;
  const file = descriptorsOf(vm).get(self.v.fd);
  const at = host.failed(file) ? file : file.seek(offset, whence);
  return host.failed(at) ? raiseFailure(vm, at) : at;
}

function fileio_seek(vm: VM, self: Self, offset: PyObject, whence: PyObject | null): Result {
  if (!open(vm, self)) return null;
  return andThen(vm, numberIndex(vm, offset), seekTo, self, null, null, whence === null ? 0 : Number(whence.v));
}

function seekTo(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  whence: number,
): Result {
  const offset = takeSsize(vm, value);
  const at = offset === null ? null : fileioSeek(vm, self!, offset, whence);
  return at === null ? null : vm.newInt(at);
}

function fileio_tell(vm: VM, self: Self): Result {
  const at = fileioSeek(vm, self, 0, 1);
  return at === null ? null : vm.newInt(at);
}

function fileio_truncate(vm: VM, self: Self, size: PyObject | null): Result {
  if (!open(vm, self)) return null;
  if (!self.v.writable) return unsupported(vm, "File not open for writing");
  const position = size === null || size === vm.none ? fileio_tell(vm, self) : numberIndex(vm, size);
  return andThen(vm, position, truncateTo, self);
}

function truncateTo(vm: VM, value: PyObject, self: PyObject | null): Result {
  const file = descriptorsOf(vm).get((self!.v as FileIOState).fd);
  const failure = host.failed(file) ? file : file.truncate(Number(value.v));
  if (failure === null) return value;
  vm.counts.decref(value);
  return raiseFailure(vm, failure);
}

function fileio_seekable(vm: VM, self: Self): Result {
  if (!open(vm, self)) return null;
  if (self.v.seekable === null) {
    const file = descriptorsOf(vm).get(self.v.fd);
    touchPayload(self);
    self.v.seekable = !host.failed(file) && !host.failed(file.seek(0, 1));
  }
  return vm.newBool(self.v.seekable);
}

function fileio_repr(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.fd < 0) return vm.newStr("<_io.FileIO [closed]>");
  return andThen(vm, andThen(vm, lookupAttrString(vm, self, "name"), nameRepr, null, null, null, 0, true), reprWith, self);
}

function nameRepr(vm: VM, name: PyObject): Result {
  if (name === STOP) return vm.newStr("");
  const r = repr(vm, name);
  vm.counts.decref(name);
  return r;
}

function reprWith(vm: VM, name: PyObject, self: PyObject | null): Result {
  const v = self!.v as FileIOState;
  const what = name.v === "" ? `fd=${v.fd}` : `name=${name.v as string}`;
  vm.counts.decref(name);
  return vm.newStr(`<_io.FileIO ${what} mode='${modeText(v)}' closefd=${v.closefd ? "True" : "False"}>`);
}

export const fileIOSpec: TypeSpec = {
  name: "_io.FileIO",
  base: (vm) => vm.type(rawIOBaseSpec),
  layout: recordLayout<FileIOState>({ references: () => [] }),
  flags: TPFLAGS_BASETYPE,
  doc: "Open a file.",
  slots: {
    tp_new: fileio_new,
    tp_init: fileio_init,
    tp_repr: fileio_repr,
    tp_finalize: iobase_finalize,
    needsFinalizer: (o) => o.type.heapType || (o.v as FileIOState).fd >= 0,
  },
  methods: [
    method("read", "($self, size=-1, /)", fileio_read),
    method("readall", "($self, /)", fileio_readall),
    method("readinto", "($self, buffer, /)", fileio_readinto),
    method("write", "($self, b, /)", fileio_write),
    method("seek", "($self, pos, whence=0, /)", fileio_seek),
    method("tell", "($self, /)", fileio_tell),
    method("truncate", "($self, size=None, /)", fileio_truncate),
    method("close", "($self, /)", fileio_close),
    method("seekable", "($self, /)", fileio_seekable),
    method("readable", "($self, /)", (vm, self) => (open(vm, self) ? vm.newBool(self.v.readable) : null)),
    method("writable", "($self, /)", (vm, self) => (open(vm, self) ? vm.newBool(self.v.writable) : null)),
    method("fileno", "($self, /)", (vm, self) => (open(vm, self) ? vm.newInt(self.v.fd) : null)),
    method("isatty", "($self, /)", (vm, self) => (open(vm, self) ? vm.newBool(descriptorsOf(vm).isTerminal(self.v.fd)) : null)),
    method("_dealloc_warn", "($self, source, /)", fileio_dealloc_warn),
  ],
  getset: [
    { name: "closed", get: (vm, self) => vm.newBool(self.v.fd < 0) },
    { name: "closefd", get: (vm, self) => vm.newBool(self.v.closefd) },
    { name: "mode", get: (vm, self) => vm.newStr(modeText(self.v)) },
    { name: "_blksize", member: true, get: (vm) => vm.newInt(4096), set: () => OK },
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
