import { expect, test } from "vitest";
import { generatedFindings } from "../checks/generated.mjs";
import { checkout } from "./checkout.ts";

const generator = "console.log('// Made by: node tools/gen.mjs > packages/a/src/a.gen.ts\\nexport const a = 1;');";
const good = "// Made by: node tools/gen.mjs > packages/a/src/a.gen.ts\nexport const a = 1;\n";

test("a file equal to its generator's output is fine", () => {
  const root = checkout({ "tools/gen.mjs": generator, "packages/a/src/a.gen.ts": good });
  expect(generatedFindings(root)).toEqual({ findings: [], notRun: [] });
});

test("an edited file is found", () => {
  const root = checkout({ "tools/gen.mjs": generator, "packages/a/src/a.gen.ts": `${good}// edited\n` });
  expect(generatedFindings(root).findings).toEqual(["packages/a/src/a.gen.ts: `node tools/gen.mjs` writes something else"]);
});

test("a generator that fails is found", () => {
  const root = checkout({ "packages/a/src/a.gen.ts": good });
  expect(generatedFindings(root).findings[0]).toContain("failed");
});

test("a file that does not say how it is made is found", () => {
  const root = checkout({ "packages/a/src/a.gen.ts": "export {};\n" });
  expect(generatedFindings(root).findings).toHaveLength(1);
});

test("a generator that needs more than Node is named", () => {
  const root = checkout({ "packages/a/src/a.gen.ts": "// Made by: python3.11 tools/gen.py > packages/a/src/a.gen.ts\n" });
  expect(generatedFindings(root)).toEqual({ findings: [], notRun: ["packages/a/src/a.gen.ts: python3.11 tools/gen.py"] });
});

test("a generator that measures a CPython to be named is named, not run", () => {
  const root = checkout({ "packages/a/src/a.gen.ts": "// Made by: npx tsx tools/measure.ts 3.11 PYTHON\n" });
  expect(generatedFindings(root)).toEqual({
    findings: [],
    notRun: ["packages/a/src/a.gen.ts: npx tsx tools/measure.ts 3.11 PYTHON"],
  });
});
