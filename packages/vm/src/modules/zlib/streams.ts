/// <reference path="./pako.d.ts" />
import deflateApi from "pako/lib/zlib/deflate.js";
import inflateApi from "pako/lib/zlib/inflate.js";
import ZStream from "pako/lib/zlib/zstream.js";

/*
 * Streams of zlib. pako is a port of zlib, table by table, so that compressed bytes are those of the original; what is left to do here is what zlibmodule.c does
 * around it: output buffers of the same sizes, which stored blocks depend on, and copies.
 */

export const Z_NO_FLUSH = 0;
export const Z_SYNC_FLUSH = 2;
export const Z_FINISH = 4;
export const Z_OK = 0;
export const Z_STREAM_END = 1;
export const Z_NEED_DICT = 2;
export const Z_BUF_ERROR = -5;

const KIB = 1024;
/** CPython 3.11: Include/internal/pycore_blocks_output_buffer.h BUFFER_BLOCK_SIZE */
const BLOCK_SIZES = [32, 64, 256, 1024, 4096, 8192, 16384, 16384, 32768].map((k) => k * KIB);

/** Collects output, block by block, up to a limit. */
class OutputBlocks {
  private readonly blocks: Uint8Array[] = [];
  private readonly limit: number;
  private readonly first: number;
  private length = 0;

  constructor(limit: number, first: number) {
    this.limit = limit;
    this.first = first;
  }

  /** Gives the stream room; false: the limit is reached. */
  grow(strm: ZStream): boolean {
    const n = this.blocks.length;
    let size = n === 0 && this.first > 0 ? this.first : BLOCK_SIZES[Math.min(n, BLOCK_SIZES.length - 1)]!;
    if (this.limit >= 0) size = Math.min(size, this.limit - this.length);
    if (size === 0 && this.limit >= 0) return false;
    const block = new Uint8Array(size);
    this.blocks.push(block);
    this.length += size;
    strm.output = block;
    strm.next_out = 0;
    strm.avail_out = size;
    return true;
  }

  full(strm: ZStream): boolean {
    return strm.avail_out === 0;
  }

  finish(strm: ZStream): Uint8Array {
    const out = new Uint8Array(this.length - strm.avail_out);
    let at = 0;
    this.blocks.forEach((block, i) => {
      const used = i === this.blocks.length - 1 ? block.subarray(0, block.length - strm.avail_out) : block;
      out.set(used, at);
      at += used.length;
    });
    return out;
  }
}

/** A copy of everything that hangs on a stream, references among it kept. */
function cloneGraph<T>(value: T, seen: Map<object, object> = new Map()): T {
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known as T;
  if (ArrayBuffer.isView(value)) {
    const copy = (value as unknown as Uint8Array).slice();
    seen.set(value, copy);
    return copy as unknown as T;
  }
  const copy = (Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value))) as Record<string, unknown>;
  seen.set(value, copy);
  for (const [key, field] of Object.entries(value)) copy[key] = cloneGraph(field, seen);
  return copy as T;
}

/** A window onto some of a large buffer must not be cloned apart from it: pako keeps none, but trees share their arrays, which `seen` sees to. */
export function cloneStream(strm: ZStream): ZStream {
  strm.input = null;
  strm.output = null;
  return cloneGraph(strm);
}

function setInput(strm: ZStream, data: Uint8Array): void {
  strm.input = data;
  strm.next_in = 0;
  strm.avail_in = data.length;
}

/** What a stream did: its output, and the code and message of an error (0 for none, 1 at its end). */
export interface Outcome {
  readonly bytes: Uint8Array;
  readonly code: number;
  readonly message: string;
  /** Bytes of the input that were not used. */
  readonly unused: number;
  /** The error is about the dictionary. */
  readonly inDictionary?: boolean;
}

export interface DeflateOptions {
  readonly level: number;
  readonly method: number;
  readonly wbits: number;
  readonly memLevel: number;
  readonly strategy: number;
}

/** A new compressing stream, or the error code. */
export function newDeflate(o: DeflateOptions): ZStream | number {
  const strm = new ZStream();
  const code = deflateApi.deflateInit2(strm, o.level, o.method, o.wbits, o.memLevel, o.strategy);
  return code === Z_OK ? strm : code;
}

export function deflateDictionary(strm: ZStream, dictionary: Uint8Array): number {
  return deflateApi.deflateSetDictionary(strm, dictionary);
}

export function runDeflate(strm: ZStream, data: Uint8Array, flush: number): Outcome {
  const out = new OutputBlocks(-1, 0);
  setInput(strm, data);
  let code: number;
  do {
    out.grow(strm);
    code = deflateApi.deflate(strm, flush);
    if (code < 0 && code !== Z_BUF_ERROR) break;
  } while (out.full(strm));
  return { bytes: out.finish(strm), code, message: strm.msg, unused: strm.avail_in };
}

/** A new decompressing stream, or the error code. */
export function newInflate(wbits: number): ZStream | number {
  const strm = new ZStream();
  const code = inflateApi.inflateInit2(strm, wbits);
  return code === Z_OK ? strm : code;
}

export function inflateDictionary(strm: ZStream, dictionary: Uint8Array): number {
  return inflateApi.inflateSetDictionary(strm, dictionary);
}

/** `limit` -1: none. `dictionary` is given to the stream when it asks for one. */
export function runInflate(
  strm: ZStream,
  data: Uint8Array,
  flush: number,
  limit: number,
  first: number,
  dictionary: Uint8Array | null,
): Outcome {
  const out = new OutputBlocks(limit, first);
  setInput(strm, data);
  out.grow(strm);
  let code = Z_OK;
  for (;;) {
    if (out.full(strm) && !out.grow(strm)) break;
    code = inflateApi.inflate(strm, flush);
    if (code === Z_NEED_DICT && dictionary !== null) {
      code = inflateApi.inflateSetDictionary(strm, dictionary);
      if (code === Z_OK) continue;
      return { bytes: out.finish(strm), code, message: "", unused: strm.avail_in, inDictionary: true };
    }
    if (code !== Z_OK && code !== Z_BUF_ERROR) break;
    if (!out.full(strm)) break;
  }
  return { bytes: out.finish(strm), code, message: strm.msg, unused: strm.avail_in };
}
