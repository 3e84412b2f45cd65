import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { differences, type RecordedCase, recordedCases } from "./recorded.ts";

const TYPES = ["int", "float", "complex", "str"];

/** One test for each operation of a type: all its recorded calls. */
for (const type of TYPES) {
  describe(`${type} answers as CPython 3.11.7 did`, () => {
    const byOperation = new Map<string, RecordedCase[]>();
    for (const recordedCase of recordedCases(type)) {
      const list = byOperation.get(recordedCase[0]) ?? [];
      list.push(recordedCase);
      byOperation.set(recordedCase[0], list);
    }
    for (const [operation, cases] of byOperation) {
      it(operation, () => {
        expect(differences(cases)).toEqual([]);
      });
    }
  });
}

const version = spawnSync("python3.11", ["-V"], { encoding: "utf8" }).stdout?.trim();

describe.skipIf(version !== "Python 3.11.7")("the recorded answers", () => {
  it("are what CPython answers today", () => {
    const directory = mkdtempSync(join(tmpdir(), "recorded-"));
    const recorder = fileURLToPath(new URL("../../../../tools/record-numbers-str.py", import.meta.url));
    const run = spawnSync("python3.11", [recorder, directory], {
      encoding: "utf8",
      env: { ...process.env, PYTHONHASHSEED: "0" },
    });
    expect(run.status).toBe(0);
    const changed = TYPES.filter((type) => {
      const committed = readFileSync(new URL(`../recorded/${type}.json`, import.meta.url), "utf8");
      return readFileSync(join(directory, `${type}.json`), "utf8") !== committed;
    });
    rmSync(directory, { recursive: true });
    expect(changed).toEqual([]);
  }, 60000);
});
