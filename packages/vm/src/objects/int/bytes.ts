import { type IntValue, normalize } from "./arithmetic.ts";

/** `value` in two's complement in `length` bytes; null when it does not fit. CPython 3.11: Objects/longobject.c _PyLong_AsByteArray */
export function intToBytes(value: IntValue, length: number, little: boolean, signed: boolean): Uint8Array | null {
  const v = BigInt(value);
  const bits = BigInt(length * 8);
  // No bytes at all hold a zero, and, as CPython counts, the sign of a signed -1.
  if (length === 0) return v === 0n || (signed && v === -1n) ? new Uint8Array(0) : null;
  const limit = signed ? 1n << (bits - 1n) : 1n << bits;
  if (v >= limit || v < (signed ? -limit : 0n)) return null;
  const hex = (v < 0n ? v + (1n << bits) : v).toString(16).padStart(length * 2, "0");
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const byte = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    bytes[little ? length - 1 - i : i] = byte;
  }
  return bytes;
}

/** The integer that bytes stand for. CPython 3.11: Objects/longobject.c _PyLong_FromByteArray */
export function bytesToInt(bytes: Uint8Array, little: boolean, signed: boolean): IntValue {
  if (bytes.length === 0) return 0;
  let hex = "0x";
  const n = bytes.length;
  for (let i = 0; i < n; i++) hex += HEX[bytes[little ? n - 1 - i : i]!]!;
  const value = BigInt(hex);
  const top = bytes[little ? n - 1 : 0]!;
  return normalize(signed && top >= 128 ? value - (1n << BigInt(8 * n)) : value);
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
