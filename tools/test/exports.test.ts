import { expect, test } from "vitest";
import { exportFindings } from "../checks/exports.mjs";

const recorded = { ".": { parse: "function", kinds: "object" } };

test("the same interface is no finding", () => {
  expect(exportFindings("p", recorded, { ".": { kinds: "object", parse: "function" } })).toEqual([]);
});

test("what is gone, new or of another kind is found", () => {
  const present = { ".": { parse: "object", dump: "function" }, "./table": { rows: "object" } };
  expect(exportFindings("p", recorded, present)).toEqual([
    "p: dump is new",
    "p: kinds is gone",
    "p: parse was of type function and is of type object",
    "p/table: rows is new",
  ]);
});
