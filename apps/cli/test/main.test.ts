import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { verbs } from "../src/verbs.ts";
import { launch } from "./launcher.ts";
import { runVerb } from "./run-verb.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };

describe("information", () => {
  test("--version names both versions", async () => {
    expect(await runVerb("--version")).toEqual({ code: 0, stdout: `Vivarium ${version} (Python 3.11.7)\n`, stderr: "" });
  });

  test("--help lists every verb", async () => {
    const { code, stdout } = await runVerb("--help");
    expect(code).toBe(0);
    for (const { name } of verbs) expect(stdout).toContain(`\n  ${name} `);
  });

  test.each(verbs.map(({ name }) => name))("%s --help has examples", async (name) => {
    const { code, stdout } = await runVerb(name, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`examples:\n  vivarium ${name}`);
  });
});

describe("refusals", () => {
  test("a missing file has CPython's words and exit code", async () => {
    const missing = "can't open file 'missing.py': [Errno 2] No such file or directory\n";
    expect(await runVerb("dis", "missing.py")).toEqual({ code: 2, stdout: "", stderr: `vivarium: ${missing}` });
  });

  test("a run of a missing file shows its whole path", async () => {
    const { code, stderr } = await runVerb("missing.py");
    expect([code, stderr]).toEqual([
      2,
      `vivarium: can't open file '${process.cwd()}/missing.py': [Errno 2] No such file or directory\n`,
    ]);
  });

  test("an unknown option of a verb", async () => {
    const { code, stderr } = await runVerb("dis", "--nonsense", "x.py");
    expect([code, stderr]).toEqual([
      2,
      "vivarium: dis has no option --nonsense\nTry `vivarium dis --help' for more information.\n",
    ]);
  });

  test("an unknown letter begins as CPython's message", async () => {
    const { code, stderr } = await runVerb("-Y");
    expect(code).toBe(2);
    expect(stderr.split("\n")[0]).toBe("Unknown option: -Y");
  });

  test("-c without a program", async () => {
    const { code, stderr } = await runVerb("-c");
    expect(code).toBe(2);
    expect(stderr.split("\n")[0]).toBe("Argument expected for the -c option");
  });

  test("an era that is not there", async () => {
    const { code, stderr } = await runVerb("gil", "--gil", "1.5", "x.py");
    expect(code).toBe(2);
    expect(stderr).toContain("no era 1.5; there are 2.7");
  });

  test("a damaged token", async () => {
    const { code, stderr } = await runVerb("gil", "--schedule", "v2.AAAA", "x.py");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^vivarium: the token /);
  });

  test("a folder without __main__", { timeout: 60_000 }, () => {
    const { code, stderr } = launch(["../commands"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/: can't find '__main__' module in '.*commands'\n$/);
  });
});
