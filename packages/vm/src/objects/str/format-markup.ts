import { charAt, sliceText, type Text } from "./text.ts";

/*
 * The syntax of str.format strings. CPython 3.11: Objects/stringlib/unicode_format.h
 */

/** A replacement field. */
export interface MarkupField {
  readonly name: Text;
  readonly spec: Text;
  /** A code point, 0 for none. */
  readonly conversion: number;
  /** There are fields within the spec. */
  readonly nested: boolean;
}

/** Literal text and, unless it ends the string or a doubled brace ends it, the field that follows. */
export interface Markup {
  readonly literal: Text;
  readonly field: MarkupField | null;
  /** Where to go on. */
  readonly next: number;
}

const OPEN = 123;
const CLOSE = 125;

/** What comes at `start`, which is before the end; or the message of a ValueError. CPython 3.11: MarkupIterator_next */
export function nextMarkup(text: Text, start: number): Markup | string {
  let at = start;
  const end = text.length;
  let c = 0;
  let braced = false;
  while (at < end && !braced) {
    c = charAt(text, at++);
    braced = c === OPEN || c === CLOSE;
  }
  const atEnd = at >= end;
  if (!braced) return { literal: sliceText(text, start, at), field: null, next: at };
  if (c === CLOSE && (atEnd || charAt(text, at) !== CLOSE)) return "Single '}' encountered in format string";
  if (atEnd) return "Single '{' encountered in format string";
  if (c === charAt(text, at)) return { literal: sliceText(text, start, at), field: null, next: at + 1 };
  const literal = sliceText(text, start, at - 1);
  const field = parseField(text, at);
  return typeof field === "string" ? field : { literal, field: field.field, next: field.next };
}

/** CPython 3.11: parse_field */
function parseField(text: Text, start: number): { field: MarkupField; next: number } | string {
  const end = text.length;
  let at = start;
  let c = 0;
  for (; at < end; ) {
    c = charAt(text, at++);
    if (c === OPEN) return "unexpected '{' in field name";
    if (c === 91) while (at < end && charAt(text, at) !== 93) at++;
    if (c === CLOSE || c === 58 || c === 33) break;
  }
  if (c !== CLOSE && c !== 58 && c !== 33) return "expected '}' before end of string";
  const name = sliceText(text, start, at - 1);
  if (c === CLOSE) return { field: { name, spec: "", conversion: 0, nested: false }, next: at };
  let conversion = 0;
  if (c === 33) {
    if (at >= end) return "end of string while looking for conversion specifier";
    conversion = charAt(text, at++);
    if (at < end) {
      c = charAt(text, at++);
      if (c === CLOSE) return { field: { name, spec: "", conversion, nested: false }, next: at };
      if (c !== 58) return "expected ':' after conversion specifier";
    }
  }
  return parseFieldSpec(text, at, name, conversion);
}

function parseFieldSpec(
  text: Text,
  start: number,
  name: Text,
  conversion: number,
): { field: MarkupField; next: number } | string {
  let depth = 1;
  let nested = false;
  for (let at = start; at < text.length; ) {
    const c = charAt(text, at++);
    if (c === OPEN) {
      nested = true;
      depth++;
    } else if (c === CLOSE && --depth === 0)
      return { field: { name, spec: sliceText(text, start, at - 1), conversion, nested }, next: at };
  }
  return "unmatched '{' in format spec";
}

/** Decimal digits as a number; -1 when they are none; null when there are too many. CPython 3.11: get_integer */
export function fieldInteger(text: Text): number | null {
  if (text.length === 0) return -1;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = charAt(text, i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
    if (value >= 0x8000000000000000) return null;
  }
  return value;
}

/** The first part of a field name and where the rest begins. CPython 3.11: field_name_split */
export function splitFieldName(name: Text): { first: Text; rest: number } {
  let i = 0;
  while (i < name.length && charAt(name, i) !== 46 && charAt(name, i) !== 91) i++;
  return { first: sliceText(name, 0, i), rest: i };
}

/** One step of a field name after its first part. */
export interface FieldStep {
  readonly isAttribute: boolean;
  readonly name: Text;
  /** The number in brackets, or -1. */
  readonly index: number;
  readonly next: number;
}

/** The step at `at`, which is before the end; or the message of a ValueError. CPython 3.11: FieldNameIterator_next */
export function nextFieldStep(name: Text, at: number): FieldStep | string {
  const c = charAt(name, at);
  let i = at + 1;
  if (c === 46) {
    while (i < name.length && charAt(name, i) !== 46 && charAt(name, i) !== 91) i++;
    if (i === at + 1) return "Empty attribute in format string";
    return { isAttribute: true, name: sliceText(name, at + 1, i), index: -1, next: i };
  }
  if (c !== 91) return "Only '.' or '[' may follow ']' in format field specifier";
  while (i < name.length && charAt(name, i) !== 93) i++;
  if (i >= name.length) return "Missing ']' in format string";
  const key = sliceText(name, at + 1, i);
  const index = fieldInteger(key);
  if (index === null) return "Too many decimal digits in format string";
  if (key.length === 0) return "Empty attribute in format string";
  return { isAttribute: false, name: key, index, next: i + 1 };
}
