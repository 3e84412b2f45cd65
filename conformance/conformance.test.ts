// Every case, against what CPython 3.11.7 did. VIVARIUM_UPDATE=1 rewrites summary.txt and known-failures.txt from this run: reasons
// that are there stay, new ones are the first difference, for a person to replace by the cause.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { answersOf, casesOf, conformanceFolder, differenceOf, topics } from "./cases.ts";
import { formatKnownFailures, formatSummary, parseKnownFailures } from "./known-failures.ts";
import { runProgram } from "./run-program.ts";

const read = (name: string): string => {
  const path = join(conformanceFolder, name);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
};
const update = process.env.VIVARIUM_UPDATE === "1";
const knownFailures = parseKnownFailures(read("known-failures.txt"));
const all = topics().flatMap((topic) => casesOf(topic));

describe("the record", () => {
  test("has an answer for every case, and no other answer", () => {
    const answered = topics().flatMap((topic) => Object.keys(answersOf(topic)).map((name) => `${topic}/${name}`));
    expect(answered.sort()).toEqual(all.map(({ id }) => id).sort());
  });

  test("known failures are cases that exist", () => {
    const ids = new Set(all.map(({ id }) => id));
    expect([...knownFailures.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe.skipIf(runProgram === null)("cases", () => {
  const failures = new Map<string, string>();
  const byTopic = new Map(topics().map((topic) => [topic, { passed: 0, total: 0 }]));

  for (const each of all) {
    test(each.id, async () => {
      const difference = await differenceOf(each, runProgram!);
      const count = byTopic.get(each.topic)!;
      count.total++;
      if (difference === null) count.passed++;
      else failures.set(each.id, knownFailures.get(each.id) ?? difference);
      if (update) return;
      if (knownFailures.has(each.id)) expect(difference, "passes now: take it out of known-failures.txt").not.toBeNull();
      else expect(difference).toBeNull();
    });
  }

  test("summary.txt is what this run gave", () => {
    if (!update) expect(read("summary.txt")).toBe(formatSummary(byTopic));
  });

  afterAll(() => {
    if (!update) return;
    writeFileSync(join(conformanceFolder, "summary.txt"), formatSummary(byTopic));
    writeFileSync(join(conformanceFolder, "known-failures.txt"), formatKnownFailures(failures));
  });
});
