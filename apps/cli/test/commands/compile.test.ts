import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPyc } from "@vivarium/compiler";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runVerb } from "../run-verb.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vivarium-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("one file", () => {
  test("has the source's time and size in its header", async () => {
    const source = join(folder, "a.py");
    writeFileSync(source, "x = 1\n");
    utimesSync(source, 1_700_000_000, 1_700_000_000);
    expect((await runVerb("compile", source, "-o", join(folder, "a.pyc"))).code).toBe(0);
    const { validity, code } = readPyc(readFileSync(join(folder, "a.pyc")));
    expect(validity).toEqual({ kind: "timestamp", mtime: 1_700_000_000, size: 6 });
    expect(code.co_filename).toBe(source);
  });

  test("that is no Python leaves nothing behind", async () => {
    writeFileSync(join(folder, "a.py"), "x = = 1\n");
    const { code, stderr } = await runVerb("compile", join(folder, "a.py"), "-o", join(folder, "a.pyc"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/SyntaxError: invalid syntax\n$/);
    expect(statSync(join(folder, "a.pyc"), { throwIfNoEntry: false })).toBeUndefined();
  });

  test("needs to know where to", async () => {
    expect((await runVerb("compile", join(folder, "a.py"))).code).toBe(2);
  });
});

describe("a directory", () => {
  test("goes on after a file that fails", async () => {
    mkdirSync(join(folder, "src", "sub"), { recursive: true });
    writeFileSync(join(folder, "src", "bad.py"), "(\n");
    writeFileSync(join(folder, "src", "sub", "good.py"), "pass\n");
    const { code, stderr } = await runVerb("compile", join(folder, "src"), "-o", join(folder, "out"));
    expect(code).toBe(1);
    expect(stderr).toContain("[2/2] sub/good.py");
    expect(stderr).toContain("1 of 2 files could not be compiled");
    expect(readPyc(readFileSync(join(folder, "out", "sub", "good.pyc"))).code.co_name).toBe("<module>");
  });
});
