import { describe, expect, test } from "vitest";
import type { MarshalValue } from "../../src/marshal/marshal-value.ts";
import { loads } from "../../src/marshal/read.ts";
import { dumps } from "../../src/marshal/write.ts";
import { describeValue, normalized } from "../describe-value.ts";
import { fromHex, marshalRecording, programRecordings, runPython311, toHex } from "../recordings.ts";

const nonCode = marshalRecording.values.filter(({ value }) => value.type !== "code");

// Before version 3 nothing depends on reference counts, so every byte is determined.
describe.each([0, 1, 2])("version %i is CPython's, byte for byte", (version) => {
  test.each(nonCode)("$expression", ({ dumps: recorded }) => {
    const hex = recorded[String(version)]!;
    expect(toHex(dumps(loads(fromHex(hex)), version))).toBe(hex);
  });
});

describe.each([3, 4])("version %i is read back equal", (version) => {
  test.each(nonCode)("$expression", ({ value, dumps: recorded }) => {
    const ours = dumps(loads(fromHex(recorded[String(version)]!)), version);
    expect(describeValue(loads(ours))).toEqual(normalized(value));
  });
});

test("what is written more than once is a reference the second time", () => {
  const shared: MarshalValue = { type: "tuple", items: [{ type: "int", value: 1 }] };
  expect(toHex(dumps({ type: "list", items: [shared, shared] }))).toBe("5b02000000" + "a901" + "6901000000" + "7200000000");
});

test("equal interned strings are one", () => {
  const items: MarshalValue[] = [
    { type: "str", value: "a", interned: true },
    { type: "str", value: "a", interned: true },
  ];
  expect(toHex(dumps({ type: "list", items }))).toBe("5b02000000" + "da0161" + "7200000000");
});

test("a list that contains itself is written from version 3 on", () => {
  const items: MarshalValue[] = [];
  const list: MarshalValue = { type: "list", items };
  items.push(list);
  expect(toHex(dumps(list))).toBe("db01000000" + "7200000000");
  expect(() => dumps(list, 2)).toThrow("object too deeply nested to marshal");
});

test("nesting has a limit", () => {
  let value: MarshalValue = { type: "None" };
  for (let depth = 0; depth < 1999; depth++) value = { type: "list", items: [value] };
  expect(loads(dumps(value)).type).toBe("list");
  expect(() => dumps({ type: "list", items: [value] })).toThrow("object too deeply nested to marshal");
});

test("code objects survive writing and reading", () => {
  for (const { marshal, title } of programRecordings) {
    // What was read from our own data: the order of a set in CPython's depends on its reference counts.
    const value = loads(dumps(loads(fromHex(marshal))));
    expect(loads(dumps(value)), title).toEqual(value);
  }
});

test("CPython reads our code objects and finds them equal to its own, where it is installed", () => {
  const pairs = programRecordings.map(({ marshal }) => [marshal, toHex(dumps(loads(fromHex(marshal))))]);
  const program = `
import json, marshal, sys
for theirs, ours in json.load(sys.stdin):
    if marshal.loads(bytes.fromhex(theirs)) != marshal.loads(bytes.fromhex(ours)):
        print("different")
`;
  expect(runPython311(["-c", program], JSON.stringify(pairs)) ?? "").toBe("");
});
