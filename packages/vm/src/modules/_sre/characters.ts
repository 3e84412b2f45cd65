import {
  ALPHA,
  characterFlags,
  DECIMAL,
  DIGIT,
  isLineBreak,
  isSpace,
  NUMERIC,
  toLowerFull,
  toTitleFull,
  toUpperFull,
} from "../../objects/str/unicode.ts";

/** The simple lower case of a code point. CPython 3.11: Modules/_sre/sre.c sre_lower_unicode */
export function lowerUnicode(c: number): number {
  if (c < 128) return lowerAscii(c);
  const full = toLowerFull(c);
  const first = full.codePointAt(0)!;
  // Only U+0130 becomes two characters; its simple mapping is the first.
  return full.length === 0 ? c : first;
}

/** The simple upper case of a code point. CPython 3.11: Modules/_sre/sre.c sre_upper_unicode */
export function upperUnicode(c: number): number {
  if (c < 128) return c >= 97 && c <= 122 ? c - 32 : c;
  const upper = single(toUpperFull(c));
  return upper >= 0 ? upper : Math.max(single(toTitleFull(c)), -1) >= 0 ? single(toTitleFull(c)) : c;
}

function single(text: string): number {
  const c = text.codePointAt(0)!;
  return text.length === (c > 0xffff ? 2 : 1) ? c : -1;
}

/** CPython 3.11: Modules/_sre/sre.c sre_lower_ascii */
export function lowerAscii(c: number): number {
  return c >= 65 && c <= 90 ? c + 32 : c;
}

/** In the C locale, as tests of CPython run: only ASCII has case. CPython 3.11: sre_lower_locale, sre_upper_locale */
export function equalLocaleIgnore(pattern: number, c: number): boolean {
  return c === pattern || lowerAscii(c) === pattern || (c >= 97 && c <= 122 && c - 32 === pattern);
}

function isAsciiDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isAsciiSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

export function isAsciiWord(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || isAsciiDigit(c) || c === 95;
}

/** CPython 3.11: Modules/_sre/sre.c SRE_UNI_IS_WORD */
export function isUnicodeWord(c: number): boolean {
  return c < 128 ? isAsciiWord(c) : (characterFlags(c) & (ALPHA | DECIMAL | DIGIT | NUMERIC)) !== 0;
}

/** CPython 3.11: Modules/_sre/sre.c sre_category; even numbers are the categories, the next odd one each its opposite. */
export function inCategory(category: number, c: number): boolean {
  const yes = positiveCategory(category & ~1, c);
  return (category & 1) === 0 ? yes : !yes;
}

function positiveCategory(category: number, c: number): boolean {
  switch (category) {
    case 0:
      return isAsciiDigit(c);
    case 2:
      return isAsciiSpace(c);
    case 4:
    case 8:
      return isAsciiWord(c);
    case 6:
      return c === 10;
    case 10:
      return c < 128 ? isAsciiDigit(c) : (characterFlags(c) & DECIMAL) !== 0;
    case 12:
      return isSpace(c);
    case 14:
      return isUnicodeWord(c);
    case 16:
      return isLineBreak(c);
    default:
      return false;
  }
}

/** Is `c` in the set that begins at `set` in the code? CPython 3.11: Modules/_sre/sre_lib.h charset */
export function inCharset(code: Uint32Array, set: number, c: number): boolean {
  let i = set;
  let ok = true;
  for (;;) {
    switch (code[i++]) {
      case 0: // FAILURE
        return !ok;
      case 16: // LITERAL
        if (c === code[i]) return ok;
        i++;
        break;
      case 8: // CATEGORY
        if (inCategory(code[i]!, c)) return ok;
        i++;
        break;
      case 9: // CHARSET
        if (c < 256 && (code[i + (c >>> 5)]! & (1 << (c & 31))) !== 0) return ok;
        i += 8;
        break;
      case 22: // RANGE
        if (code[i]! <= c && c <= code[i + 1]!) return ok;
        i += 2;
        break;
      case 42: {
        // RANGE_UNI_IGNORE
        const upper = upperUnicode(c);
        if ((code[i]! <= c && c <= code[i + 1]!) || (code[i]! <= upper && upper <= code[i + 1]!)) return ok;
        i += 2;
        break;
      }
      case 21: // NEGATE
        ok = !ok;
        break;
      case 10: {
        // BIGCHARSET: number of blocks, 256 block numbers as bytes, the blocks
        const count = code[i++]!;
        const block = c < 65536 ? (code[i + (c >>> 10)]! >>> (((c >>> 8) & 3) * 8)) & 255 : -1;
        i += 64;
        if (block >= 0 && (code[i + ((block * 256 + (c & 255)) >>> 5)]! & (1 << (c & 31))) !== 0) return ok;
        i += count * 8;
        break;
      }
      default:
        return false;
    }
  }
}
