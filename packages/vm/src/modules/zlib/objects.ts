import { newRef, touchPayload } from "@vivarium/heap";
import type ZStream from "pako/lib/zlib/zstream.js";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  type PyObject,
  type Result,
  recordLayout,
  TPFLAGS_BASETYPE,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../../object.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { withoutGil } from "../allow-threads.ts";
import {
  cloneStream,
  runDeflate,
  runInflate,
  Z_BUF_ERROR,
  Z_FINISH,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  Z_SYNC_FLUSH,
} from "./streams.ts";

export const zlibErrorSpec: TypeSpec = { name: "zlib.error", base: (vm) => vm.T.Exception, flags: TPFLAGS_BASETYPE };

/** CPython 3.11: Modules/zlibmodule.c zlib_error */
export function zlibError(vm: VM, code: number, message: string, what: string): null {
  const fixed: Readonly<Record<number, string>> = {
    [-5]: "incomplete or truncated stream",
    [-2]: "inconsistent stream state",
    [-3]: "invalid input data",
  };
  const text = message !== "" && code !== -2 ? message : (fixed[code] ?? "");
  return vm.raise(vm.type(zlibErrorSpec), `Error ${code} ${what}${text === "" ? "" : `: ${text}`}`);
}

/** Nanoseconds a kibibyte takes, about. */
const DEFLATE_COST = 25_000;
const INFLATE_COST = 4_000;

/** The simulated time of that much work, without the GIL; gives OK. */
export function compressing(vm: VM, bytes: number): Result {
  return withoutGil(vm, 1000 + Math.floor((bytes * DEFLATE_COST) / 1024), "compressing");
}

export function decompressing(vm: VM, bytes: number): Result {
  return withoutGil(vm, 1000 + Math.floor((bytes * INFLATE_COST) / 1024), "decompressing");
}

// --- Compression --------------------------------------------------------------------------------------------------------------

/** The payload of a compression object. */
interface CompressData {
  strm: ZStream;
  finished: boolean;
}

type Compress = PyObject<CompressData>;

const compressLayout: PayloadLayout<CompressData> = {
  ...recordLayout<CompressData>({ references: () => [], container: false }),
  save: (v) => ({ strm: cloneStream(v.strm), finished: v.finished }),
  restore(o, saved) {
    const { strm, finished } = saved as CompressData;
    Object.assign(o.v, { strm: cloneStream(strm), finished });
  },
};

export function newCompress(vm: VM, strm: ZStream): PyObject {
  return alloc<CompressData>(vm, vm.type(compressSpec), { strm, finished: false });
}

/** CPython 3.11: zlib_Compress_compress_impl */
function compress_compress(vm: VM, self: Compress, data: PyObject): Result {
  const bytes = bytesView(vm, data);
  return bytes === null ? null : andThen(vm, compressing(vm, bytes.length), compressNow, self, data);
}

function compressNow(vm: VM, _ok: PyObject, o: PyObject | null, data: PyObject | null): Result {
  const self = o as Compress;
  const bytes = bytesView(vm, data!);
  if (bytes === null) return null;
  touchPayload(self);
  const r = runDeflate(self.v.strm, bytes, Z_NO_FLUSH);
  if (r.code < 0 && r.code !== Z_BUF_ERROR) return zlibError(vm, r.code, r.message, "while compressing data");
  return vm.newBytes(r.bytes);
}

function compress_flush(vm: VM, self: Compress, mode: PyObject | null): Result {
  return andThen(vm, mode === null ? vm.newInt(Z_FINISH) : numberIndex(vm, mode), flushMode, self);
}

/** CPython 3.11: zlib_Compress_flush_impl */
function flushMode(vm: VM, modeObject: PyObject, o: PyObject | null): Result {
  const self = o as Compress;
  const mode = takeSsize(vm, modeObject);
  if (mode === null) return null;
  if (mode === Z_NO_FLUSH) return vm.newBytes(new Uint8Array(0));
  touchPayload(self);
  const r = runDeflate(self.v.strm, new Uint8Array(0), mode);
  if (self.v.finished || (r.code < 0 && r.code !== Z_BUF_ERROR)) return zlibError(vm, -2, "", "while flushing");
  if (r.code === Z_STREAM_END && mode === Z_FINISH) self.v.finished = true;
  return vm.newBytes(r.bytes);
}

function compress_copy(vm: VM, self: Compress): Result {
  if (self.v.finished) return vm.raise(vm.T.ValueError, "Inconsistent stream state");
  return alloc<CompressData>(vm, self.type, { strm: cloneStream(self.v.strm), finished: false });
}

/** CPython 3.11: Modules/zlibmodule.c Comptype_spec */
export const compressSpec: TypeSpec = {
  name: "zlib.Compress",
  layout: compressLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  methods: [
    method("compress", "($self, data, /)", compress_compress, { doc: "Compresses more bytes; some of the result." }),
    method("flush", "($self, mode=zlib.Z_FINISH, /)", compress_flush, { doc: "The rest of the result." }),
    method("copy", "($self, /)", compress_copy, { doc: "A copy of the compression object." }),
    method("__copy__", "($self, /)", compress_copy),
    method("__deepcopy__", "($self, memo, /)", compress_copy),
  ],
};

// --- Decompression ------------------------------------------------------------------------------------------------------------

/** The payload of a decompression object; the bytes objects are owned. */
interface DecompressData {
  strm: ZStream;
  dictionary: Uint8Array | null;
  unusedData: PyObject<Uint8Array>;
  unconsumedTail: PyObject<Uint8Array>;
  eof: boolean;
}

type Decompress = PyObject<DecompressData>;

