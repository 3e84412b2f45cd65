import { readdirSync, readFileSync } from "node:fs";
import { parse } from "@vivarium/parser";
import { describe, expect, it } from "vitest";
import { CO_FUTURE_ANNOTATIONS } from "../src/code-object.ts";
import { findFutureFeatures } from "../src/future.ts";
import { mangle } from "../src/symtable/mangle.ts";
import type { Scope } from "../src/symtable/scope.ts";
import { buildSymtable } from "../src/symtable.ts";

/** A scope as tools/record-symtables.py writes CPython's. */
type Table = [string, string, number, boolean, string[], [string, number][], Table[]];

const recorded = JSON.parse(readFileSync(new URL("recorded/symtables.json", import.meta.url), "utf8")) as Record<string, Table>;

function table(scope: Scope): Table {
  const symbols = [...scope.symbols].sort(([a], [b]) => (a < b ? -1 : 1));
  return [scope.name, scope.kind, scope.at.lineno, scope.nested, scope.varnames, symbols, scope.children.map(table)];
}

function tableOf(source: string): Table {
  const tree = parse(source, { mode: "exec" });
  const futureAnnotations = (findFutureFeatures(tree, "f").features & CO_FUTURE_ANNOTATIONS) !== 0;
  return table(buildSymtable(tree, "f", { futureAnnotations }).top);
}

describe("scopes are CPython's", () => {
  const folder = new URL("./cases/", import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt") && name !== "errors.txt")) {
    for (const part of readFileSync(new URL(file, folder), "utf8").split(/^(?=# )(?!# (?:mode|optimize):)/m)) {
      const title = part.slice(0, part.indexOf("\n"));
      it(title, () => {
        expect(tableOf(part.slice(title.length + 1).split("==>\n")[0]!)).toEqual(recorded[title]);
      });
    }
  }
});

describe("mangle", () => {
  it.each([
    ["C", "__x", "_C__x"],
    ["__C", "__x", "_C__x"],
    ["___", "__x", "__x"],
    ["C", "__x__", "__x__"],
    ["C", "_x", "_x"],
    ["C", "__a.b", "__a.b"],
    [null, "__x", "__x"],
  ])("in class %s, %s is %s", (privateName, name, mangled) => {
    expect(mangle(privateName, name)).toBe(mangled);
  });
});
