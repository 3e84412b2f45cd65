import { expect, test } from "vitest";
import { untouchedWrites } from "../checks/journal-touches.mjs";
import { checkout } from "./checkout.ts";

const found = (source: string, more: Record<string, string> = {}): string[] =>
  untouchedWrites(checkout({ "packages/vm/src/a.ts": source, ...more }));

test("a write to a payload is found", () => {
  expect(found("function f(o) {\n  o.v.length = 0;\n}\n")).toEqual([
    "packages/vm/src/a.ts#f: line 2 writes to a payload without touchPayload: o.v.length = 0",
  ]);
});

test("a write through a variable, a call that changes, a step and an assignment of the payload are found", () => {
  expect(found("function f(o) { const data = o.v as Data; data.n = 1; }")).toHaveLength(1);
  expect(found("function f(o) { const { items } = o.v; items.push(1); }")).toHaveLength(1);
  expect(found("function f(o) { (o.v as Data).n++; }")).toHaveLength(1);
  expect(found("class C { m() { this.o.v = 1; } }")[0]).toContain("a.ts#C.m:");
});

test("a function that touches may write", () => {
  expect(found("function f(o) { touchPayload(o); o.v.n = 1; }")).toEqual([]);
});

test("an object that was made in the function is nobody else's", () => {
  expect(found("function f(vm) { const o = alloc(vm, T, {}); o.v.n = 1; const l = vm.newList([]); l.v.push(o); }")).toEqual([]);
});

test("reading is no write, nor is what a layout's restore does", () => {
  expect(found("function f(o) { return o.v.items.slice(); }\nconst l = { restore(o, saved) { o.v.n = saved; } };")).toEqual([]);
});

test("a listed exception is accepted, and one that is none is not", () => {
  const write = "function f(o) { o.v.n = 1; }";
  const list = "# comment\npackages/vm/src/a.ts#f: its caller touches\n";
  expect(found(write, { "tools/untouched-writes.txt": list })).toEqual([]);
  expect(found("", { "tools/untouched-writes.txt": list })).toEqual([
    "tools/untouched-writes.txt: packages/vm/src/a.ts#f is no exception any more",
  ]);
});
