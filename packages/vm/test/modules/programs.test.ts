import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runPython } from "../run-python.ts";

const programs = new URL("programs/", import.meta.url);
const names = readdirSync(programs)
  .filter((name) => name.endsWith(".py"))
  .sort();

describe.each(names)("%s", (name) => {
  it("prints what CPython printed", () => {
    const outcome = runPython(readFileSync(new URL(name, programs), "utf8"));
    const recorded = readFileSync(new URL(`recorded/${name.replace(/py$/, "txt")}`, import.meta.url), "utf8");
    expect(outcome.exception).toBe(null);
    expect(outcome.stdout).toBe(recorded);
  });
});
