import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runVerb } from "../run-verb.ts";

interface Answer {
  readonly ast: string;
  readonly ast_a: string;
  readonly ast_code: number;
  readonly dis: string;
  readonly dis_code: number;
  readonly stderr: string;
}

const answers: Readonly<Record<string, Answer>> = JSON.parse(
  readFileSync(new URL("../recorded/verbs.json", import.meta.url), "utf8"),
);
const withoutAddresses = (text: string): string => text.replaceAll(/at 0x[0-9a-f]+/g, "at ADDRESS");
const before = process.cwd();
beforeAll(() => process.chdir(new URL("../programs", import.meta.url).pathname));
afterAll(() => process.chdir(before));

describe.each(Object.entries(answers))("%s", (name, answer) => {
  test("ast prints CPython's tree", async () => {
    const { code, stdout } = await runVerb("ast", name);
    expect([code, stdout]).toEqual([answer.ast_code, answer.ast]);
  });

  test("ast -a prints positions too, before or after the file", async () => {
    expect((await runVerb("ast", "-a", name)).stdout).toBe(answer.ast_a);
    expect((await runVerb("ast", name, "-a")).stdout).toBe(answer.ast_a);
  });

  test("dis prints CPython's listing, warnings and errors", async () => {
    const { code, stdout, stderr } = await runVerb("dis", name);
    expect([code, withoutAddresses(stdout), stderr]).toEqual([answer.dis_code, answer.dis, answer.stderr]);
  });

  test("check says the same as the compiler", async () => {
    const { code, stderr } = await runVerb("check", name);
    expect([code, stderr]).toEqual([answer.dis_code, answer.stderr]);
  });
});
