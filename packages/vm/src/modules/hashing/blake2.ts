import { type HashAlgorithm, Hasher, viewOf } from "./hasher.ts";

/*
 * BLAKE2b and BLAKE2s (RFC 7693, with the tree parameters of the BLAKE2 paper). The last block is compressed with a flag, so a whole block is held
 * back until it is known whether more follows. Words of BLAKE2b are pairs, the high half first.
 */

const SIGMA = [
  "0123456789abcdef",
  "ea489fd61c02b753",
  "b8c052fdae367194",
  "7931dcbe265a40f8",
  "905724afe1bc683d",
  "2c6a0b834d75fe19",
  "c51fed4a0763928b",
  "db7ec13950f4862a",
  "6fe9b308c2d714a5",
  "a2847615fb9e3cd0",
].map((row) => Array.from(row, (c) => Number.parseInt(c, 16)));

const IV = Int32Array.from(
  (
    "6a09e667f3bcc908bb67ae8584caa73b3c6ef372fe94f82ba54ff53a5f1d36f1510e527fade682d19b05688c2b3e6c1f" +
    "1f83d9abfb41bd6b5be0cd19137e2179"
  ).match(/.{8}/g)!,
  (hex) => Number.parseInt(hex, 16) | 0,
);

export interface Blake2Parameters {
  readonly digestSize: number;
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
  readonly person: Uint8Array;
  readonly fanout: number;
  readonly depth: number;
  readonly leafSize: number;
  readonly nodeOffset: bigint;
  readonly nodeDepth: number;
  readonly innerSize: number;
  readonly lastNode: boolean;
}

/** The parameter block: 64 bytes for BLAKE2b, 32 for BLAKE2s. */
function parameterBlock(p: Blake2Parameters, long: boolean): DataView {
  const bytes = new Uint8Array(long ? 64 : 32);
  const view = new DataView(bytes.buffer);
  bytes.set([p.digestSize, p.key.length, p.fanout, p.depth]);
  view.setUint32(4, p.leafSize, true);
  if (long) {
    view.setBigUint64(8, p.nodeOffset, true);
    bytes[16] = p.nodeDepth;
    bytes[17] = p.innerSize;
    bytes.set(p.salt, 32);
    bytes.set(p.person, 48);
  } else {
    view.setUint32(8, Number(p.nodeOffset & 0xffffffffn), true);
    view.setUint16(12, Number(p.nodeOffset >> 32n), true);
    bytes[14] = p.nodeDepth;
    bytes[15] = p.innerSize;
    bytes.set(p.salt, 16);
    bytes.set(p.person, 24);
  }
  return view;
}

const V = new Int32Array(32);
const M = new Int32Array(32);

/** `V[a] += V[b] + x`, as pairs. */
function add64(a: number, b: number, xh: number, xl: number): void {
  const low = (V[a + 1]! >>> 0) + (V[b + 1]! >>> 0) + (xl >>> 0);
  V[a + 1] = low;
  V[a] = V[a]! + V[b]! + xh + Math.floor(low / 0x100000000);
}

/** `V[a] = (V[a] ^ V[b]) >>> n`, turned, as pairs. */
function turn64(a: number, b: number, n: number): void {
  const high = V[a]! ^ V[b]!;
  const low = V[a + 1]! ^ V[b + 1]!;
  if (n === 32) {
    V[a] = low;
    V[a + 1] = high;
  } else if (n === 63) {
    V[a] = (high << 1) | (low >>> 31);
    V[a + 1] = (low << 1) | (high >>> 31);
  } else {
    V[a] = (high >>> n) | (low << (32 - n));
    V[a + 1] = (low >>> n) | (high << (32 - n));
  }
}

function mix64(i: number, a: number, b: number, c: number, d: number, row: readonly number[]): void {
  const x = 2 * row[2 * i]!;
  const y = 2 * row[2 * i + 1]!;
  add64(a, b, M[x]!, M[x + 1]!);
  turn64(d, a, 32);
  add64(c, d, 0, 0);
  turn64(b, c, 24);
  add64(a, b, M[y]!, M[y + 1]!);
  turn64(d, a, 16);
  add64(c, d, 0, 0);
  turn64(b, c, 63);
}

