import { Hasher } from "./hasher.ts";
import { pbkdf2 } from "./hmac.ts";
import { sha256 } from "./sha2.ts";

/*
 * scrypt (RFC 7914).
 */

/** One Salsa20/8 core over sixteen words, in place. */
function salsa(b: Int32Array): void {
  const x = b.slice();
  const quarter = (i: number, j: number, k: number, l: number): void => {
    const step = (to: number, p: number, q: number, n: number): void => {
      const sum = (x[p]! + x[q]!) | 0;
      x[to]! ^= (sum << n) | (sum >>> (32 - n));
    };
    step(j, i, l, 7);
    step(k, j, i, 9);
    step(l, k, j, 13);
    step(i, l, k, 18);
  };
  for (let round = 0; round < 4; round++) {
    quarter(0, 4, 8, 12);
    quarter(5, 9, 13, 1);
    quarter(10, 14, 2, 6);
    quarter(15, 3, 7, 11);
    quarter(0, 1, 2, 3);
    quarter(5, 6, 7, 4);
    quarter(10, 11, 8, 9);
    quarter(15, 12, 13, 14);
  }
  for (let i = 0; i < 16; i++) b[i] = b[i]! + x[i]!;
}

function mixBlocks(b: Int32Array, r: number): void {
  const out = new Int32Array(b.length);
  const x = b.slice((2 * r - 1) * 16);
  for (let i = 0; i < 2 * r; i++) {
    for (let k = 0; k < 16; k++) x[k]! ^= b[i * 16 + k]!;
    salsa(x);
    out.set(x, ((i & 1) * r + (i >> 1)) * 16);
  }
  b.set(out);
}

function mixLarge(b: Int32Array, n: number, r: number): void {
  const rows: Int32Array[] = [];
  for (let i = 0; i < n; i++) {
    rows.push(b.slice());
    mixBlocks(b, r);
  }
  for (let i = 0; i < n; i++) {
    const row = rows[b[(2 * r - 1) * 16]! & (n - 1)]!;
    for (let k = 0; k < b.length; k++) b[k]! ^= row[k]!;
    mixBlocks(b, r);
  }
}

export function scrypt(
  password: Uint8Array,
  salt: Uint8Array,
  options: { n: number; r: number; p: number; length: number },
): Uint8Array {
  const { n, r, p, length } = options;
  const fresh = new Hasher(sha256);
  const bytes = pbkdf2(fresh, password, salt, 1, p * 128 * r);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < p; i++) {
    const words = new Int32Array(32 * r);
    for (let k = 0; k < words.length; k++) words[k] = view.getInt32((i * 32 * r + k) * 4, true);
    mixLarge(words, n, r);
    words.forEach((w, k) => {
      view.setInt32((i * 32 * r + k) * 4, w, true);
    });
  }
  return pbkdf2(fresh, password, bytes, 1, length);
}
