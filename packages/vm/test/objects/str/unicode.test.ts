import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as unicode from "../../../src/objects/str/unicode.ts";

const recorded = JSON.parse(readFileSync(new URL("../../recorded/unicode.json", import.meta.url), "utf8")) as Record<
  string,
  number
>;

/** As tools/record-unicode.py does it. */
function digest(f: (c: number) => number | boolean | string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < 0x110000; i++) {
    if (i >= 0xd800 && i < 0xe000) continue;
    const answer = f(i);
    if (typeof answer === "string") for (const c of answer) h = Math.imul(h ^ c.codePointAt(0)!, 0x01000193);
    else h = Math.imul(h ^ Number(answer), 0x01000193);
    h = Math.imul(h ^ -1, 0x01000193);
  }
  return h >>> 0;
}

const flag =
  (mask: number) =>
  (c: number): boolean =>
    (unicode.characterFlags(c) & mask) !== 0;

const answers: Record<string, (c: number) => number | boolean | string> = {
  alpha: flag(unicode.ALPHA),
  decimal: flag(unicode.DECIMAL),
  digit: flag(unicode.DIGIT),
  numeric: flag(unicode.NUMERIC),
  space: unicode.isSpace,
  printable: unicode.isPrintable,
  lowercase: flag(unicode.LOWERCASE),
  uppercase: flag(unicode.UPPERCASE),
  identifierStart: flag(unicode.XID_START),
  identifierContinue: flag(unicode.XID_CONTINUE),
  decimalDigit: unicode.decimalDigit,
  lineBreak: unicode.isLineBreak,
  lower: unicode.toLowerFull,
  upper: unicode.toUpperFull,
  title: unicode.toTitleFull,
  fold: unicode.toFoldedFull,
};

describe("over all characters, as CPython 3.11.7", () => {
  it.each(Object.keys(recorded))("%s", (name) => {
    expect(digest(answers[name]!)).toBe(recorded[name]);
  });
});