function mix32(i: number, a: number, b: number, c: number, d: number, row: readonly number[]): void {
  const turn = (at: number, x: number, n: number): void => {
    V[at] = (x >>> n) | (x << (32 - n));
  };
  V[a] = V[a]! + V[b]! + M[row[2 * i]!]!;
  turn(d, V[d]! ^ V[a]!, 16);
  V[c] = V[c]! + V[d]!;
  turn(b, V[b]! ^ V[c]!, 12);
  V[a] = V[a]! + V[b]! + M[row[2 * i + 1]!]!;
  turn(d, V[d]! ^ V[a]!, 8);
  V[c] = V[c]! + V[d]!;
  turn(b, V[b]! ^ V[c]!, 7);
}

/** `total`: bytes so far with this block; `last`: 0, 1 for the last block, 2 also for the last node. */
function compress(h: Int32Array, block: Uint8Array, at: number, total: number, last: number, long: boolean): void {
  const unit = long ? 2 : 1;
  const view = viewOf(block, at, 64 * unit);
  for (let i = 0; i < 16 * unit; i++) M[i] = view.getInt32((long ? i ^ 1 : i) * 4, true);
  for (let i = 0; i < 8 * unit; i++) V[i] = h[i]!;
  for (let i = 0; i < 8; i++) {
    V[(8 + i) * unit] = IV[2 * i]!;
    if (long) V[(8 + i) * 2 + 1] = IV[2 * i + 1]!;
  }
  const high = Math.floor(total / 0x100000000);
  if (long) {
    V[25]! ^= total | 0;
    V[24]! ^= high;
  } else {
    V[12]! ^= total | 0;
    V[13]! ^= high;
  }
  for (let i = 0; i < unit; i++) {
    if (last > 0) V[14 * unit + i] = ~V[14 * unit + i]!;
    if (last > 1) V[15 * unit + i] = ~V[15 * unit + i]!;
  }
  const mix = long ? mix64 : mix32;
  for (let round = 0; round < (long ? 12 : 10); round++) {
    const row = SIGMA[round % 10]!;
    for (let i = 0; i < 4; i++) mix(i, i * unit, (4 + i) * unit, (8 + i) * unit, (12 + i) * unit, row);
    for (let i = 0; i < 4; i++)
      mix(4 + i, i * unit, (4 + ((i + 1) & 3)) * unit, (8 + ((i + 2) & 3)) * unit, (12 + ((i + 3) & 3)) * unit, row);
  }
  for (let i = 0; i < 8 * unit; i++) h[i]! ^= V[i]! ^ V[i + 8 * unit]!;
}

/** A function for these parameters. The state has the chaining value, then the held-back block and how many bytes came before it. */
function algorithm(p: Blake2Parameters, long: boolean): HashAlgorithm {
  const blockSize = long ? 128 : 64;
  const words = long ? 16 : 8;
  const held = blockSize / 4;
  const tail = (state: Int32Array): Uint8Array => new Uint8Array(state.buffer, state.byteOffset + words * 4, blockSize);
  return {
    name: long ? "blake2b" : "blake2s",
    blockSize,
    digestSize: p.digestSize,
    start() {
      // Then the block held back, and the number of blocks so far: -1 while none came.
      const state = new Int32Array(words + held + 1);
      const block = parameterBlock(p, long);
      for (let i = 0; i < words; i++) state[i] = IV[long ? i : 2 * i]! ^ block.getInt32((long ? i ^ 1 : i) * 4, true);
      return state;
    },
    compress(state, block, at) {
      const blocks = state[words + held]!;
      if (blocks > 0) compress(state, tail(state), 0, blocks * blockSize, 0, long);
      tail(state).set(block.subarray(at, at + blockSize));
      state[words + held] = blocks + 1;
    },
    finish(state, rest, total, size) {
      const flags = p.lastNode ? 2 : 1;
      const blocks = state[words + held]!;
      if (rest.length === 0 && blocks > 0) compress(state, tail(state), 0, total, flags, long);
      else {
        if (blocks > 0) compress(state, tail(state), 0, blocks * blockSize, 0, long);
        const block = new Uint8Array(blockSize);
        block.set(rest);
        compress(state, block, 0, total, flags, long);
      }
      const out = new Uint8Array(words * 4);
      const view = new DataView(out.buffer);
      for (let i = 0; i < words; i++) view.setInt32((long ? i ^ 1 : i) * 4, state[i]!, true);
      return out.slice(0, size);
    },
  };
}

/** A hash with these parameters; a key is its first block. */
export function newBlake2(p: Blake2Parameters, long: boolean): Hasher {
  const hasher = new Hasher(algorithm(p, long));
  if (p.key.length === 0) return hasher;
  const block = new Uint8Array(long ? 128 : 64);
  block.set(p.key);
  return hasher.update(block);
}
