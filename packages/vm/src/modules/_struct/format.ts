/*
 * Format strings of the struct module, taken apart. CPython 3.11: Modules/_struct.c prepare_s
 */

/** What one letter stands for in one of the modes. */
export interface FormatUnit {
  readonly letter: string;
  /** Bytes of one value; for `s` and `p` of one character. */
  readonly size: number;
  readonly alignment: number;
}

/** A run of values of one kind, or one string, at a place. */
export interface FormatItem {
  readonly unit: FormatUnit;
  readonly offset: number;
  /** Bytes: the unit's, or a string's. */
  readonly size: number;
  readonly repeat: number;
}

export interface ParsedFormat {
  readonly items: readonly FormatItem[];
  readonly size: number;
  /** Values packed and unpacked. */
  readonly count: number;
  readonly little: boolean;
  /** Native sizes and alignment; decides the wording of errors. */
  readonly native: boolean;
}

const NATIVE: ReadonlyMap<string, number> = new Map([
  ["x", 1],
  ["b", 1],
  ["B", 1],
  ["c", 1],
  ["s", 1],
  ["p", 1],
  ["?", 1],
  ["h", 2],
  ["H", 2],
  ["e", 2],
  ["i", 4],
  ["I", 4],
  ["l", 8],
  ["L", 8],
  ["q", 8],
  ["Q", 8],
  ["n", 8],
  ["N", 8],
  ["f", 4],
  ["d", 8],
  ["P", 8],
]);
const STANDARD: ReadonlyMap<string, number> = new Map([
  ["x", 1],
  ["b", 1],
  ["B", 1],
  ["c", 1],
  ["s", 1],
  ["p", 1],
  ["?", 1],
  ["h", 2],
  ["H", 2],
  ["e", 2],
  ["i", 4],
  ["I", 4],
  ["l", 4],
  ["L", 4],
  ["q", 8],
  ["Q", 8],
  ["f", 4],
  ["d", 8],
]);

const TOO_LONG = "total struct size too long";

/** The parsed format, or the message of a struct.error. */
export function parseFormat(text: string): ParsedFormat | string {
  const mode = "@=<>!".includes(text[0] ?? "_") ? text[0]! : "";
  const native = mode === "" || mode === "@";
  const table = native ? NATIVE : STANDARD;
  const items: FormatItem[] = [];
  let size = 0;
  let count = 0;
  for (let i = mode.length; i < text.length; i++) {
    if (" \t\n\r\f\v".includes(text[i]!)) continue;
    let repeat = 1;
    if (text[i]! >= "0" && text[i]! <= "9") {
      repeat = 0;
      for (; i < text.length && text[i]! >= "0" && text[i]! <= "9"; i++) {
        repeat = repeat * 10 + Number(text[i]);
        if (repeat >= 9223372036854775807) return TOO_LONG;
      }
      if (i === text.length) return "repeat count given without format specifier";
    }
    const letter = text[i]!;
    const unitSize = table.get(letter);
    if (unitSize === undefined) return "bad char in struct format";
    const unit = { letter, size: unitSize, alignment: native ? unitSize : 1 };
    if (size % unit.alignment !== 0) size += unit.alignment - (size % unit.alignment);
    const isString = letter === "s" || letter === "p";
    if (isString) items.push({ unit, offset: size, size: repeat, repeat: 1 });
    else if (letter !== "x" && repeat > 0) items.push({ unit, offset: size, size: unitSize, repeat });
    count += isString ? 1 : letter === "x" ? 0 : repeat;
    size += repeat * unitSize;
    if (size > 9223372036854775807) return TOO_LONG;
  }
  return { items, size, count, little: mode !== ">" && mode !== "!", native };
}
