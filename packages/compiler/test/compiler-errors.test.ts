import { readFileSync } from "node:fs";
import { PySyntaxError } from "@vivarium/parser";
import { describe, expect, it } from "vitest";
import { compileSource } from "../src/compile.ts";

interface Answer {
  error: [type: string, msg: string, lineno: number, offset: number, end_lineno: number, end_offset: number | null] | null;
  warnings: [category: string, message: string, lineno: number][];
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const recorded = JSON.parse(read("recorded/errors.json")) as Record<string, Answer>;

/** What our compiler says, in the shape of the recorded answers. */
function answer(source: string): Answer {
  const mode = /^# mode: (\w+)$/m.exec(source)?.[1] ?? "exec";
  const optimize = Number(/^# optimize: (\d)$/m.exec(source)?.[1] ?? 0);
  const warnings: Answer["warnings"] = [];
  let error: Answer["error"] = null;
  try {
    compileSource(source, "<case>", mode as "exec" | "eval", {
      optimize: optimize as 0 | 1,
      onWarning: (w) => void warnings.push([w.category, w.message, w.lineno]),
    });
  } catch (e) {
    if (!(e instanceof PySyntaxError)) throw e;
    error = [e.type, e.msg, e.lineno!, e.offset!, e.end_lineno!, e.end_offset];
  }
  return { error, warnings };
}

describe("errors and warnings are CPython's", () => {
  for (const part of read("cases/errors.txt").split(/^=== /m).slice(1)) {
    const title = part.slice(0, part.indexOf("\n"));
    it(title, () => {
      expect(answer(part.slice(title.length + 1))).toEqual(recorded[title]);
    });
  }
});
