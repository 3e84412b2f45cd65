import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { launch } from "../launcher.ts";

describe("time", () => {
  test("speaks as IPython's %time", { timeout: 60_000 }, () => {
    const { code, stderr } = launch(["time", "--magic", "two_threads.py"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^CPU times: user [\d.]+ [mµ]?s, sys: [\d.]+ [mµn]?s, total: [\d.]+ [mµ]?s\nWall time: [\d.]+ [mµ]?s\n$/,
    );
  });

  test("prints the shell's three lines after the program's output, the same every time", { timeout: 60_000 }, () => {
    const first = launch(["time", "two_threads.py"]);
    expect(first.stdout).toBe("4000000\n");
    expect(first.stderr).toMatch(/^\nreal\t0m0\.\d{3}s\nuser\t0m0\.\d{3}s\nsys\t0m0\.\d{3}s\n$/);
    expect(launch(["time", "two_threads.py"])).toEqual(first);
  });

  test("--json has the output in it", { timeout: 60_000 }, () => {
    const { stdout, stderr } = launch(["time", "--json", "holders.py"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ file: "holders.py", exit: 0, clock: "virtual", stdout: "6\n" });
  });
});

describe("gil", () => {
  test("draws a row for each thread and gives a token that repeats the run", { timeout: 60_000 }, () => {
    const { stdout, code } = launch(["gil", "--schedule", "random", "--seed", "5", "two_threads.py"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^4000000\n\ntwo_threads\.py: GIL of 3\.11, 4 cores, .* hand-offs\nMainThread /);
    const token = /\nschedule: (v2\.\S+)\n$/.exec(stdout)![1]!;
    expect(launch(["gil", "--schedule", token, "two_threads.py"]).stdout).toBe(stdout);
  });

  test("--events tells each step", { timeout: 60_000 }, () => {
    const { stdout } = launch(["gil", "--events", "two_threads.py"]);
    for (const step of [
      "found the GIL taken by",
      "set the drop request for",
      "let the GIL go because it was asked to",
      "forced switch",
    ])
      expect(stdout).toContain(step);
  });

  test("--handoffs tells why the GIL moved", { timeout: 60_000 }, () => {
    const { stdout } = launch(["gil", "--handoffs", "two_threads.py"]);
    expect(stdout).toMatch(
      /timed out 5\.0\d\d ms after switch \d+ and set the drop request; \S+ noticed at [A-Z_]+, offset \d+ \(count, line \d+\)/,
    );
  });

  test("--svg writes a picture", { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), "vivarium-"));
    launch(["gil", "--svg", join(folder, "gil.svg"), "two_threads.py"]);
    expect(readFileSync(join(folder, "gil.svg"), "utf8")).toMatch(/^<svg [\s\S]*two_threads\.py: GIL of 3\.11[\s\S]*<\/svg>\n$/);
    rmSync(folder, { recursive: true });
  });

  test("refuses a schedule of another program", { timeout: 60_000 }, () => {
    const token = /\nschedule: (v2\.\S+)\n$/.exec(launch(["gil", "holders.py"]).stdout)![1]!;
    const { code, stderr } = launch(["gil", "--schedule", token, "two_threads.py"]);
    expect([code, stderr]).toEqual([2, "vivarium: this schedule was made by another program, or with other arguments\n"]);
  });
});

describe("refs", () => {
  test("names every holder of the globals", { timeout: 60_000 }, () => {
    const { stdout } = launch(["refs", "holders.py"]);
    expect(stdout).toBe(
      [
        "6\n",
        "data: list of 2, count 5, since line 8",
        "    globals of __main__: data",
        "    tuple pair: [0]",
        "    tuple pair: [1]",
        "    Point point: .x",
        '    dict table: ["key"]\n',
        "pair: tuple of 2, count 1, since line 9",
        "    globals of __main__: pair\n",
        "point: Point, count 1, since line 10",
        "    globals of __main__: point\n",
        "table: dict, count 1, since line 13",
        "    globals of __main__: table\n",
      ].join("\n"),
    );
  });

  test("tells what has died, and where", { timeout: 60_000 }, () => {
    const { stdout } = launch(["refs", "lifetimes.py"]);
    expect(stdout).toContain(
      ["gone:", "    first: Node, from line 5 to line 17", "    temporary: list of 1, from line 15 to line 16\n"].join("\n"),
    );
  });

  test("--watch tells the story of one name", { timeout: 60_000 }, () => {
    const { code, stdout } = launch(["refs", "--watch", "temporary", "lifetimes.py"]);
    expect([code, stdout]).toEqual([0, "\ngone:\n    temporary: list of 1, from line 15 to line 16\n"]);
  });

  test("--json has the lifetimes with their moments", { timeout: 60_000 }, () => {
    const { lifetimes } = JSON.parse(launch(["refs", "--json", "lifetimes.py"]).stdout);
    expect(lifetimes[2]).toMatchObject({
      name: "temporary",
      type: "list",
      bound: { line: 15, function: "<module>" },
      died: { line: 16, function: "<module>" },
    });
  });

  test("--watch a name that is not there", { timeout: 60_000 }, () => {
    const { code, stderr } = launch(["refs", "--watch", "nobody", "holders.py"]);
    expect([code, stderr]).toEqual([1, "vivarium: __main__ has no global nobody at its end\n"]);
  });
});
