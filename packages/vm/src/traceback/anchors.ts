import { type expr, parse } from "@vivarium/parser";

/** Where an expression's own part is inside the source line, in characters. */
export interface Anchors {
  readonly left: number;
  readonly right: number;
}

/** UTF-8 bytes of the character at `i` of `text`, and how many UTF-16 units it takes. */
function byteLength(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

/**
 * A UTF-8 byte offset in `text` as a character offset, where what lies inside a character counts it. Clipped to one beyond the end. CPython 3.11:
 * Parser/pegen.c _PyPegen_byte_offset_to_character_offset
 */
export function characterOffset(text: string, byteOffset: number): number {
  let bytes = 0;
  let characters = 0;
  for (const c of text) {
    if (bytes >= byteOffset) return characters;
    bytes += byteLength(c.codePointAt(0)!);
    characters++;
  }
  return bytes >= byteOffset ? characters : characters + 1;
}

function isBlank(c: string | undefined): boolean {
  return c === " " || c === "\t" || c === "\f";
}

/** The characters of `text`, one to an element. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}

/**
 * The operator of a binary operation or the brackets of a subscript, where `characters[start..end)` is one by itself; null otherwise. CPython 3.11:
 * Python/traceback.c extract_anchors_from_line
 */
export function anchorsOf(characters: readonly string[], start: number, end: number): Anchors | null {
  const segment = characters.slice(start, end).join("");
  const value = singleExpression(segment);
  if (value === null) return null;
  const found = anchorsOfExpression(segment, value);
  return found === null ? null : { left: found.left + start, right: found.right + start };
}

function singleExpression(segment: string): expr | null {
  try {
    const tree = parse(segment, { mode: "exec" });
    if (tree.node !== "Module" || tree.body.length !== 1) return null;
    const statement = tree.body[0]!;
    return statement.node === "Expr" ? statement.value : null;
  } catch {
    // Text that cannot be parsed has no anchors: part of a statement, say.
    return null;
  }
}

function anchorsOfExpression(segment: string, value: expr): Anchors | null {
  const text = charactersOf(segment);
  if (value.node === "BinOp") {
    const right = characterOffset(segment, value.right.col_offset);
    for (let i = characterOffset(segment, value.left.end_col_offset); i < right; i++) {
      if (isBlank(text[i]) || text[i] === ")") continue;
      // Whatever follows without a blank counts as the second character of the operator, a bracket too.
      return { left: i, right: i + 1 < right && !isBlank(text[i + 1]) ? i + 2 : i + 1 };
    }
    return null;
  }
  if (value.node !== "Subscript") return null;
  let left = characterOffset(segment, value.value.end_col_offset);
  while (left < text.length && text[left] !== "[") left++;
  let right = characterOffset(segment, value.slice.end_col_offset);
  while (right < text.length && text[right] !== "]") right++;
  return { left, right: Math.min(right + 1, text.length) };
}
