import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InflateError, inflate } from "../src/inflate.ts";

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const repetitive = new TextEncoder().encode("def f(x):\n    return x + 1\n".repeat(4000));

test.each([0, 1, 6, 9])("decodes what zlib writes at level %i", (level) => {
  expect(sameBytes(inflate(deflateRawSync(repetitive, { level }), repetitive.length), repetitive)).toBe(true);
});

test("decodes an empty stream", () => {
  expect(inflate(deflateRawSync(new Uint8Array(0)), 0)).toEqual(new Uint8Array(0));
});

test("decodes the fixed code", () => {
  const stream = deflateRawSync(repetitive, { strategy: 4 });
  expect(sameBytes(inflate(stream, repetitive.length), repetitive)).toBe(true);
});

test("decodes codes longer than the table's index", () => {
  // Frequencies that grow like Fibonacci numbers give the longest Huffman codes.
  const bytes: number[] = [];
  for (let symbol = 0, a = 1, b = 1; symbol < 22; symbol++, [a, b] = [b, a + b]) {
    for (let i = 0; i < a; i++) bytes.push(symbol * 11);
  }
  const data = Uint8Array.from(bytes);
  expect(sameBytes(inflate(deflateRawSync(data, { strategy: 2 }), data.length), data)).toBe(true);
});

test("decodes any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (data) => {
      expect(inflate(deflateRawSync(data), data.length)).toEqual(new Uint8Array(data));
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("a stream that ends early is an error", () => {
  const stream = deflateRawSync(repetitive);
  expect(() => inflate(stream.subarray(0, stream.length - 3), repetitive.length)).toThrow(InflateError);
});

test("a stream of another length than announced is an error", () => {
  const stream = deflateRawSync(repetitive);
  expect(() => inflate(stream, repetitive.length - 1)).toThrow(InflateError);
  expect(() => inflate(stream, repetitive.length + 1)).toThrow(InflateError);
});

test("damaged streams end in an InflateError or in other bytes, never otherwise", () => {
  const stream = deflateRawSync(repetitive.subarray(0, 500));
  fc.assert(
    fc.property(fc.nat(stream.length - 1), fc.nat(255), (at, value) => {
      const damaged = Uint8Array.from(stream);
      damaged[at] = value;
      try {
        inflate(damaged, 500);
      } catch (error) {
        expect(error).toBeInstanceOf(InflateError);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});
