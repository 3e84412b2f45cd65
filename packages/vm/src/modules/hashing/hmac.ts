import type { Hasher } from "./hasher.ts";

/** HMAC (RFC 2104) over any hash that works in blocks. */
export class HmacState {
  inner: Hasher;
  outer: Hasher;

  constructor(fresh: Hasher, key: Uint8Array) {
    const { blockSize } = fresh.algorithm;
    const block = new Uint8Array(blockSize);
    block.set(key.length > blockSize ? fresh.clone().update(key).digest() : key);
    this.inner = fresh.clone().update(block.map((b) => b ^ 0x36));
    this.outer = fresh.clone().update(block.map((b) => b ^ 0x5c));
  }

  digest(): Uint8Array {
    return this.outer.clone().update(this.inner.digest()).digest();
  }

  clone(): HmacState {
    const copy = Object.create(HmacState.prototype) as HmacState;
    copy.inner = this.inner.clone();
    copy.outer = this.outer.clone();
    return copy;
  }
}

/** PBKDF2 (RFC 8018) with HMAC. */
export function pbkdf2(fresh: Hasher, password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Uint8Array {
  const keyed = new HmacState(fresh, password);
  const size = fresh.algorithm.digestSize;
  const out = new Uint8Array(Math.ceil(length / size) * size);
  for (let block = 0; block * size < length; block++) {
    const index = new Uint8Array(4);
    new DataView(index.buffer).setUint32(0, block + 1);
    const first = keyed.clone();
    first.inner.update(salt).update(index);
    let u = first.digest();
    const sum = u.slice();
    for (let i = 1; i < iterations; i++) {
      u = keyed.outer.clone().update(keyed.inner.clone().update(u).digest()).digest();
      for (let k = 0; k < size; k++) sum[k]! ^= u[k]!;
    }
    out.set(sum, block * size);
  }
  return out.slice(0, length);
}
