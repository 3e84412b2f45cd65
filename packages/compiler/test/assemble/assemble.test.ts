import { describe, expect, test } from "vitest";
import type { CodeObject } from "../../src/code-object.ts";
import { compileSource } from "../../src/compile.ts";
import { describeValue, normalized } from "../describe-value.ts";
import { programRecordings, toHex } from "../recordings.ts";

function withNested(code: CodeObject): CodeObject[] {
  return [code, ...code.co_consts.flatMap((constant) => (constant.type === "code" ? withNested(constant.code) : []))];
}

describe("code objects of recorded programs", () => {
  test.each(programRecordings)("$title", ({ source, codes }) => {
    const ours = withNested(compileSource(source, "<program>", "exec")).map((code) => ({
      qualname: code.co_qualname,
      code: toHex(code.co_code),
      stacksize: code.co_stacksize,
      flags: code.co_flags,
      firstlineno: code.co_firstlineno,
      names: code.co_names,
      localsplusnames: code.co_localsplusnames,
      consts: code.co_consts.map(describeValue),
      linetable: toHex(code.co_linetable),
      exceptiontable: toHex(code.co_exceptiontable),
    }));
    const theirs = codes.map(({ positions: _positions, exceptionEntries: _entries, ...fields }) => ({
      ...fields,
      consts: fields.consts.map(normalized),
    }));
    expect(ours).toEqual(theirs);
  });
});
