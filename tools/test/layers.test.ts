import { expect, test } from "vitest";
import { layerFindings } from "../checks/layers.mjs";
import { checkout } from "./checkout.ts";

const manifest = (name: string, dependencies: string[] = []): string =>
  JSON.stringify({
    name,
    exports: { ".": {}, "./table": {} },
    dependencies: Object.fromEntries(dependencies.map((d) => [d, "^0.1.0"])),
  });

/** A checkout with a parser, a compiler on it, and one file of source in the named package. */
function withSource(name: string, source: string, path = `packages/${name}/src/index.ts`): string[] {
  return layerFindings(
    checkout({
      "packages/parser/package.json": manifest("@vivarium/parser"),
      "packages/compiler/package.json": manifest("@vivarium/compiler", ["@vivarium/parser"]),
      "packages/vm/package.json": manifest("@vivarium/vm", ["@vivarium/parser"]),
      "packages/host-node/package.json": manifest("@vivarium/host-node", ["@vivarium/vm"]),
      [path]: source,
    }),
  );
}

test("an import of a lower layer is fine", () => {
  expect(withSource("compiler", 'import { a } from "@vivarium/parser";\nexport * from "@vivarium/parser/table";')).toEqual([]);
});

test("an import of a higher layer is found", () => {
  expect(withSource("parser", '\nimport type { a } from "@vivarium/compiler";')).toEqual([
    "packages/parser/src/index.ts:2: import of @vivarium/compiler: this layer may not",
  ]);
});

test.each([
  ['export * from "@vivarium/vm";'],
  ['const m = await import("@vivarium/vm");'],
  ['type T = import("@vivarium/vm").T;'],
])("every form of import counts: %s", (source) => {
  expect(withSource("compiler", source)).toHaveLength(1);
});

test("a dependency in package.json counts", () => {
  const root = checkout({ "packages/heap/package.json": manifest("@vivarium/heap", ["@vivarium/gil"]) });
  expect(layerFindings(root)).toEqual(["packages/heap/package.json: may not depend on @vivarium/gil"]);
});

test("an allowed package must be declared", () => {
  expect(withSource("vm", 'import { a } from "@vivarium/compiler";')[0]).toContain("not among the package's dependencies");
});

test("an internal path of another package is found", () => {
  expect(withSource("compiler", 'import { a } from "@vivarium/parser/src/tokens.ts";')[0]).toContain(
    "does not export ./src/tokens.ts",
  );
});

test("a relative import may not leave the package", () => {
  expect(withSource("compiler", 'import { a } from "../../parser/src/index.ts";')[0]).toContain("leaves the package's src");
});

test("Node's modules are for host-node and the apps", () => {
  expect(withSource("vm", 'import { readFileSync } from "node:fs";')).toHaveLength(1);
  expect(withSource("vm", 'import { readFileSync } from "fs";')).toHaveLength(1);
  expect(withSource("host-node", 'import { readFileSync } from "node:fs";')).toEqual([]);
});

test.each([
  "Date.now()",
  "performance.now()",
  "Math.random()",
  "process.exit()",
  "console.log(1)",
  "Math.pow(2, 3)",
  "Math.sin(1)",
])("%s is found", (expression) => {
  expect(withSource("parser", `export const a: unknown = ${expression};`)).toHaveLength(1);
  expect(withSource("host-node", `export const a: unknown = ${expression};`)).toEqual([]);
});

test.each([
  "export const a: number = Math.floor(1.5);",
  "export const a = (x: { process: number }): number => x.process;",
  "export function f(process: number): number { return process; }",
  "export const a = { Date: 1 };",
  "// Date.now()",
])("is fine: %s", (source) => {
  expect(withSource("parser", source)).toEqual([]);
});

test.each(["export function* f() {}", "export const o = { *m() {} };", "class C { *m() {} }", "const f = function* () {};"])(
  "vm has no generators: %s",
  (source) => {
    expect(withSource("vm", source)).toHaveLength(1);
    expect(withSource("compiler", source)).toEqual([]);
  },
);
