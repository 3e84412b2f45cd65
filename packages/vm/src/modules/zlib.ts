import { newRef } from "@vivarium/heap";
import { andThen } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { isInt } from "../objects/int/value.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { bytesView } from "../protocol/buffer.ts";
import { indexArguments } from "./index-arguments.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { adler32, crc32 } from "./zlib/checksums.ts";
import {
  compressing,
  compressSpec,
  decompressing,
  decompressSpec,
  newCompress,
  newDecompress,
  zlibError,
  zlibErrorSpec,
} from "./zlib/objects.ts";
import {
  deflateDictionary,
  inflateDictionary,
  newDeflate,
  newInflate,
  runDeflate,
  runInflate,
  Z_BUF_ERROR,
  Z_FINISH,
  Z_OK,
  Z_STREAM_END,
  Z_SYNC_FLUSH,
} from "./zlib/streams.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  DEFLATED: 8,
  DEF_BUF_SIZE: 16384,
  DEF_MEM_LEVEL: 8,
  MAX_WBITS: 15,
  Z_BEST_COMPRESSION: 9,
  Z_BEST_SPEED: 1,
  Z_BLOCK: 5,
  Z_DEFAULT_COMPRESSION: -1,
  Z_DEFAULT_STRATEGY: 0,
  Z_FILTERED: 1,
  Z_FINISH: 4,
  Z_FIXED: 4,
  Z_FULL_FLUSH: 3,
  Z_HUFFMAN_ONLY: 2,
  Z_NO_COMPRESSION: 0,
  Z_NO_FLUSH: 0,
  Z_PARTIAL_FLUSH: 1,
  Z_RLE: 3,
  Z_SYNC_FLUSH: 2,
  Z_TREES: 6,
};

/** The C ints that `indexArguments` gave, or their defaults; null with OverflowError. */
function intsOf(vm: VM, numbers: PyObject, defaults: readonly number[]): number[] | null {
  const values = (numbers.v as PyObject[]).map((o, i) => (o === vm.none ? defaults[i]! : (o.v as number | bigint)));
  vm.counts.decref(numbers);
  for (const v of values) {
    if (typeof v === "bigint") return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
    if (v > 0x7fffffff) return vm.raise(vm.T.OverflowError, "signed integer is greater than maximum");
    if (v < -0x80000000) return vm.raise(vm.T.OverflowError, "signed integer is less than minimum");
  }
  return values as number[];
}

/** CPython 3.11: zlib_compress_impl */
function compress(vm: VM, _m: PyObject, data: PyObject, level: PyObject | null, wbits: PyObject | null): Result {
  if (bytesView(vm, data) === null) return null;
  return andThen(vm, indexArguments(vm, [level, wbits]), compressWith, data);
}

function compressWith(vm: VM, numbers: PyObject, data: PyObject | null): Result {
  const bytes = bytesView(vm, data!);
  const r = andThen(vm, bytes === null ? null : compressing(vm, bytes.length), compressNow, data, numbers);
  vm.counts.decref(numbers);
  return r;
}

function compressNow(vm: VM, _ok: PyObject, data: PyObject | null, numbers: PyObject | null): Result {
  const values = intsOf(vm, newRef(numbers!), [-1, 15]);
  const bytes = values === null ? null : bytesView(vm, data!);
  if (bytes === null) return null;
  const strm = newDeflate({ level: values![0]!, method: 8, wbits: values![1]!, memLevel: 8, strategy: 0 });
  if (typeof strm === "number")
    return strm === -2
      ? vm.raise(vm.type(zlibErrorSpec), "Bad compression level")
      : zlibError(vm, strm, "", "while compressing data");
  const r = runDeflate(strm, bytes, Z_FINISH);
  return r.code === Z_STREAM_END ? vm.newBytes(r.bytes) : zlibError(vm, r.code, r.message, "while compressing data");
}

/** CPython 3.11: zlib_decompress_impl */
function decompress(vm: VM, _m: PyObject, data: PyObject, wbits: PyObject | null, size: PyObject | null): Result {
  if (bytesView(vm, data) === null) return null;
  return andThen(vm, indexArguments(vm, [wbits, size]), decompressWith, data);
}

function decompressWith(vm: VM, numbers: PyObject, data: PyObject | null): Result {
  const bytes = bytesView(vm, data!);
  const r = andThen(vm, bytes === null ? null : decompressing(vm, bytes.length), decompressNow, data, numbers);
  vm.counts.decref(numbers);
  return r;
}

