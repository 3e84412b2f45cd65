import { NAMES, WORDS } from "./names.gen.ts";

/**
 * Names and aliases of Unicode 14.0, for `\N{...}`.
 *
 * Unpacked when the first name is asked for. Names that follow from the code point by a rule (unified ideographs, Hangul
 * syllables) are not in the table.
 */
let table: Map<string, number> | null = null;

function unpack(): Map<string, number> {
  const words = WORDS.split(" ");
  const result = new Map<string, number>();
  let codePoint = 0;
  for (const entry of NAMES.split(",")) {
    const numbers = entry.split(" ");
    codePoint += Number.parseInt(numbers[0]!, 36);
    let name = words[Number.parseInt(numbers[1]!, 36)]!;
    for (let i = 2; i < numbers.length; i++) name += " " + words[Number.parseInt(numbers[i]!, 36)]!;
    result.set(name, codePoint);
  }
  return result;
}

const HANGUL = "HANGUL SYLLABLE ";
const LEADING = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const VOWELS = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const TRAILING = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

/** CPython takes the longest part that fits, first to last, without going back. */
function longestPrefix(parts: readonly string[], text: string): number {
  let best = -1;
  for (let i = 0; i < parts.length; i++) {
    if (text.startsWith(parts[i]!) && (best < 0 || parts[i]!.length > parts[best]!.length)) best = i;
  }
  return best;
}

function hangulSyllable(name: string): number | null {
  const leading = longestPrefix(LEADING, name);
  let rest = name.slice(LEADING[leading]?.length ?? 0);
  const vowel = longestPrefix(VOWELS, rest);
  if (vowel < 0) return null;
  rest = rest.slice(VOWELS[vowel]!.length);
  const trailing = longestPrefix(TRAILING, rest);
  if (rest !== TRAILING[trailing]) return null;
  return 0xac00 + (leading * 21 + vowel) * 28 + trailing;
}

const IDEOGRAPHS: readonly (readonly [number, number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b738],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
  [0x30000, 0x3134a],
];

function unifiedIdeograph(digits: string): number | null {
  if (!/^[0-9A-F]{4,5}$/.test(digits)) return null;
  const codePoint = Number.parseInt(digits, 16);
  return IDEOGRAPHS.some(([from, to]) => codePoint >= from && codePoint <= to) ? codePoint : null;
}

/**
 * The code point with this name or alias, in any case, or null.
 *
 * CPython 3.11: Modules/unicodedata.c _getcode
 */
export function codePointByName(name: string): number | null {
  const upper = name.replace(/[a-z]+/g, (part) => part.toUpperCase());
  if (upper.startsWith(HANGUL)) return hangulSyllable(upper.slice(HANGUL.length));
  if (upper.startsWith("CJK UNIFIED IDEOGRAPH-")) return unifiedIdeograph(upper.slice(22));
  table ??= unpack();
  return table.get(upper) ?? null;
}

/** Every name and alias of the table with its code point, aliases among them; not those that follow from the code point. */
export function characterNames(): ReadonlyMap<string, number> {
  table ??= unpack();
  return table;
}
