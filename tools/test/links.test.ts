import { expect, test } from "vitest";
import { linkFindings } from "../checks/links.mjs";
import { checkout } from "./checkout.ts";

const findings = (readme: string, more: Record<string, string> = {}): string[] =>
  linkFindings(checkout({ "README.md": readme, ...more }));

test("a link to a missing file is found", () => {
  expect(findings("one\n[a](docs/a.md)\n")).toEqual(["README.md:2: link to docs/a.md: there is no docs/a.md"]);
  expect(findings("[a](docs/a.md)", { "docs/a.md": "" })).toEqual([]);
});

test("a link to a missing heading is found", () => {
  const more = { "docs/a.md": "# The `first` heading, really\n```\n# no heading\n```\n" };
  expect(findings("[a](docs/a.md#the-first-heading-really)", more)).toEqual([]);
  expect(findings("[a](docs/a.md#no-heading)", more)).toEqual(["README.md:1: link to docs/a.md#no-heading: no such heading"]);
});

test("links in a document of a subfolder are relative to it", () => {
  expect(findings("", { "docs/a.md": "[b](b.md) [r](../README.md)", "docs/b.md": "" })).toEqual([]);
});

test("a named path that is gone is found", () => {
  expect(findings("`packages/a/src/gone.ts`")).toEqual(["README.md:1: `packages/a/src/gone.ts`: no such path"]);
  expect(findings("`packages/a`", { "packages/a/package.json": '{"name": "a"}' })).toEqual([]);
});

test("a package's README names paths relative to itself", () => {
  const more = {
    "packages/a/package.json": '{"name": "a"}',
    "packages/a/README.md": "`src/a.ts` `src/b.ts`",
    "packages/a/src/a.ts": "",
  };
  expect(findings("", more)).toEqual(["packages/a/README.md:1: `src/b.ts`: no such path"]);
});

test("code, patterns and web addresses are not looked up", () => {
  expect(
    findings("```\n[a](gone.md) `packages/gone`\n```\n`packages/*/src` [w](https://example.org/x) `[a](gone.md)`\n"),
  ).toEqual([]);
});
