import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { launch } from "./launcher.ts";

/*
 * How a program is started decides what holds its constants: source text has an arena as long as it runs, a module has none. The numbers are those of
 * CPython 3.11.7 running the same files.
 */
const fromText = "4 4 2 3 4 3 4 3 4 5\n";
const fromModule = "3 3 2 3 3 2 3 2 3 5\n";

const source: string = readFileSync(new URL("./programs/counts.py", import.meta.url), "utf8");

describe("reference counts by the way a program is started", () => {
  it.each([
    ["a file", ["-B", "counts.py"], "", fromText],
    ["-c", ["-c", source], "", fromText],
    ["standard input", ["-"], source, fromText],
    ["-m", ["-B", "-m", "counts"], "", fromModule],
    ["import", ["-B", "imports_counts.py"], "", fromModule],
    ["runpy, exec of text, exec of code", ["-B", "runs_counts.py"], "", fromModule + fromModule + fromText + fromModule],
  ])("%s", { timeout: 60_000 }, (_name, words, input, expected) => {
    expect(launch(words, input).stdout).toBe(expected);
  });
});
