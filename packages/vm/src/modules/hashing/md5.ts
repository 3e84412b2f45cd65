import { finishWithLength, type HashAlgorithm, viewOf } from "./hasher.ts";

/*
 * MD5 (RFC 1321). Its constants are the absolute sines of 1 to 64; here as text, since Math.sin may differ between engines.
 */

const SINES = (
  "d76aa478e8c7b756242070dbc1bdceeef57c0faf4787c62aa8304613fd469501698098d88b44f7afffff5bb1895cd7be6b901122fd987193a679438e49b40821" +
  "f61e2562c040b340265e5a51e9b6c7aad62f105d02441453d8a1e681e7d3fbc821e1cde6c33707d6f4d50d87455a14eda9e3e905fcefa3f8676f02d98d2a4c8a" +
  "fffa39428771f6816d9d6122fde5380ca4beea444bdecfa9f6bb4b60bebfbc70289b7ec6eaa127fad4ef308504881d05d9d4d039e6db99e51fa27cf8c4ac5665" +
  "f4292244432aff97ab9423a7fc93a039655b59c38f0ccc92ffeff47d85845dd16fa87e4ffe2ce6e0a30143144e0811a1f7537e82bd3af2352ad7d2bbeb86d391"
).match(/.{8}/g)!;
const T: Int32Array = Int32Array.from(SINES, (hex) => Number.parseInt(hex, 16) | 0);
const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

export const md5: HashAlgorithm = {
  name: "md5",
  blockSize: 64,
  digestSize: 16,
  start: () => Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476),
  compress(state, block, at) {
    const view = viewOf(block, at, 64);
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      let f: number;
      let k: number;
      if (round === 0) {
        f = (b & c) | (~b & d);
        k = i;
      } else if (round === 1) {
        f = (b & d) | (c & ~d);
        k = (5 * i + 1) & 15;
      } else if (round === 2) {
        f = b ^ c ^ d;
        k = (3 * i + 5) & 15;
      } else {
        f = c ^ (b | ~d);
        k = (7 * i) & 15;
      }
      const sum = (a + f + T[i]! + view.getInt32(k * 4, true)) | 0;
      const s = SHIFTS[round]![i & 3]!;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << s) | (sum >>> (32 - s)))) | 0;
    }
    state[0] = state[0]! + a;
    state[1] = state[1]! + b;
    state[2] = state[2]! + c;
    state[3] = state[3]! + d;
  },
  finish: (state, rest, total) => finishWithLength(md5, state, rest, total, { lengthBytes: 8, little: true }),
};
