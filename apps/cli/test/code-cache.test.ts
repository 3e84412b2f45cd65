import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadWhole, type Whole } from "../src/code-cache.ts";

let folder: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vivarium-"));
  cache = join(folder, "cache");
  vi.stubEnv("VIVARIUM_CODE_CACHE", cache);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const body = "(function (exports, require, module, scriptUrl) { exports.main = async () => scriptUrl; })";

function load(digest = "d1gest", text = body): Whole | null {
  const path = join(folder, "whole.cjs");
  writeFileSync(path, `/* ${digest} */${text}`);
  return loadWhole(pathToFileURL(path));
}

test("a script that is not there gives null", () => {
  expect(loadWhole(pathToFileURL(join(folder, "none.cjs")))).toBeNull();
});

test("the script gets its own place", async () => {
  await expect(load()!.exports.main([])).resolves.toBe(pathToFileURL(join(folder, "whole.cjs")).href);
});

test("compiled code is kept under the script's digest, once", () => {
  load()!.keep();
  const kept = readdirSync(cache);
  expect(kept).toEqual([`d1gest-${process.version}-${process.arch}.code`]);
  writeFileSync(join(cache, "marker"), "");
  load()!.keep();
  expect(readdirSync(cache)).toEqual([...kept, "marker"]);
});

test("another script has other compiled code", () => {
  load()!.keep();
  load("0ther")!.keep();
  expect(readdirSync(cache)).toHaveLength(2);
});

test("compiled code that is damaged is replaced", async () => {
  load()!.keep();
  const [name] = readdirSync(cache);
  writeFileSync(join(cache, name!), "nonsense");
  const whole = load()!;
  await expect(whole.exports.main([])).resolves.toContain("whole.cjs");
  whole.keep();
  expect(readdirSync(cache)).toEqual([name]);
});

test("an empty VIVARIUM_CODE_CACHE keeps nothing", () => {
  vi.stubEnv("VIVARIUM_CODE_CACHE", "");
  load()!.keep();
  expect(readdirSync(folder)).toEqual(["whole.cjs"]);
});

test("a folder that cannot be written to is no error", () => {
  vi.stubEnv("VIVARIUM_CODE_CACHE", "/dev/null/none");
  expect(() => load()!.keep()).not.toThrow();
});
