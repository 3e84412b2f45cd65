import { type HashAlgorithm, viewOf } from "./hasher.ts";

/*
 * SHA-3 and SHAKE (FIPS 202). The state is 25 lanes of 64 bits, each as high and low half; the order of lanes is that of the standard, x + 5y.
 */

/** Round constants, from the standard's linear feedback register. */
function roundConstants(): Int32Array {
  const constants = new Int32Array(48);
  let register = 1;
  for (let round = 0; round < 24; round++)
    for (let j = 0; j <= 6; j++) {
      const bit = (1 << j) - 1;
      if ((register & 1) !== 0) constants[2 * round + (bit >= 32 ? 0 : 1)]! ^= 1 << (bit & 31);
      register = (register & 0x80) !== 0 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
  return constants;
}

/** Where each lane goes, and how far it is turned. */
function steps(): { from: number; to: number; turn: number }[] {
  const list: { from: number; to: number; turn: number }[] = [{ from: 0, to: 0, turn: 0 }];
  let x = 1;
  let y = 0;
  for (let t = 0; t < 24; t++) {
    const nextY = (2 * x + 3 * y) % 5;
    list.push({ from: x + 5 * y, to: y + 5 * nextY, turn: (((t + 1) * (t + 2)) / 2) % 64 });
    x = y;
    y = nextY;
  }
  return list;
}

const ROUND_CONSTANTS = roundConstants();
const STEPS = steps();
const C = new Int32Array(10);
const B = new Int32Array(50);

function permute(s: Int32Array): void {
  for (let round = 0; round < 24; round++) {
    for (let i = 0; i < 10; i++) C[i] = s[i]! ^ s[i + 10]! ^ s[i + 20]! ^ s[i + 30]! ^ s[i + 40]!;
    for (let x = 0; x < 5; x++) {
      const before = 2 * ((x + 4) % 5);
      const after = 2 * ((x + 1) % 5);
      const high = C[before]! ^ ((C[after]! << 1) | (C[after + 1]! >>> 31));
      const low = C[before + 1]! ^ ((C[after + 1]! << 1) | (C[after]! >>> 31));
      for (let i = 2 * x; i < 50; i += 10) {
        s[i]! ^= high;
        s[i + 1]! ^= low;
      }
    }
    for (const { from, to, turn } of STEPS) {
      const swap = turn >= 32 ? 1 : 0;
      const high = s[2 * from + swap]!;
      const low = s[2 * from + 1 - swap]!;
      const n = turn & 31;
      B[2 * to] = n === 0 ? high : (high << n) | (low >>> (32 - n));
      B[2 * to + 1] = n === 0 ? low : (low << n) | (high >>> (32 - n));
    }
    for (let y = 0; y < 50; y += 10)
      for (let i = 0; i < 10; i++) s[y + i] = B[y + i]! ^ (~B[y + ((i + 2) % 10)]! & B[y + ((i + 4) % 10)]!);
    s[0]! ^= ROUND_CONSTANTS[2 * round]!;
    s[1]! ^= ROUND_CONSTANTS[2 * round + 1]!;
  }
}

function absorb(state: Int32Array, block: Uint8Array, at: number, rate: number): void {
  const view = viewOf(block, at, rate);
  for (let i = 0; i < rate / 4; i += 2) {
    state[i + 1]! ^= view.getInt32(i * 4, true);
    state[i]! ^= view.getInt32(i * 4 + 4, true);
  }
  permute(state);
}

function keccak(name: string, rate: number, digestSize: number, suffix: number): HashAlgorithm {
  return {
    name,
    blockSize: rate,
    digestSize,
    start: () => new Int32Array(50),
    compress: (state, block, at) => absorb(state, block, at, rate),
    finish(state, rest, _total, size) {
      const last = new Uint8Array(rate);
      last.set(rest);
      last[rest.length] = suffix;
      last[rate - 1]! |= 0x80;
      absorb(state, last, 0, rate);
      const out = new Uint8Array(size);
      for (let at = 0; at < size; at++) {
        const i = at % rate;
        if (at > 0 && i === 0) permute(state);
        const word = state[2 * (i >> 3) + (((i >> 2) & 1) === 0 ? 1 : 0)]!;
        out[at] = word >>> (8 * (i & 3));
      }
      return out;
    },
  };
}

const SHA3 = 0x06;
const SHAKE = 0x1f;

export const sha3_224: HashAlgorithm = keccak("sha3_224", 144, 28, SHA3);
export const sha3_256: HashAlgorithm = keccak("sha3_256", 136, 32, SHA3);
export const sha3_384: HashAlgorithm = keccak("sha3_384", 104, 48, SHA3);
export const sha3_512: HashAlgorithm = keccak("sha3_512", 72, 64, SHA3);
export const shake_128: HashAlgorithm = keccak("shake_128", 168, 0, SHAKE);
export const shake_256: HashAlgorithm = keccak("shake_256", 136, 0, SHAKE);
