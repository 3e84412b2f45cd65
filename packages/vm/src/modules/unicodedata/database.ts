import { characterFlags, DIGIT, decimalDigit } from "../../objects/str/unicode.ts";
import * as data from "./data.gen.ts";

/*
 * The character database of Unicode 14.0, and what version 3.2 had otherwise. Tables are text, unpacked when first asked for.
 */

export interface CharacterRecord {
  readonly category: string;
  readonly bidirectional: string;
  readonly combining: number;
  readonly mirrored: number;
  readonly eastAsianWidth: string;
}

export interface Decomposition {
  /** "" for a canonical one. */
  readonly tag: string;
  readonly points: readonly number[];
}

/** One version of the database. */
export interface Database {
  readonly version: string;
  record(c: number): CharacterRecord;
  /** -1: none. */
  decimal(c: number): number;
  digit(c: number): number;
  /** NaN: none. */
  numeric(c: number): number;
  decomposition(c: number): Decomposition | null;
  /** One character in the place of another before it is taken apart: corrections that later versions made. */
  correction(c: number): number | null;
}

/** A function computed once. */
function once<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}

/** Index of a record for every code point, in pages of 256 of which equal ones are shared. */
function unpackRuns(text: string): Uint16Array[] {
  const flat = new Uint16Array(0x110000);
  let at = 0;
  for (const run of text.split(" ")) {
    const colon = run.indexOf(":");
    const length = colon < 0 ? 1 : Number.parseInt(run.slice(0, colon), 36);
    flat.fill(Number.parseInt(run.slice(colon + 1), 36), at, at + length);
    at += length;
  }
  const pages: Uint16Array[] = [];
  const uniform = new Map<number, Uint16Array>();
  for (let page = 0; page < 0x1100; page++) {
    const slice = flat.subarray(page * 256, page * 256 + 256);
    const first = slice[0]!;
    const same = slice.every((x) => x === first);
    const known = same ? uniform.get(first) : undefined;
    const copy = known ?? slice.slice();
    if (same) uniform.set(first, copy);
    pages.push(copy);
  }
  return pages;
}

function unpackRecords(records: string, runs: string): (c: number) => CharacterRecord {
  const table = records.split(" ").map((text): CharacterRecord => {
    const [category, bidirectional, combining, mirrored, eastAsianWidth] = text.split(",") as [
      string,
      string,
      string,
      string,
      string,
    ];
    return { category, bidirectional, combining: Number(combining), mirrored: Number(mirrored), eastAsianWidth };
  });
  const pages = unpackRuns(runs);
  return (c) => table[pages[c >> 8]![c & 255]!]!;
}

/** Entries with differences of code points, as a map. */
function unpackEntries(text: string): Map<number, string> {
  const map = new Map<number, string>();
  let c = 0;
  for (const entry of text === "" ? [] : text.split(",")) {
    const space = entry.indexOf(" ");
    c += Number.parseInt(entry.slice(0, space), 36);
    map.set(c, entry.slice(space + 1));
  }
  return map;
}

const decompositions = once(() => {
  const map = new Map<number, Decomposition>();
  for (const [c, text] of unpackEntries(data.DECOMPOSITIONS)) {
    const mark = text.indexOf("!");
    const points = text.slice(mark + 1).split(" ");
    map.set(c, { tag: mark < 0 ? "" : text.slice(0, mark), points: points.map((p) => Number.parseInt(p, 36)) });
  }
  return map;
});

const numbers = once(() => unpackEntries(data.NUMBERS));

function numberOf(text: string): number {
  const [n, d = "1"] = text.replace("d", "").split("/") as [string, string?];
  return Number(n) / Number(d);
}

const records = once(() => unpackRecords(data.RECORDS, data.RUNS));
const oldRecords = once(() => unpackRecords(data.OLD_RECORDS, data.OLD_RUNS));
const oldNumbers = once(() => unpackEntries(data.OLD_NUMBERS));
const oldDecimals = once(() => unpackEntries(data.OLD_DECIMALS));
const corrections = once(() => unpackEntries(data.OLD_CORRECTIONS));

export const unicode14: Database = {
  version: "14.0.0",
  record: (c) => records()(c),
  decimal: (c) => decimalDigit(c),
  digit(c) {
    if ((characterFlags(c) & DIGIT) === 0) return decimalDigit(c);
    const text = numbers().get(c);
    return text === undefined ? decimalDigit(c) : numberOf(text);
  },
  numeric(c) {
    const text = numbers().get(c);
    if (text !== undefined) return numberOf(text);
    const decimal = decimalDigit(c);
    return decimal < 0 ? Number.NaN : decimal;
  },
  decomposition: (c) => decompositions().get(c) ?? null,
  correction: () => null,
};

function assignedIn32(c: number): boolean {
  return oldRecords()(c).category !== "Cn";
}

export const unicode32: Database = {
  version: "3.2.0",
  record: (c) => oldRecords()(c),
  decimal(c) {
    const text = oldDecimals().get(c);
    if (text !== undefined) return text === "-" ? -1 : Number(text);
    return assignedIn32(c) ? unicode14.decimal(c) : -1;
  },
  // The look-up of digits does not ask which version it is for.
  digit: (c) => unicode14.digit(c),
  numeric(c) {
    const text = oldNumbers().get(c);
    if (text !== undefined && text !== "-") return numberOf(text);
    if (text === "-") {
      const decimal = unicode32.decimal(c);
      return decimal < 0 ? Number.NaN : decimal;
    }
    return assignedIn32(c) ? unicode14.numeric(c) : Number.NaN;
  },
  decomposition: (c) => (assignedIn32(c) ? unicode14.decomposition(c) : null),
  correction(c) {
    const text = corrections().get(c);
    return text === undefined ? null : Number.parseInt(text, 36);
  },
};

/** Canonical pairs as first * 0x110000 + second, with what they compose to. */
export const compositions: () => ReadonlyMap<number, number> = once(() => {
  const excluded = new Set(data.EXCLUDED.split(" ").map((c) => Number.parseInt(c, 36)));
  const map = new Map<number, number>();
  for (const [c, { tag, points }] of decompositions())
    if (tag === "" && points.length === 2 && !excluded.has(c)) map.set(points[0]! * 0x110000 + points[1]!, c);
  return map;
});
