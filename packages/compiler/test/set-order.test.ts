import { describe, expect, test } from "vitest";
import type { Constant } from "../src/constant.ts";
import { constantHash } from "../src/constant-hash.ts";
import { setOrder } from "../src/set-order.ts";
import { runPython311 } from "./recordings.ts";

const str = (value: string): Constant => ({ type: "str", value });
const int = (value: number | bigint): Constant => ({ type: "int", value });

describe("hashes with PYTHONHASHSEED=0", () => {
  test.each<[string, Constant, bigint]>([
    ["''", str(""), 0n],
    ["'a'", str("a"), 4644417185603328019n],
    ["'hello world'", str("hello world"), -5642461784034726774n],
    ["b'abc'", { type: "bytes", value: Uint8Array.of(97, 98, 99) }, -4594863902769663758n],
    ["'\\u20ac'", str("\u20ac"), -5529981157763016009n],
    ["-1", int(-1), -2n],
    ["2**61", int(2n ** 61n), 1n],
    ["-(2**70)", int(-(2n ** 70n)), -512n],
    ["1.5", { type: "float", value: 1.5 }, 1152921504606846977n],
    ["-0.1", { type: "float", value: -0.1 }, -230584300921369408n],
    ["1e300", { type: "float", value: 1e300 }, 1224995262755759164n],
    ["2j", { type: "complex", real: 0, imag: 2 }, 2000006n],
    ["(1, 'a')", { type: "tuple", items: [int(1), str("a")] }, 3906047847676358913n],
    ["()", { type: "tuple", items: [] }, 5740354900026072187n],
    ["frozenset((1, 2))", { type: "frozenset", items: [int(1), int(2)] }, -1826646154956904602n],
  ])("%s", (expression, constant, expected) => {
    const live = runPython311(["-c", `print(hash(${expression}))`]);
    expect(BigInt.asIntN(64, constantHash(constant))).toBe(live === null ? expected : BigInt(live));
    expect(BigInt.asIntN(64, constantHash(constant))).toBe(expected);
  });
});

test("small ints stand in their own order", () => {
  expect(setOrder([int(3), int(1), int(2)])).toEqual([int(1), int(2), int(3)]);
});

test("equal items are there once, the first of them", () => {
  expect(setOrder([int(1), { type: "float", value: 1 }, { type: "bool", value: true }])).toEqual([int(1)]);
});

test("a table that grows keeps CPython's order, where that is installed", () => {
  const words = Array.from({ length: 100 }, (_, i) => `word${i}`);
  const live = runPython311([
    "-c",
    "import json; print(json.dumps(list({f'word{i}': 0 for i in range(100)}.keys() and set(f'word{i}' for i in range(100)))))",
  ]);
  const ours = setOrder(words.map(str)).map((item) => (item.type === "str" ? item.value : ""));
  expect(ours.slice().sort()).toEqual(words.slice().sort());
  if (live !== null) expect(ours).toEqual(JSON.parse(live));
});
