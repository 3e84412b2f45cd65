import { describe, expect, it } from "vitest";
import { unicode14, unicode32 } from "../../../src/modules/unicodedata/database.ts";
import { charactersByName, nameOf } from "../../../src/modules/unicodedata/names.ts";
import { type NormalForm, normalizePoints } from "../../../src/modules/unicodedata/normalize.ts";

const points = (text: string): number[] => Array.from(text, (c) => c.codePointAt(0)!);
const normal = (form: NormalForm, text: string): string =>
  String.fromCodePoint(...normalizePoints(unicode14, form, points(text)));

describe("normal forms", () => {
  it.each([
    ["NFC", "e\u0301", "\u00e9"],
    ["NFD", "\u00e9", "e\u0301"],
    ["NFC", "\u212b", "\u00c5"],
    ["NFKC", "\ufb01", "fi"],
    ["NFD", "\uac01", "\u1100\u1161\u11a8"],
    ["NFC", "\u1100\u1161\u11a8", "\uac01"],
    ["NFC", "q\u0307\u0323", "q\u0323\u0307"],
    ["NFC", "\u0958", "\u0915\u093c"],
  ] as const)("%s of %j is %j", (form, text, wanted) => {
    expect(normal(form, text)).toBe(wanted);
  });
});

it("names lead to characters and back", () => {
  for (const c of [0x41, 0x3b1, 0xac01, 0x4e00, 0x1f600, 0x200d]) expect(charactersByName(nameOf(c)!, false)).toEqual([c]);
});

it("an alias leads to a character, and is not its name", () => {
  expect(charactersByName("LINE FEED", false)).toEqual([10]);
  expect(nameOf(10)).toBe(null);
});

it("a named sequence is found only where sequences are wanted", () => {
  expect(charactersByName("KEYCAP DIGIT ONE", true)).toEqual([0x31, 0xfe0f, 0x20e3]);
  expect(charactersByName("KEYCAP DIGIT ONE", false)).toBe(null);
});

it("version 3.2 knows fewer characters", () => {
  expect(unicode14.record(0x1f600).category).toBe("So");
  expect(unicode32.record(0x1f600).category).toBe("Cn");
});
