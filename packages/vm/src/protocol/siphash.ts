/*
 * SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF"), CPython 3.11's hash of strings and bytes: 64-bit words as
 * two 32-bit halves. With PYTHONHASHSEED=0 the key is all zeros; with a seed n > 0 it is the first 16 bytes of CPython's linear congruential generator
 * (Python/bootstrap_hash.c lcg_urandom).
 */

const state = new Int32Array(8); // v0 low, v0 high, v1 low, ...

function add(a: number, b: number): void {
  const low = (state[a]! >>> 0) + (state[b]! >>> 0);
  state[a + 1] = state[a + 1]! + state[b + 1]! + (low > 0xffffffff ? 1 : 0);
  state[a] = low;
}

function xor(a: number, b: number): void {
  state[a] = state[a]! ^ state[b]!;
  state[a + 1] = state[a + 1]! ^ state[b + 1]!;
}

function rotate(a: number, by: number): void {
  let low = state[a]!;
  let high = state[a + 1]!;
  if (by >= 32) {
    const t = low;
    low = high;
    high = t;
    by -= 32;
  }
  if (by > 0) {
    const l = (low << by) | (high >>> (32 - by));
    const h = (high << by) | (low >>> (32 - by));
    low = l;
    high = h;
  }
  state[a] = low;
  state[a + 1] = high;
}

function round(): void {
  add(0, 2);
  rotate(2, 13);
  xor(2, 0);
  rotate(0, 32);
  add(4, 6);
  rotate(6, 16);
  xor(6, 4);
  add(0, 6);
  rotate(6, 21);
  xor(6, 0);
  add(4, 2);
  rotate(2, 17);
  xor(2, 4);
  rotate(4, 32);
}

function key(seed: number): Int32Array {
  const k = new Int32Array(4);
  if (seed === 0) return k;
  const bytes = new Uint8Array(k.buffer);
  let x = seed >>> 0;
  for (let i = 0; i < 16; i++) {
    x = (Math.imul(x, 214013) + 2531011) >>> 0;
    bytes[i] = (x >>> 16) & 0xff;
  }
  return k;
}

/** The hash of `bytes` (not empty), -1 replaced by -2. CPython 3.11: Python/pyhash.c siphash13 */
export function sipHash13(seed: number, bytes: Uint8Array): { low: number; high: number } {
  const k = key(seed);
  state[0] = k[0]! ^ 0x70736575;
  state[1] = k[1]! ^ 0x736f6d65;
  state[2] = k[2]! ^ 0x6e646f6d;
  state[3] = k[3]! ^ 0x646f7261;
  state[4] = k[0]! ^ 0x6e657261;
  state[5] = k[1]! ^ 0x6c796765;
  state[6] = k[2]! ^ 0x79746573;
  state[7] = k[3]! ^ 0x74656462;
  const whole = bytes.length & ~7;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0; i < whole; i += 8) mix(view.getInt32(i, true), view.getInt32(i + 4, true));
  let low = 0;
  let high = bytes.length << 24;
  for (let i = whole; i < bytes.length; i++) {
    const n = i - whole;
    if (n < 4) low |= bytes[i]! << (8 * n);
    else high |= bytes[i]! << (8 * (n - 4));
  }
  mix(low, high);
  state[4] = state[4]! ^ 0xff;
  round();
  round();
  round();
  const l = state[0]! ^ state[2]! ^ state[4]! ^ state[6]!;
  const h = state[1]! ^ state[3]! ^ state[5]! ^ state[7]!;
  return l === -1 && h === -1 ? { low: -2, high: -1 } : { low: l, high: h };
}

function mix(low: number, high: number): void {
  state[6] = state[6]! ^ low;
  state[7] = state[7]! ^ high;
  round();
  state[0] = state[0]! ^ low;
  state[1] = state[1]! ^ high;
}
