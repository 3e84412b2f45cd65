import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MarshalError } from "../../src/marshal/marshal-value.ts";
import { loads, loadsAt } from "../../src/marshal/read.ts";
import { describeValue, normalized } from "../describe-value.ts";
import { fromHex, marshalRecording, programRecordings } from "../recordings.ts";

describe.each(marshalRecording.values)("$expression", ({ value, dumps }) => {
  test.each(Object.entries(dumps))("as version %s writes it", (_version, hex) => {
    expect(describeValue(loads(fromHex(hex)))).toEqual(normalized(value));
  });
});

describe("what CPython refuses is refused in its words", () => {
  test.each(marshalRecording.bad)("$data", ({ data, ok, type, message }) => {
    if (ok) {
      expect(() => loads(fromHex(data))).not.toThrow();
      return;
    }
    let caught: unknown;
    try {
      loads(fromHex(data));
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(MarshalError);
    expect({ type: (caught as MarshalError).type, message: (caught as MarshalError).message }).toEqual({ type, message });
  });
});

test("a list can contain itself", () => {
  const list = loads(fromHex("db010000007200000000"));
  expect(list.type === "list" && list.items[0]).toBe(list);
});

test("a size that the data cannot have takes no room", () => {
  for (const type of ["28", "5b", "3c", "3e", "73", "75", "61", "6c"])
    expect(() => loads(fromHex(`${type}ffffff7f`))).toThrow(MarshalError);
});

test("a value is read to its end and no further", () => {
  expect(loadsAt(fromHex("4e4e6901000000"), 1)).toEqual({ value: { type: "None" }, end: 2 });
});

test("interned strings say so", () => {
  expect(loads(fromHex("5a0161"))).toEqual({ type: "str", value: "a", interned: true });
  expect(loads(fromHex("7a0161"))).toEqual({ type: "str", value: "a" });
});

test("tuples in tuples, each twice in the next, are hashed in time proportional to their number", () => {
  // A set of one tuple whose 60 levels would have 2**60 items if written out.
  let data = "3c01000000";
  for (let level = 0; level < 60; level++) data += "a902";
  data += "4e4e";
  for (let level = 58; level >= 0; level--) data += `72${(level + 1).toString(16).padStart(2, "0")}000000`;
  expect(loads(fromHex(data)).type).toBe("set");
});

/** Everything a reader may do with bad bytes. */
function readsOrRefuses(bytes: Uint8Array): void {
  try {
    loads(bytes);
  } catch (error) {
    if (!(error instanceof MarshalError)) throw error;
  }
}

test("any bytes are read or refused", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readsOrRefuses), { seed: 311, numRuns: 2000 });
});

test("a code object with some bytes changed is read or refused", () => {
  const original = fromHex(programRecordings[0]!.marshal);
  const change = fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(change, (changes) => {
      const bytes = original.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      readsOrRefuses(bytes);
    }),
    { seed: 311, numRuns: 2000 },
  );
});

test("a code object cut short is refused", () => {
  const bytes = fromHex(programRecordings[0]!.marshal);
  for (let length = 0; length < bytes.length; length += 7) {
    expect(() => loads(bytes.subarray(0, length))).toThrow(MarshalError);
  }
});
