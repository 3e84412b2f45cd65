import { expect, test } from "vitest";
import { sizeFindings } from "../checks/sizes.mjs";
import { checkout } from "./checkout.ts";

const manifest = { "packages/a/package.json": '{"name": "@vivarium/a"}' };
const lines = (count: number): string => "x;\n".repeat(count);

test("a file over 600 lines is found", () => {
  const root = checkout({ ...manifest, "packages/a/src/long.ts": lines(601), "packages/a/src/fine.ts": lines(600) });
  expect(sizeFindings(root)).toEqual(["packages/a/src/long.ts: 601 lines, a file may have 600"]);
});

test("a function over 60 lines is found under its name", () => {
  const source = `class C {\n  m() {\n${lines(59)}  }\n  n() {\n${lines(58)}  }\n}\n`;
  expect(sizeFindings(checkout({ ...manifest, "packages/a/src/c.ts": source }))).toEqual([
    "packages/a/src/c.ts#C.m: 61 lines, a function may have 60",
  ]);
});

test("an arrow function has the name it is given", () => {
  const source = `const f = () => {\n${lines(60)}};\n`;
  expect(sizeFindings(checkout({ ...manifest, "packages/a/src/c.ts": source }))[0]).toContain("c.ts#f:");
});

test("generated files may be long", () => {
  expect(sizeFindings(checkout({ ...manifest, "packages/a/src/table.gen.ts": lines(9000) }))).toEqual([]);
});

test("a listed exception is accepted, with its reason", () => {
  const exceptions = "# comment\npackages/a/src/long.ts: a table\n";
  const root = checkout({ ...manifest, "packages/a/src/long.ts": lines(700), "tools/size-exceptions.txt": exceptions });
  expect(sizeFindings(root)).toEqual([]);
});

test("an exception that is none any more is found", () => {
  const root = checkout({ ...manifest, "tools/size-exceptions.txt": "packages/a/src/gone.ts: was long\n" });
  expect(sizeFindings(root)).toEqual(["tools/size-exceptions.txt: packages/a/src/gone.ts is within its ceiling now"]);
});
