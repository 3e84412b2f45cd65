import { finishWithLength, type HashAlgorithm, viewOf } from "./hasher.ts";

const W = new Int32Array(80);

/** SHA-1 (FIPS 180-4). */
export const sha1: HashAlgorithm = {
  name: "sha1",
  blockSize: 64,
  digestSize: 20,
  start: () => Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0),
  compress(state, block, at) {
    const view = viewOf(block, at, 64);
    for (let i = 0; i < 16; i++) W[i] = view.getInt32(i * 4);
    for (let i = 16; i < 80; i++) {
      const x = W[i - 3]! ^ W[i - 8]! ^ W[i - 14]! ^ W[i - 16]!;
      W[i] = (x << 1) | (x >>> 31);
    }
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      let f: number;
      if (i < 20) f = ((b & c) | (~b & d)) + 0x5a827999;
      else if (i < 40) f = (b ^ c ^ d) + 0x6ed9eba1;
      else if (i < 60) f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
      else f = (b ^ c ^ d) + 0xca62c1d6;
      const sum = (((a << 5) | (a >>> 27)) + f + e + W[i]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = sum;
    }
    state[0] = state[0]! + a;
    state[1] = state[1]! + b;
    state[2] = state[2]! + c;
    state[3] = state[3]! + d;
    state[4] = state[4]! + e;
  },
  finish: (state, rest, total) => finishWithLength(sha1, state, rest, total, { lengthBytes: 8, little: false }),
};
