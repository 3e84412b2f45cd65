import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const version = spawnSync("python3.11", ["-c", "import sys; print(sys.version.split()[0])"], { encoding: "utf8" });
const isReference = version.status === 0 && version.stdout.trim() === "3.11.7";

describe.runIf(isReference)("with CPython 3.11.7 at hand", () => {
  it("the recorded answers are what it says now", () => {
    const script = fileURLToPath(new URL("../../../tools/record-gc.py", import.meta.url));
    const live = spawnSync("python3.11", [script, "--stdout"], { encoding: "utf8", maxBuffer: 1 << 26 });
    const recorded = readFileSync(new URL("./recorded/gc.json", import.meta.url), "utf8");
    expect(live.stderr).toBe("");
    expect(live.stdout === recorded).toBe(true);
  }, 60_000);
});