function decompressNow(vm: VM, _ok: PyObject, data: PyObject | null, numbers: PyObject | null): Result {
  const values = intsOf(vm, newRef(numbers!), [15, 16384]);
  const bytes = values === null ? null : bytesView(vm, data!);
  if (bytes === null) return null;
  const [wbits, size] = values as [number, number];
  if (size < 0) return vm.raise(vm.T.ValueError, "bufsize must be non-negative");
  const strm = newInflate(wbits);
  if (typeof strm === "number") return zlibError(vm, strm, "", "while preparing to decompress data");
  const r = runInflate(strm, bytes, Z_SYNC_FLUSH, -1, Math.max(1, Math.min(size, 1 << 20)), null);
  if (r.code === Z_STREAM_END) return vm.newBytes(r.bytes);
  const code = r.code === Z_OK ? Z_BUF_ERROR : r.code;
  return zlibError(vm, code, code === Z_BUF_ERROR ? "" : r.message, "while decompressing data");
}

/** The bytes of a dictionary argument: null for none, false with an error. */
function dictionaryOf(vm: VM, o: PyObject | null): Uint8Array | null | false {
  if (o === null) return null;
  const bytes = bytesView(vm, o);
  return bytes === null ? false : bytes.slice();
}

/** CPython 3.11: zlib_compressobj_impl */
function compressobj(vm: VM, _m: PyObject, ...args: (PyObject | null)[]): Result {
  return andThen(vm, indexArguments(vm, args.slice(0, 5)), compressobjWith, args[5] ?? null);
}

function compressobjWith(vm: VM, numbers: PyObject, zdict: PyObject | null): Result {
  const values = intsOf(vm, numbers, [-1, 8, 15, 8, 0]);
  if (values === null) return null;
  const dictionary = zdict === vm.none ? null : dictionaryOf(vm, zdict);
  if (dictionary === false) return null;
  const [level, method_, wbits, memLevel, strategy] = values as [number, number, number, number, number];
  const strm = newDeflate({ level, method: method_, wbits, memLevel, strategy });
  if (typeof strm === "number") return vm.raise(vm.T.ValueError, "Invalid initialization option");
  if (dictionary !== null && deflateDictionary(strm, dictionary) !== Z_OK) return vm.raise(vm.T.ValueError, "Invalid dictionary");
  return newCompress(vm, strm);
}

/** CPython 3.11: zlib_decompressobj_impl */
function decompressobj(vm: VM, _m: PyObject, wbits: PyObject | null, zdict: PyObject | null): Result {
  return andThen(vm, indexArguments(vm, [wbits]), decompressobjWith, zdict);
}

function decompressobjWith(vm: VM, numbers: PyObject, zdict: PyObject | null): Result {
  const values = intsOf(vm, numbers, [15]);
  if (values === null) return null;
  const dictionary = dictionaryOf(vm, zdict);
  if (dictionary === false) return null;
  const strm = newInflate(values[0]!);
  if (typeof strm === "number") return vm.raise(vm.T.ValueError, "Invalid initialization option");
  // A raw stream cannot ask for its dictionary.
  if (dictionary !== null && values[0]! < 0 && inflateDictionary(strm, dictionary) !== Z_OK)
    return vm.raise(vm.T.ValueError, "Invalid dictionary");
  return newDecompress(vm, strm, dictionary);
}

/** CPython 3.11: zlib_crc32_impl, zlib_adler32_impl */
function checksum(name: string, initial: number, f: (bytes: Uint8Array, start: number) => number): MethodSpec {
  const fn = (vm: VM, _m: PyObject, data: PyObject, value: PyObject | null): Result => {
    const bytes = bytesView(vm, data);
    if (bytes === null) return null;
    if (value !== null && !isInt(value))
      return vm.raise(vm.T.TypeError, `'${value.type.name}' object cannot be interpreted as an integer`);
    const start = value === null ? initial : Number(BigInt.asUintN(32, BigInt(value.v as number | bigint)));
    return vm.newInt(f(bytes, start));
  };
  return method(name, `($module, data, value=${initial}, /)`, fn, { doc: `The ${name} checksum of data, going on from value.` });
}

/** The module `zlib`. CPython 3.11: Modules/zlibmodule.c zlib_exec */
export const zlibModule: ModuleSpec = {
  name: "zlib",
  doc: "Compression as in zlib and gzip, and two checksums.",
  methods: [
    method("compress", "($module, data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)", compress, { doc: "data compressed." }),
    method("decompress", "($module, data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)", decompress, { doc: "data decompressed." }),
    method(
      "compressobj",
      "($module, /, level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None)",
      compressobj,
      { doc: "A compression object, for data that come piece by piece." },
    ),
    method("decompressobj", "($module, /, wbits=MAX_WBITS, zdict=b'')", decompressobj, {
      doc: "A decompression object, for data that come piece by piece.",
    }),
    checksum("crc32", 0, crc32),
    checksum("adler32", 1, adler32),
  ],
  init(vm, set) {
    vm.type(compressSpec);
    vm.type(decompressSpec);
    set("error", newRef(vm.type(zlibErrorSpec).object));
    for (const [name, value] of Object.entries(CONSTANTS)) set(name, vm.newInt(value));
    set("ZLIB_VERSION", vm.newStr("1.2.13"));
    set("ZLIB_RUNTIME_VERSION", vm.newStr("1.2.13"));
    set("__version__", vm.newStr("1.0"));
  },
};
