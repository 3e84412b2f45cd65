import { expect, it } from "vitest";
import {
  cloneStream,
  newDeflate,
  newInflate,
  runDeflate,
  runInflate,
  Z_FINISH,
  Z_NO_FLUSH,
  Z_STREAM_END,
  Z_SYNC_FLUSH,
} from "../../../src/modules/zlib/streams.ts";

const data = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);

function deflate(): ReturnType<typeof newDeflate> {
  return newDeflate({ level: 6, method: 8, wbits: 15, memLevel: 8, strategy: 0 });
}

function inflateAll(packed: Uint8Array): Uint8Array {
  const strm = newInflate(15);
  if (typeof strm === "number") throw new Error("no stream");
  const r = runInflate(strm, packed, Z_SYNC_FLUSH, -1, 0, null);
  expect(r.code).toBe(Z_STREAM_END);
  return r.bytes;
}

it("what is compressed comes back", () => {
  const strm = deflate();
  if (typeof strm === "number") throw new Error("no stream");
  expect(inflateAll(runDeflate(strm, data, Z_FINISH).bytes)).toEqual(data);
});

it("a clone goes its own way", () => {
  const strm = deflate();
  if (typeof strm === "number") throw new Error("no stream");
  const head = runDeflate(strm, data.subarray(0, 3000), Z_NO_FLUSH).bytes;
  const clone = cloneStream(strm);
  const join = (tail: Uint8Array): Uint8Array => Uint8Array.from([...head, ...tail]);
  expect(inflateAll(join(runDeflate(strm, data.subarray(3000), Z_FINISH).bytes))).toEqual(data);
  expect(inflateAll(join(runDeflate(clone, new Uint8Array(0), Z_FINISH).bytes))).toEqual(data.slice(0, 3000));
});

it("a limit leaves the rest of the input", () => {
  const strm = deflate();
  const packed = typeof strm === "number" ? null : runDeflate(strm, data, Z_FINISH).bytes;
  const inflate = newInflate(15);
  if (packed === null || typeof inflate === "number") throw new Error("no stream");
  const r = runInflate(inflate, packed, Z_SYNC_FLUSH, 100, 0, null);
  expect(r.bytes).toEqual(data.slice(0, 100));
  expect(r.unused).toBeGreaterThan(0);
});

it("a window size that is none is refused", () => {
  expect(newInflate(99)).toBeTypeOf("number");
});
