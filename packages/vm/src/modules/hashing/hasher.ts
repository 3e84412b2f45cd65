/*
 * Hash functions that take their input block by block.
 *
 * Words of 64 bits are pairs of 32-bit ones, the high one first: a bigint costs some forty times as much.
 */

/** One function. Pure: its state is an array of words that the caller owns. */
export interface HashAlgorithm {
  /** hashlib's name. */
  readonly name: string;
  readonly blockSize: number;
  /** Bytes of the digest; 0 when the caller says how many. */
  readonly digestSize: number;
  start(): Int32Array;
  /** One block, at `at`. */
  compress(state: Int32Array, block: Uint8Array, at: number): void;
  /** The digest: `rest` are the bytes after the last whole block, `total` the length of everything. The state is spent. */
  finish(state: Int32Array, rest: Uint8Array, total: number, size: number): Uint8Array;
}

/** A hash under way. Never changes what it was given. */
export class Hasher {
  readonly algorithm: HashAlgorithm;
  private state: Int32Array;
  private rest: Uint8Array;
  private total: number;

  constructor(algorithm: HashAlgorithm) {
    this.algorithm = algorithm;
    this.state = algorithm.start();
    this.rest = new Uint8Array(0);
    this.total = 0;
  }

  update(data: Uint8Array): this {
    const { blockSize } = this.algorithm;
    this.total += data.length;
    let bytes = data;
    if (this.rest.length > 0) {
      bytes = new Uint8Array(this.rest.length + data.length);
      bytes.set(this.rest);
      bytes.set(data, this.rest.length);
    }
    let at = 0;
    for (; at + blockSize <= bytes.length; at += blockSize) this.algorithm.compress(this.state, bytes, at);
    this.rest = bytes.slice(at);
    return this;
  }

  digest(size: number = this.algorithm.digestSize): Uint8Array {
    return this.algorithm.finish(this.state.slice(), this.rest, this.total, size);
  }

  clone(): Hasher {
    const copy = new Hasher(this.algorithm);
    copy.state = this.state.slice();
    copy.rest = this.rest;
    copy.total = this.total;
    return copy;
  }
}

/** Padding of the MD4 family: a one bit, zeros, the length in bits; and the last blocks. */
export function finishWithLength(
  algorithm: HashAlgorithm,
  state: Int32Array,
  rest: Uint8Array,
  total: number,
  options: { lengthBytes: number; little: boolean },
): Uint8Array {
  const { blockSize } = algorithm;
  const { lengthBytes, little } = options;
  const length = Math.ceil((rest.length + 1 + lengthBytes) / blockSize) * blockSize;
  const padded = new Uint8Array(length);
  padded.set(rest);
  padded[rest.length] = 0x80;
  const view = new DataView(padded.buffer);
  const high = Math.floor(total / 0x20000000);
  const low = (total << 3) >>> 0;
  view.setUint32(length - (little ? 8 : 4), low, little);
  view.setUint32(length - (little ? 4 : 8), high, little);
  for (let at = 0; at < length; at += blockSize) algorithm.compress(state, padded, at);
  return wordsToBytes(state, algorithm.digestSize, little);
}

/** The first `size` bytes of the words. */
export function wordsToBytes(words: Int32Array, size: number, little: boolean): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((w, i) => {
    view.setInt32(i * 4, w, little);
  });
  return bytes.slice(0, size);
}

export function viewOf(block: Uint8Array, at: number, size: number): DataView {
  return new DataView(block.buffer, block.byteOffset + at, size);
}
