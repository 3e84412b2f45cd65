import { type CodeObject, loads } from "@vivarium/compiler";
import { expect, test } from "vitest";
import { moduleCompiler } from "../build/compile-module.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a module is compiled to a marshalled code object under its file name", () => {
  const failures: string[] = [];
  const value = loads(moduleCompiler(failures)(bytes("x = 1\n"), "/usr/lib/python3.11/x.py")!) as {
    type: string;
    code: CodeObject;
  };
  expect([value.type, value.code.co_filename, value.code.co_names]).toEqual(["code", "/usr/lib/python3.11/x.py", ["x"]]);
  expect(failures).toEqual([]);
});

test("the module's encoding cookie counts", () => {
  const latin = Uint8Array.from([...bytes("# -*- coding: latin-1 -*-\nx = '"), 0xe9, ...bytes("'\n")]);
  const value = loads(moduleCompiler([])(latin, "x.py")!) as { type: string; code: CodeObject };
  expect(value.code.co_consts[0]).toMatchObject({ type: "str", value: "é" });
});

test("a module that does not compile has no code, and is named", () => {
  const failures: string[] = [];
  expect(moduleCompiler(failures)(bytes("x = \n"), "x.py")).toBeNull();
  expect(failures).toEqual(["x.py: invalid syntax"]);
});