const decompressLayout: PayloadLayout<DecompressData> = {
  ...recordLayout<DecompressData>({ references: (v) => [v.unusedData, v.unconsumedTail], container: false }),
  save: (v) => ({ ...v, strm: cloneStream(v.strm) }),
  restore(o, saved) {
    const s = saved as DecompressData;
    Object.assign(o.v, { ...s, strm: cloneStream(s.strm) });
  },
};

export function newDecompress(vm: VM, strm: ZStream, dictionary: Uint8Array | null): PyObject {
  const empty = (): PyObject<Uint8Array> => vm.newBytes(new Uint8Array(0));
  return alloc<DecompressData>(vm, vm.type(decompressSpec), {
    strm,
    dictionary,
    unusedData: empty(),
    unconsumedTail: empty(),
    eof: false,
  });
}

/** What was not used goes to `unused_data` behind the end, to `unconsumed_tail` before. CPython 3.11: save_unconsumed_input */
function saveRest(vm: VM, self: Decompress, rest: Uint8Array, code: number): void {
  const v = self.v;
  touchPayload(self);
  if (code === Z_STREAM_END) {
    v.eof = true;
    const old = v.unusedData;
    const all = new Uint8Array(old.v.length + rest.length);
    all.set(old.v);
    all.set(rest, old.v.length);
    v.unusedData = vm.newBytes(all);
    vm.counts.decref(old);
  }
  const tail = code === Z_STREAM_END ? new Uint8Array(0) : rest;
  if (tail.length > 0 || v.unconsumedTail.v.length > 0) {
    const old = v.unconsumedTail;
    v.unconsumedTail = vm.newBytes(tail.slice());
    vm.counts.decref(old);
  }
}

function decompress_decompress(vm: VM, self: Decompress, data: PyObject, limit: PyObject | null): Result {
  return andThen(vm, limit === null ? vm.newInt(0) : numberIndex(vm, limit), limitKnown, self, data);
}

function limitKnown(vm: VM, value: PyObject, self: PyObject | null, data: PyObject | null): Result {
  const limit = takeSsize(vm, value);
  if (limit === null) return null;
  if (limit < 0) return vm.raise(vm.T.ValueError, "max_length must be non-negative");
  const bytes = bytesView(vm, data!);
  return bytes === null ? null : andThen(vm, decompressing(vm, bytes.length), decompressNow, self, data, null, limit);
}

/** CPython 3.11: zlib_Decompress_decompress_impl */
function decompressNow(
  vm: VM,
  _ok: PyObject,
  o: PyObject | null,
  data: PyObject | null,
  _c: PyObject | null,
  limit: number,
): Result {
  const self = o as Decompress;
  const bytes = bytesView(vm, data!);
  if (bytes === null) return null;
  touchPayload(self);
  const r = runInflate(self.v.strm, bytes, Z_SYNC_FLUSH, limit === 0 ? -1 : limit, 0, self.v.dictionary);
  saveRest(vm, self, bytes.subarray(bytes.length - r.unused), r.code);
  if (r.code !== Z_OK && r.code !== Z_STREAM_END && r.code !== Z_BUF_ERROR)
    return zlibError(vm, r.code, r.message, r.inDictionary ? "while setting zdict" : "while decompressing data");
  return vm.newBytes(r.bytes);
}

function decompress_flush(vm: VM, self: Decompress, length: PyObject | null): Result {
  return andThen(vm, length === null ? vm.newInt(16384) : numberIndex(vm, length), flushNow, self);
}

/** CPython 3.11: zlib_Decompress_flush_impl */
function flushNow(vm: VM, value: PyObject, o: PyObject | null): Result {
  const self = o as Decompress;
  const length = takeSsize(vm, value);
  if (length === null) return null;
  if (length <= 0) return vm.raise(vm.T.ValueError, "length must be greater than zero");
  touchPayload(self);
  const bytes = self.v.unconsumedTail.v.slice();
  const r = runInflate(self.v.strm, bytes, Z_FINISH, -1, Math.min(length, 1 << 20), self.v.dictionary);
  saveRest(vm, self, bytes.subarray(bytes.length - r.unused), r.code);
  return vm.newBytes(r.bytes);
}

function decompress_copy(vm: VM, self: Decompress): Result {
  const v = self.v;
  return alloc<DecompressData>(vm, self.type, {
    strm: cloneStream(v.strm),
    dictionary: v.dictionary,
    unusedData: newRef(v.unusedData),
    unconsumedTail: newRef(v.unconsumedTail),
    eof: v.eof,
  });
}

/** CPython 3.11: Modules/zlibmodule.c Decomptype_spec */
export const decompressSpec: TypeSpec = {
  name: "zlib.Decompress",
  layout: decompressLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  methods: [
    method("decompress", "($self, data, /, max_length=0)", decompress_decompress, { doc: "Decompresses more bytes." }),
    method("flush", "($self, length=zlib.DEF_BUF_SIZE, /)", decompress_flush, { doc: "The rest of the result." }),
    method("copy", "($self, /)", decompress_copy, { doc: "A copy of the decompression object." }),
    method("__copy__", "($self, /)", decompress_copy),
    method("__deepcopy__", "($self, memo, /)", decompress_copy),
  ],
  getset: [
    { name: "unused_data", member: true, get: (_vm, self: Decompress) => newRef(self.v.unusedData) },
    { name: "unconsumed_tail", member: true, get: (_vm, self: Decompress) => newRef(self.v.unconsumedTail) },
    { name: "eof", member: true, get: (vm, self: Decompress) => vm.newBool(self.v.eof) },
  ],
};
