import { expect, test } from "vitest";
import { countTests } from "../checks/count-tests.mjs";

const file = (status: string, ...tests: string[]): { status: string; assertionResults: { status: string }[] } => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test("counts what passed and what failed, and nothing that was skipped", () => {
  const testResults = [file("passed", "passed", "passed", "skipped"), file("failed", "passed", "failed")];
  expect(countTests({ testResults })).toEqual({ passed: 3, failed: 1 });
});

test("a file that could not be loaded is one failure", () => {
  expect(countTests({ testResults: [file("failed")] })).toEqual({ passed: 0, failed: 1 });
});
