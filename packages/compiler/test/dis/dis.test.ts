import { describe, expect, test } from "vitest";
import { compileSource } from "../../src/compile.ts";
import { dis, disassemble } from "../../src/dis/dis.ts";
import { op } from "../../src/opcodes.ts";
import { programRecordings } from "../recordings.ts";

describe("recorded programs", () => {
  test.each(programRecordings)("$title", ({ source, dis: text }) => {
    expect(dis(compileSource(source, "<program>", "exec"))).toBe(text);
  });

  test.each(programRecordings.filter(({ disCaches }) => disCaches !== null))("$title, with caches", ({ source, disCaches }) => {
    expect(dis(compileSource(source, "<program>", "exec"), { showCaches: true })).toBe(disCaches);
  });
});

test("addresses are those it is told", () => {
  const code = compileSource("lambda: 0", "f", "exec");
  expect(dis(code, { addressOf: () => 0x7f00 })).toContain('<code object <lambda> at 0x7f00, file "f", line 1>');
});

test("nested code is shown as deep as asked", () => {
  const code = compileSource("lambda: lambda: 0", "f", "exec");
  expect(dis(code, { depth: 0 })).toBe(disassemble(code));
  expect(dis(code, { depth: 1 }).match(/Disassembly/g)).toHaveLength(1);
});

test("an arrow marks the current instruction", () => {
  const code = compileSource("x", "f", "exec");
  expect(disassemble(code, { lasti: 2 })).toMatch(/^ {2}1 --> {7}2 LOAD_NAME/m);
});

test("specialized code shows its caches", () => {
  const code = compileSource("x + y", "f", "exec");
  const bytes = code.co_code.slice();
  const at = bytes.indexOf(op.BINARY_OP);
  bytes[at] = op.BINARY_OP_ADD_INT;
  bytes[at + 2] = 17;
  const text = disassemble(code, { adaptiveCode: () => bytes, showCaches: true });
  expect(text).toContain("BINARY_OP_ADD_INT        0 (+)");
  expect(text).toContain("CACHE                    0 (counter: 17)");
});
