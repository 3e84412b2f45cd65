/*
 * Uuencoding and quoted-printable of one line or text. CPython 3.11: Modules/binascii.c
 */

/** The decoded line, or the message of a binascii.Error. binascii_a2b_uu_impl */
export function decodeUu(line: Uint8Array): Uint8Array | string {
  // An empty line is read as its final NUL.
  const length = ((line[0] ?? 0) - 32) & 63;
  const out = new Uint8Array(length);
  let at = 1;
  let bits = 0;
  let left = 0;
  for (let i = 0; i < length; at++) {
    const c = line[at] ?? 10;
    // Spaces at the end of a line may have been lost.
    let digit = 0;
    if (c !== 10 && c !== 13) {
      if (c < 32 || c > 96) return "Illegal char";
      digit = (c - 32) & 63;
    }
    left = ((left << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[i++] = (left >> bits) & 255;
      left &= (1 << bits) - 1;
    }
  }
  for (; at < line.length; at++) {
    const c = line[at]!;
    if (c !== 32 && c !== 96 && c !== 10 && c !== 13) return "Trailing garbage";
  }
  return out;
}

/** binascii_b2a_uu_impl, for at most 45 bytes */
export function encodeUu(bytes: Uint8Array, backtick: boolean): Uint8Array {
  const digit = (n: number): number => (n === 0 && backtick ? 96 : n + 32);
  const out: number[] = [digit(bytes.length)];
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) out.push(digit((word >> shift) & 63));
  }
  out.push(10);
  return Uint8Array.from(out);
}

function hexDigit(c: number | undefined): number {
  if (c === undefined) return -1;
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** binascii_a2b_qp_impl */
export function decodeQp(data: Uint8Array, header: boolean): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < data.length; ) {
    const c = data[i]!;
    if (c !== 61) {
      out.push(header && c === 95 ? 32 : c);
      i++;
      continue;
    }
    if (++i >= data.length) break;
    const next = data[i]!;
    if (next === 10 || next === 13) {
      // A soft line break; whatever follows a carriage return on its line goes with it.
      while (i < data.length && data[i] !== 10) i++;
      i++;
    } else if (next === 61) {
      out.push(61);
      i++;
    } else if (hexDigit(next) >= 0 && hexDigit(data[i + 1]) >= 0) {
      out.push(hexDigit(next) * 16 + hexDigit(data[i + 1]));
      i += 2;
    } else out.push(61);
  }
  return Uint8Array.from(out);
}

const MAX_LINE = 76;
const HEX = "0123456789ABCDEF";

export interface QpOptions {
  readonly quotetabs: boolean;
  readonly istext: boolean;
  readonly header: boolean;
}

/** binascii_b2a_qp_impl */
export function encodeQp(data: Uint8Array, o: QpOptions): Uint8Array {
  const firstNewline = data.indexOf(10);
  const crlf = firstNewline > 0 && data[firstNewline - 1] === 13;
  const out: number[] = [];
  let line = 0;
  const quoted = (c: number): void => void out.push(61, HEX.charCodeAt(c >> 4), HEX.charCodeAt(c & 15));
  const softBreak = (): void => {
    out.push(61);
    if (crlf) out.push(13);
    out.push(10);
    line = 0;
  };
  for (let i = 0; i < data.length; ) {
    const c = data[i]!;
    if (mustQuote(data, i, line, o)) {
      if (line + 3 >= MAX_LINE) softBreak();
      quoted(c);
      line += 3;
      i++;
    } else if (o.istext && (c === 10 || (c === 13 && data[i + 1] === 10))) {
      line = 0;
      const last = out[out.length - 1];
      if (last === 32 || last === 9) {
        out.pop();
        quoted(last);
      }
      if (crlf) out.push(13);
      out.push(10);
      i += c === 13 ? 2 : 1;
    } else {
      if (i + 1 !== data.length && data[i + 1] !== 10 && line + 1 >= MAX_LINE) softBreak();
      line++;
      out.push(o.header && c === 32 ? 95 : c);
      i++;
    }
  }
  return Uint8Array.from(out);
}

function mustQuote(data: Uint8Array, i: number, line: number, o: QpOptions): boolean {
  const c = data[i]!;
  const next = data[i + 1];
  if (c > 126 || c === 61 || (o.header && c === 95)) return true;
  if (c === 46 && line === 0 && (next === undefined || next === 10 || next === 13 || next === 0)) return true;
  if (c === 13 || c === 10) return !o.istext;
  if ((c === 9 || c === 32) && next === undefined) return true;
  return c < 33 && (o.quotetabs || (c !== 9 && c !== 32));
}
