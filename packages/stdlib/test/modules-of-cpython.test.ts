import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { libraryFiles } from "../build/library-files.ts";
import { moduleNameOf } from "../build/write-pack.ts";
import { absent } from "../src/index.ts";

/** The top-level pure-Python modules that `sys.stdlib_module_names` of CPython 3.11.7 lists and its Lib holds. */
const recorded: string[] = JSON.parse(readFileSync(new URL("recorded/top-level-modules.json", import.meta.url), "utf8"));

test("every top-level module of CPython's Lib is packed or has a reason", () => {
  const packed = new Set([...libraryFiles().keys()].map((path) => moduleNameOf(path)?.name));
  expect(recorded.filter((name) => !packed.has(name) && absent(name) === null)).toEqual([]);
});

test("no packed module is called absent", () => {
  const names = [...libraryFiles().keys()].flatMap((path) => moduleNameOf(path)?.name ?? []);
  expect(names.filter((name) => absent(name) !== null)).toEqual([]);
});
