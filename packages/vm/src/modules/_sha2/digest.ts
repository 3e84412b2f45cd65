/*
 * SHA-224, SHA-256, SHA-384 and SHA-512 (FIPS 180-4), with words as bigints. The constants are roots of the first primes, computed once.
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

const PRIMES = primes(80);
const CUBE_ROOTS: readonly bigint[] = PRIMES.map((p) => BigInt.asUintN(64, root(p << 192n, 3n)));
const SQUARE_ROOTS: readonly bigint[] = PRIMES.slice(0, 16).map((p) => BigInt.asUintN(64, root(p << 128n, 2n)));

/** One of the four functions. */
export interface Sha2 {
  readonly name: string;
  /** Bytes of a word: 4 or 8. */
  readonly word: number;
  readonly digestSize: number;
  readonly start: readonly bigint[];
}

export const sha224: Sha2 = {
  name: "sha224",
  word: 4,
  digestSize: 28,
  start: SQUARE_ROOTS.slice(8).map((h) => BigInt.asUintN(32, h)),
};
export const sha256: Sha2 = { name: "sha256", word: 4, digestSize: 32, start: SQUARE_ROOTS.slice(0, 8).map((h) => h >> 32n) };
export const sha384: Sha2 = { name: "sha384", word: 8, digestSize: 48, start: SQUARE_ROOTS.slice(8) };
export const sha512: Sha2 = { name: "sha512", word: 8, digestSize: 64, start: SQUARE_ROOTS.slice(0, 8) };

/** Rotation counts; the last of the first two groups is a shift. */
const SMALL = { s0: [7n, 18n, 3n], s1: [17n, 19n, 10n], S0: [2n, 13n, 22n], S1: [6n, 11n, 25n] } as const;
const LARGE = { s0: [1n, 8n, 7n], s1: [19n, 61n, 6n], S0: [28n, 34n, 39n], S1: [14n, 18n, 41n] } as const;

function compress(state: bigint[], block: Uint8Array, word: number): void {
  const bits = BigInt(word * 8);
  const mask = (1n << bits) - 1n;
  const rounds = word === 8 ? 80 : 64;
  const c = word === 8 ? LARGE : SMALL;
  const turn = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (bits - n))) & mask;
  const w: bigint[] = [];
  for (let i = 0; i < 16; i++) {
    let x = 0n;
    for (let k = 0; k < word; k++) x = (x << 8n) | BigInt(block[i * word + k]!);
    w.push(x);
  }
  for (let i = 16; i < rounds; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const a = turn(x, c.s0[0]) ^ turn(x, c.s0[1]) ^ (x >> c.s0[2]);
    const b = turn(y, c.s1[0]) ^ turn(y, c.s1[1]) ^ (y >> c.s1[2]);
    w.push((w[i - 16]! + a + w[i - 7]! + b) & mask);
  }
  let [a, b, d, e, f, g, h, p] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  for (let i = 0; i < rounds; i++) {
    const k = word === 8 ? CUBE_ROOTS[i]! : CUBE_ROOTS[i]! >> 32n;
    const t1 = p + (turn(f, c.S1[0]) ^ turn(f, c.S1[1]) ^ turn(f, c.S1[2])) + ((f & g) ^ (~f & mask & h)) + k + w[i]!;
    const t2 = (turn(a, c.S0[0]) ^ turn(a, c.S0[1]) ^ turn(a, c.S0[2])) + ((a & b) ^ (a & d) ^ (b & d));
    [p, h, g, f, e, d, b, a] = [h, g, f, (e + t1) & mask, d, b, a, (t1 + t2) & mask];
  }
  [a, b, d, e, f, g, h, p].forEach((x, i) => {
    state[i] = (state[i]! + x) & mask;
  });
}

/** The digest of all of `data`. */
export function digestOf(kind: Sha2, data: Uint8Array): Uint8Array {
  const size = kind.word * 16;
  const padded = new Uint8Array(Math.ceil((data.length + 1 + kind.word * 2) / size) * size);
  padded.set(data);
  padded[data.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(data.length) * 8n);
  const state = [...kind.start];
  for (let at = 0; at < padded.length; at += size) compress(state, padded.subarray(at, at + size), kind.word);
  const out = new Uint8Array(kind.word * 8);
  state.forEach((x, i) => {
    for (let k = 0; k < kind.word; k++) out[i * kind.word + k] = Number((x >> BigInt(8 * (kind.word - 1 - k))) & 255n);
  });
  return out.slice(0, kind.digestSize);
}
