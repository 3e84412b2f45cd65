import { expect, test } from "vitest";
import type { CodeObject } from "../src/code-object.ts";
import { loads } from "../src/marshal/read.ts";
import { PycError, readPyc, writePyc } from "../src/pyc.ts";
import { fromHex, programRecordings, runPython311 } from "./recordings.ts";

function someCode(): CodeObject {
  const value = loads(fromHex(programRecordings[0]!.marshal));
  if (value.type !== "code") throw new Error("no code");
  return value.code;
}

test("a file checked by time is read back", () => {
  const validity = { kind: "timestamp", mtime: 0xf0000000, size: 12 } as const;
  expect(readPyc(writePyc(someCode(), validity))).toEqual({ validity, code: someCode() });
});

test("a file checked by hash is read back", () => {
  const validity = { kind: "hash", hash: fromHex("0102030405060708"), checkSource: true } as const;
  expect(readPyc(writePyc(someCode(), validity))).toEqual({ validity, code: someCode() });
});

test("the header is CPython's", () => {
  const bytes = writePyc(someCode(), { kind: "timestamp", mtime: 1, size: 2 });
  expect([...bytes.subarray(0, 16)]).toEqual([0xa7, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]);
});

test.each([
  ["", "ImportError", "bad magic number in 'm': b''"],
  ["a70d0a0a00000000", "ImportError", "bad magic number in 'm': b'\\xa7\\r\\n\\n'"],
  ["a70d0d0a0000", "EOFError", "reached EOF while reading pyc header of 'm'"],
  ["a70d0d0a04000000" + "00".repeat(8), "ImportError", "invalid flags 4 in 'm'"],
  ["a70d0d0a00000000" + "00".repeat(8) + "4e", "ImportError", "Non-code object in 'm'"],
])("%s is refused", (hex, type, message) => {
  let caught: unknown;
  try {
    readPyc(fromHex(hex), "m");
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(PycError);
  expect(caught).toMatchObject({ type, message });
});

test("CPython imports our file, where it is installed", () => {
  const hex = Buffer.from(writePyc(someCode(), { kind: "hash", hash: new Uint8Array(8), checkSource: false })).toString("hex");
  const program = `
import importlib.util, pathlib, sys, tempfile
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "m.pyc")
    path.write_bytes(bytes.fromhex(sys.stdin.read()))
    spec = importlib.util.spec_from_file_location("m", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    print(module.f.__name__, end="")
`;
  expect(runPython311(["-c", program], hex) ?? "f").toBe("f");
});
