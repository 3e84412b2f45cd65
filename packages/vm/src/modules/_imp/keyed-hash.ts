const MASK = 0xffffffffffffffffn;

function rotate(x: bigint, by: bigint): bigint {
  return ((x << by) | (x >> (64n - by))) & MASK;
}

/** One round of SipHash on the four words of `v`. */
function round(v: bigint[]): void {
  let [a, b, c, d] = v as [bigint, bigint, bigint, bigint];
  a = (a + b) & MASK;
  c = (c + d) & MASK;
  b = rotate(b, 13n) ^ a;
  d = rotate(d, 16n) ^ c;
  a = rotate(a, 32n);
  c = (c + b) & MASK;
  a = (a + d) & MASK;
  b = rotate(b, 17n) ^ c;
  d = rotate(d, 21n) ^ a;
  v[0] = a;
  v[1] = b;
  v[2] = rotate(c, 32n);
  v[3] = d;
}

/**
 * SipHash-1-3 of `data` under the 64-bit `key`, the second half of the key zero: 8 bytes, little-endian. What hash-based `.pyc` files carry.
 * CPython 3.11: Python/pyhash.c _Py_KeyedHash
 */
export function keyedHash(key: bigint, data: Uint8Array): Uint8Array {
  const k = key & MASK;
  const v = [k ^ 0x736f6d6570736575n, 0x646f72616e646f6dn, k ^ 0x6c7967656e657261n, 0x7465646279746573n];
  const absorb = (word: bigint): void => {
    v[3]! ^= word;
    round(v);
    v[0]! ^= word;
  };
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const whole = data.length - (data.length % 8);
  for (let i = 0; i < whole; i += 8) absorb(view.getBigUint64(i, true));
  let last = BigInt(data.length & 255) << 56n;
  for (let i = whole; i < data.length; i++) last |= BigInt(data[i]!) << BigInt(8 * (i - whole));
  absorb(last);
  v[2]! ^= 0xffn;
  for (let i = 0; i < 3; i++) round(v);
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, v[0]! ^ v[1]! ^ v[2]! ^ v[3]!, true);
  return out;
}
