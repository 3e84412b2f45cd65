import { characterNames, codePointByName } from "@vivarium/parser";
import { ALIASES, SEQUENCES } from "./data.gen.ts";

const LEADING = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const VOWELS = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const TRAILING = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

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

let names: Map<number, string> | null = null;
let sequences: Map<string, string> | null = null;

function unpackNames(): Map<number, string> {
  const aliases = new Set(ALIASES.split(","));
  const map = new Map<number, string>();
  for (const [name, c] of characterNames()) if (!aliases.has(name)) map.set(c, name);
  return map;
}

/** The name of a character; null: it has none. CPython 3.11: Modules/unicodedata.c _getucname */
export function nameOf(c: number): string | null {
  if (c >= 0xac00 && c < 0xac00 + 11172) {
    const i = c - 0xac00;
    return `HANGUL SYLLABLE ${LEADING[Math.floor(i / 588)]!}${VOWELS[Math.floor((i % 588) / 28)]!}${TRAILING[i % 28]!}`;
  }
  if (IDEOGRAPHS.some(([from, to]) => c >= from && c <= to)) return `CJK UNIFIED IDEOGRAPH-${c.toString(16).toUpperCase()}`;
  names ??= unpackNames();
  return names.get(c) ?? null;
}

/** The character or sequence of characters with that name; null: unknown. CPython 3.11: unicodedata_UCD_lookup */
export function charactersByName(name: string, withSequences: boolean): number[] | null {
  const c = codePointByName(name);
  if (c !== null) return [c];
  if (!withSequences) return null;
  sequences ??= new Map(SEQUENCES.split(",").map((entry) => entry.split(":") as [string, string]));
  const found = sequences.get(name.replace(/[a-z]+/g, (part) => part.toUpperCase()));
  return found === undefined ? null : found.split(" ").map((p) => Number.parseInt(p, 36));
}
