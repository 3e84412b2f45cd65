import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { runVerb } from "../run-verb.ts";

const program = fileURLToPath(new URL("../programs/mixed_threads.py", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "vivarium-"));
const home = process.cwd();
afterAll(() => rmSync(folder, { recursive: true }));

/** What `vivarium gil --json` says of the program. */
async function report(...options: string[]): Promise<any> {
  const { code, stdout, stderr } = await runVerb("gil", "--json", ...options, program);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

/** The program's own output: its counters. */
const counters = ({ stdout }: { stdout: string }): number[] => stdout.split(" ").slice(0, 2).map(Number);

describe("a run", { timeout: 60_000 }, () => {
  test.each([[[]], [["--gil", "2.7"]], [["--gil", "3.9", "--schedule", "random", "--seed", "3"]]])(
    "is the same again, and from another folder: %j",
    async (options) => {
      const first = await runVerb("gil", "--json", ...options, program);
      expect(await runVerb("gil", "--json", ...options, program)).toEqual(first);
      process.chdir(folder);
      try {
        expect(await runVerb("gil", "--json", ...options, program)).toEqual(first);
      } finally {
        process.chdir(home);
      }
    },
  );

  test("is the same again from its token, which is short and has the settings in it", async () => {
    const options = ["--gil", "3.9", "--schedule", "random", "--seed", "5", "--switch-interval", "0.001", "--cores", "2"];
    const first = await report(...options);
    expect(first.token.length).toBeLessThan(60);
    expect(await report("--schedule", first.token)).toEqual(first);
  });

  test("loses updates where its era can, and never under a lock", async () => {
    const seeds = ["1", "2", "3", "4", "5"];
    const runs = [];
    for (const seed of seeds) runs.push(counters(await report("--gil", "3.9", "--schedule", "random", "--seed", seed)));
    expect(Math.min(...runs.map(([racing]) => racing!))).toBeLessThan(12_000);
    expect(runs.map(([, locked]) => locked)).toEqual(seeds.map(() => 12_000));
    expect(counters(await report("--schedule", "random", "--seed", "1"))).toEqual([12_000, 12_000]);
  });

  test("has the threads' names, what each did, and why the GIL moved", async () => {
    const { rows, handOffs, switches } = await report();
    expect(rows.map((row: { name: string }) => row.name)).toEqual([
      "MainThread",
      ...["worker 0", "worker 1", "worker 2", "worker 3"],
      "waiter",
    ]);
    const waiter = rows[5].intervals.map((interval: { activity: string }) => interval.activity);
    expect(waiter).toContain("blocked");
    expect(waiter).toContain("holding");
    expect(handOffs.length).toBeLessThanOrEqual(switches);
    expect(
      handOffs.some(({ cause }: { cause: string }) =>
        / let the GIL go to wait \(sleep\) at CALL, offset \d+ \(wait, line 18\)/.test(cause),
      ),
    ).toBe(true);
  });

  test("can be seen as a page and as a trace", async () => {
    const [page, trace] = [join(folder, "gil.html"), join(folder, "gil.json")];
    await report("--html", page, "--trace", trace);
    expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>[\s\S]*<svg [\s\S]*switch \d+ to worker 0[\s\S]*<\/html>\n$/);
    const { traceEvents } = JSON.parse(readFileSync(trace, "utf8"));
    const names = traceEvents.filter((e: any) => e.name === "thread_name").map((e: any) => e.args.name);
    expect(names).toContain("waiter");
  });
});
