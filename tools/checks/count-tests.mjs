/**
 * Counts the tests in vitest's JSON report; a test file that could not be loaded is one failure.
 * @param {{testResults: {status: string, assertionResults: {status: string}[]}[]}} report
 * @returns {{passed: number, failed: number}}
 */
export function countTests(report) {
  let passed = 0;
  let failed = 0;
  for (const file of report.testResults) {
    const failedHere = file.assertionResults.filter((test) => test.status === "failed").length;
    passed += file.assertionResults.filter((test) => test.status === "passed").length;
    failed += failedHere;
    if (file.status === "failed" && failedHere === 0) failed += 1;
  }
  return { passed, failed };
}
