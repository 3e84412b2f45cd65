import { expect, test } from "vitest";
import { casesOf, differenceOf } from "../../conformance/cases.ts";
import { formatKnownFailures, formatSummary, parseKnownFailures } from "../../conformance/known-failures.ts";
import { checkout } from "./checkout.ts";

const expected = { stdout: "1\n2\n", stderr: "", exitCode: 0 };
const folder = (): string =>
  checkout({
    "cases/t/a.py": "# argv: -x one\nprint(1)\n",
    "cases/t/a.stdin": "in",
    "cases/t/_module.py": "",
    "answers/t.json": JSON.stringify({ python: "3.11.7", cases: { a: expected } }),
  });

test("a case has its arguments, input and answer", () => {
  const root = folder();
  expect(casesOf("t", root)).toEqual([
    { id: "t/a", topic: "t", path: `${root}/cases/t/a.py`, argv: ["-x", "one"], stdin: "in", expected },
  ]);
});

test("the same outcome is no difference", async () => {
  expect(await differenceOf(casesOf("t", folder())[0]!, async () => expected)).toBeNull();
});

test("paths of the program's folder are taken out first", async () => {
  const root = folder();
  const each = { ...casesOf("t", root)[0]!, expected: { ...expected, stderr: 'File "a.py"' } };
  expect(await differenceOf(each, async (path) => ({ ...expected, stderr: `File "${path}"` }))).toBeNull();
});

test.each([
  [{ ...expected, stdout: "1\n3\n" }, 'stdout line 2: "3" instead of "2"'],
  [{ ...expected, stdout: "1" }, 'stdout line 2: nothing instead of "2"'],
  [{ ...expected, stderr: "oops" }, 'stderr line 1: "oops" instead of ""'],
  [{ ...expected, exitCode: 1 }, "exit code 1 instead of 0"],
])("another outcome is told in one line", async (actual, difference) => {
  expect(await differenceOf(casesOf("t", folder())[0]!, async () => actual)).toBe(difference);
});

test("a failure of the interpreter itself is told, not thrown", async () => {
  const run = async (): Promise<never> => {
    throw new TypeError("x is undefined");
  };
  expect(await differenceOf(casesOf("t", folder())[0]!, run)).toBe("the interpreter itself failed: x is undefined");
});

test("known failures survive a round trip", () => {
  const failures = new Map([
    ["b/c", "no threads: yet"],
    ["a/b", "wrong wording"],
  ]);
  expect(parseKnownFailures(formatKnownFailures(failures))).toEqual(failures);
});

test("a known failure needs a reason, and stands once", () => {
  expect(() => parseKnownFailures("a/b\n")).toThrow("no reason");
  expect(() => parseKnownFailures("a/b: x\na/b: y\n")).toThrow("twice");
});

test("the summary counts each topic and all", () => {
  const counts = new Map([
    ["sets", { passed: 1, total: 2 }],
    ["lists", { passed: 3, total: 3 }],
  ]);
  expect(formatSummary(counts)).toBe("lists  3/3\nsets   1/2\ntotal  4/5\n");
});
