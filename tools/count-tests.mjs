// Reads vitest's JSON report and prints "PASSED FAILED". A test file that could not be loaded counts as one failure.
// Exits 1 when there is no report or no test ran.
import { readFileSync } from "node:fs";
import { countTests } from "./checks/count-tests.mjs";

const { passed, failed } = countTests(JSON.parse(readFileSync(process.argv[2], "utf8")));
if (passed + failed === 0) process.exit(1);
console.log(`${passed} ${failed}`);
