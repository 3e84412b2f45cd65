import { finishWithLength, type HashAlgorithm, viewOf } from "./hasher.ts";

/*
 * SHA-224, SHA-256, SHA-384 and SHA-512 (FIPS 180-4). The constants are roots of the first primes, computed once.
 */

/** Whole part of the `n`-th root. */
function root(value: bigint, n: bigint): bigint {
  let low = 0n;
  let high = 1n << 80n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** n <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((p) => n % p !== 0n)) found.push(n);
  return found;
}

interface Constants {
  /** High and low halves of the 64-bit round constants. */
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** The starting values of SHA-512, then those of SHA-384, as pairs. */
  readonly start: Int32Array;
}

let constants: Constants | null = null;

function loadConstants(): Constants {
  if (constants !== null) return constants;
  const first = primes(80);
  const cubes = first.map((p) => BigInt.asUintN(64, root(p << 192n, 3n)));
  const squares = first.slice(0, 16).map((p) => BigInt.asUintN(64, root(p << 128n, 2n)));
  const upper = (x: bigint): number => Number(BigInt.asIntN(32, x >> 32n));
  const lower = (x: bigint): number => Number(BigInt.asIntN(32, x));
  constants = {
    high: Int32Array.from(cubes, upper),
    low: Int32Array.from(cubes, lower),
    start: Int32Array.from(squares.flatMap((x) => [upper(x), lower(x)])),
  };
  return constants;
}

const W = new Int32Array(160);

function compressSmall(state: Int32Array, block: Uint8Array, at: number): void {
  const k = loadConstants().high;
  const view = viewOf(block, at, 64);
  for (let i = 0; i < 16; i++) W[i] = view.getInt32(i * 4);
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15]!;
    const y = W[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[i] = W[i - 16]! + s0 + W[i - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + S1 + ((e & f) ^ (~e & g)) + k[i]! + W[i]!) | 0;
    const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((x, i) => {
    state[i] = state[i]! + x;
  });
}

/** The message schedule of SHA-512: pairs. */
function expandLarge(view: DataView): void {
  for (let i = 0; i < 32; i++) W[i] = view.getInt32(i * 4);
  for (let i = 32; i < 160; i += 2) {
    const xh = W[i - 30]!;
    const xl = W[i - 29]!;
    const yh = W[i - 4]!;
    const yl = W[i - 3]!;
    const s0h = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7);
    const s0l = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25));
    const s1h = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6);
    const s1l = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26));
    const low = (W[i - 31]! >>> 0) + (s0l >>> 0) + (W[i - 13]! >>> 0) + (s1l >>> 0);
    W[i + 1] = low;
    W[i] = W[i - 32]! + s0h + W[i - 14]! + s1h + Math.floor(low / 0x100000000);
  }
}

function compressLarge(state: Int32Array, block: Uint8Array, at: number): void {
  const { high, low } = loadConstants();
  expandLarge(viewOf(block, at, 128));
  const v = state.slice();
  for (let i = 0; i < 80; i++) {
    const ah = v[0]!;
    const al = v[1]!;
    const eh = v[8]!;
    const el = v[9]!;
    const S1h = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23));
    const S1l = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23));
    const chh = (eh & v[10]!) ^ (~eh & v[12]!);
    const chl = (el & v[11]!) ^ (~el & v[13]!);
    const t1 = (v[15]! >>> 0) + (S1l >>> 0) + (chl >>> 0) + (low[i]! >>> 0) + (W[2 * i + 1]! >>> 0);
    const t1h = (v[14]! + S1h + chh + high[i]! + W[2 * i]! + Math.floor(t1 / 0x100000000)) | 0;
    const S0h = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25));
    const S0l = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25));
    const mh = (ah & v[2]!) ^ (ah & v[4]!) ^ (v[2]! & v[4]!);
    const ml = (al & v[3]!) ^ (al & v[5]!) ^ (v[3]! & v[5]!);
    const t2 = (S0l >>> 0) + (ml >>> 0);
    const t2h = (S0h + mh + Math.floor(t2 / 0x100000000)) | 0;
    v.copyWithin(2, 0, 14);
    const e = (v[9]! >>> 0) + (t1 >>> 0);
    v[9] = e;
    v[8] = v[8]! + t1h + Math.floor(e / 0x100000000);
    const a = (t1 >>> 0) + (t2 >>> 0);
    v[1] = a;
    v[0] = t1h + t2h + Math.floor(a / 0x100000000);
  }
  for (let i = 0; i < 16; i += 2) {
    const sum = (state[i + 1]! >>> 0) + (v[i + 1]! >>> 0);
    state[i + 1] = sum;
    state[i] = state[i]! + v[i]! + Math.floor(sum / 0x100000000);
  }
}

function small(name: string, digestSize: number, start: () => Int32Array): HashAlgorithm {
  const algorithm: HashAlgorithm = {
    name,
    blockSize: 64,
    digestSize,
    start,
    compress: compressSmall,
    finish: (state, rest, total) => finishWithLength(algorithm, state, rest, total, { lengthBytes: 8, little: false }),
  };
  return algorithm;
}

function large(name: string, digestSize: number, start: () => Int32Array): HashAlgorithm {
  const algorithm: HashAlgorithm = {
    name,
    blockSize: 128,
    digestSize,
    start,
    compress: compressLarge,
    finish: (state, rest, total) => finishWithLength(algorithm, state, rest, total, { lengthBytes: 16, little: false }),
  };
  return algorithm;
}

export const sha224: HashAlgorithm = small("sha224", 28, () =>
  Int32Array.from({ length: 8 }, (_, i) => loadConstants().start[17 + 2 * i]!),
);
export const sha256: HashAlgorithm = small("sha256", 32, () =>
  Int32Array.from({ length: 8 }, (_, i) => loadConstants().start[2 * i]!),
);
export const sha384: HashAlgorithm = large("sha384", 48, () => loadConstants().start.slice(16));
export const sha512: HashAlgorithm = large("sha512", 64, () => loadConstants().start.slice(0, 16));
