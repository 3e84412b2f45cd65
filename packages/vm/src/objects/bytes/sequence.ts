import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, TPFLAGS_BYTES_SUBCLASS } from "../../object.ts";

/*
 * Searching and making byte strings: what bytes and bytearray share. Both keep a Uint8Array as their payload.
 */

/** Is `o` a bytes or of a subtype? CPython 3.11: PyBytes_Check */
export function isBytes(o: PyObject): boolean {
  return (o.type.flags & TPFLAGS_BYTES_SUBCLASS) !== 0;
}

/** A new bytes or bytearray, as `like` is one; takes over the array. */
export function makeLike(vm: VM, like: PyObject, bytes: Uint8Array): PyObject {
  return isBytes(like) ? vm.newBytes(bytes) : alloc(vm, vm.T.bytearray, bytes);
}

/** The bytes of the characters of an ASCII or Latin-1 text. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const p of parts) length += p.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all;
}

export function matchesBytes(bytes: Uint8Array, part: Uint8Array, at: number): boolean {
  for (let i = 0; i < part.length; i++) if (bytes[at + i] !== part[i]) return false;
  return true;
}

/** The first place of `part` within start..end, or -1. */
export function indexOfBytes(bytes: Uint8Array, part: Uint8Array, start: number, end: number): number {
  const last = end - part.length;
  if (last < start) return -1;
  if (part.length === 0) return start;
  const first = part[0]!;
  for (let i = bytes.indexOf(first, start); i >= 0 && i <= last; i = bytes.indexOf(first, i + 1))
    if (matchesBytes(bytes, part, i)) return i;
  return -1;
}

/** The last place of `part` within start..end, or -1. */
export function lastIndexOfBytes(bytes: Uint8Array, part: Uint8Array, start: number, end: number): number {
  for (let i = end - part.length; i >= start; i--) if (matchesBytes(bytes, part, i)) return i;
  return -1;
}

export function countBytes(bytes: Uint8Array, part: Uint8Array, start: number, end: number): number {
  if (part.length === 0) return end >= start ? end - start + 1 : 0;
  let count = 0;
  for (let at = start; (at = indexOfBytes(bytes, part, at, end)) >= 0; at += part.length) count++;
  return count;
}

/** Negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

export const isSpaceByte = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
export const isUpperByte = (c: number): boolean => c >= 65 && c <= 90;
export const isLowerByte = (c: number): boolean => c >= 97 && c <= 122;
export const isAlphaByte = (c: number): boolean => isUpperByte(c) || isLowerByte(c);
export const isDigitByte = (c: number): boolean => c >= 48 && c <= 57;
export const toUpperByte = (c: number): number => (isLowerByte(c) ? c - 32 : c);
export const toLowerByte = (c: number): number => (isUpperByte(c) ? c + 32 : c);
