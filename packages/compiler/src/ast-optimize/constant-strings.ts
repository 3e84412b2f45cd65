/** Python strings as constants: a JS string, and its code points where surrogates make that ambiguous (see parser's constant.ts). */
import type { ConstantValue } from "@vivarium/parser";

export type StrConstant = Extract<ConstantValue, { type: "str" }>;

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

export function codePointsOf(s: StrConstant): Uint32Array {
  return s.codePoints ?? Uint32Array.from(s.value, (ch) => ch.codePointAt(0)!);
}

/** A string of these code points; `codePoints` is kept when the JS string alone would join two surrogates. */
export function strOf(codePoints: Uint32Array): StrConstant {
  let value = "";
  let ambiguous = false;
  for (let i = 0; i < codePoints.length; i++) {
    const code = codePoints[i]!;
    value += String.fromCodePoint(code);
    if (isLow(code) && i > 0 && isHigh(codePoints[i - 1]!)) ambiguous = true;
  }
  return ambiguous ? { type: "str", value, codePoints } : { type: "str", value };
}

export function strLength(s: StrConstant): number {
  return s.codePoints !== undefined ? s.codePoints.length : codePointsOf(s).length;
}

/** Whether gluing the two JS strings would join surrogates that Python keeps apart. */
function seamIsSafe(a: StrConstant, b: StrConstant): boolean {
  if (a.codePoints !== undefined || b.codePoints !== undefined) return false;
  return !(isHigh(a.value.charCodeAt(a.value.length - 1)) && isLow(b.value.charCodeAt(0)));
}

export function concatStr(a: StrConstant, b: StrConstant): StrConstant {
  if (seamIsSafe(a, b)) return { type: "str", value: a.value + b.value };
  return strOf(Uint32Array.of(...codePointsOf(a), ...codePointsOf(b)));
}

export function repeatStr(s: StrConstant, times: number): StrConstant {
  if (times <= 0) return { type: "str", value: "" };
  if (seamIsSafe(s, s)) return { type: "str", value: s.value.repeat(times) };
  const once = codePointsOf(s);
  const all = new Uint32Array(once.length * times);
  for (let i = 0; i < times; i++) all.set(once, i * once.length);
  return strOf(all);
}

/** The one-character string at an index that is in range. */
export function strAt(s: StrConstant, index: number): StrConstant {
  return strOf(codePointsOf(s).slice(index, index + 1));
}
