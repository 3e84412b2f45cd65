/* The parts of pako's port of zlib that the module `zlib` uses; pako has no declarations of its own. */

declare module "pako/lib/zlib/zstream.js" {
  export default class ZStream {
    input: Uint8Array | null;
    next_in: number;
    avail_in: number;
    output: Uint8Array | null;
    next_out: number;
    avail_out: number;
    msg: string;
    state: object | null;
    adler: number;
  }
}

declare module "pako/lib/zlib/deflate.js" {
  import type ZStream from "pako/lib/zlib/zstream.js";

  const deflate: {
    deflateInit2(strm: ZStream, level: number, method: number, windowBits: number, memLevel: number, strategy: number): number;
    deflate(strm: ZStream, flush: number): number;
    deflateSetDictionary(strm: ZStream, dictionary: Uint8Array): number;
  };
  export default deflate;
}

declare module "pako/lib/zlib/inflate.js" {
  import type ZStream from "pako/lib/zlib/zstream.js";

  const inflate: {
    inflateInit2(strm: ZStream, windowBits: number): number;
    inflate(strm: ZStream, flush: number): number;
    inflateSetDictionary(strm: ZStream, dictionary: Uint8Array): number;
  };
  export default inflate;
}
