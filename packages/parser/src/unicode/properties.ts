import { ASSIGNED, UNPRINTABLE, XID_CONTINUE, XID_START } from "./properties.gen.ts";

/**
 * Unicode 14.0 properties that the parser needs. A table is text: alternating lengths, in base 36, of runs of characters
 * outside and inside the set; it is unpacked into range boundaries when first asked for.
 */
class CharacterSet {
  private readonly packed: string;
  private bounds: Int32Array | null = null;
  constructor(packed: string) {
    this.packed = packed;
  }

  has(codePoint: number): boolean {
    const bounds = (this.bounds ??= unpack(this.packed));
    let low = 0;
    let high = bounds.length;
    // How many boundaries are at or below the character: odd means inside.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bounds[middle]! <= codePoint) low = middle + 1;
      else high = middle;
    }
    return (low & 1) === 1;
  }
}

function unpack(packed: string): Int32Array {
  const parts = packed.split(" ");
  const bounds = new Int32Array(parts.length);
  let at = 0;
  for (let i = 0; i < parts.length; i++) bounds[i] = at += Number.parseInt(parts[i]!, 36);
  return bounds;
}

const xidStart = new CharacterSet(XID_START);
const xidContinue = new CharacterSet(XID_CONTINUE);
const unprintable = new CharacterSet(UNPRINTABLE);
const assigned = new CharacterSet(ASSIGNED);

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_IsXidStart, and the underscore */
export function isIdentifierStart(codePoint: number): boolean {
  return codePoint === 95 || xidStart.has(codePoint);
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_IsXidContinue */
export function isIdentifierContinue(codePoint: number): boolean {
  return xidContinue.has(codePoint);
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_IsPrintable */
export function isPrintable(codePoint: number): boolean {
  if (codePoint < 127) return codePoint >= 32;
  return !unprintable.has(codePoint);
}

/**
 * NFKC of an identifier. Engines know different versions of Unicode, so characters that 14.0 does not have stay as they are;
 * normalization of the others is stable.
 */
export function normalizeIdentifier(name: string): string {
  let known = true;
  for (const character of name) if (!assigned.has(character.codePointAt(0)!)) known = false;
  return known ? name.normalize("NFKC") : name;
}
