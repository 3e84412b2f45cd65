/** Linux's numbers. */
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;

/** Where a socket is: a host in its canonical text and a port, or a path's bytes as text (one character a byte). */
export interface Address {
  readonly family: number;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export function inetAddress(family: number, host: string, port: number): Address {
  return { family, host, port, path: "" };
}

export function unixAddress(path: string): Address {
  return { family: AF_UNIX, host: "", port: 0, path };
}

/** Any address of this machine, to bind to. */
export function anyHost(family: number): string {
  return family === AF_INET6 ? "::" : "0.0.0.0";
}

export function loopbackHost(family: number): string {
  return family === AF_INET6 ? "::1" : "127.0.0.1";
}

export function isAnyHost(host: string): boolean {
  return host === "::" || host === "0.0.0.0";
}

/** Does the address belong to this machine, which is alone in its network? */
export function isOwnHost(host: string): boolean {
  return isAnyHost(host) || host === "::1" || host.startsWith("127.") || host.startsWith("::ffff:127.");
}

/** Four numbers from a dotted text as inet_aton reads it: one to four parts, decimal, octal or hexadecimal; null when it is none. */
export function parseInet(text: string): Uint8Array | null {
  const parts = text.split(".");
  if (parts.length > 4 || parts.some((p) => !/^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.test(p))) return null;
  const numbers = parts.map((p) => (/^0[0-7]+$/.test(p) ? Number.parseInt(p, 8) : Number(p)));
  const last = numbers.pop()!;
  if (numbers.some((n) => n > 255) || last >= 256 ** (4 - numbers.length)) return null;
  const out = new Uint8Array(4);
  out.set(numbers);
  let rest = last;
  for (let i = 3; i >= numbers.length; i--) {
    out[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return out;
}

/** Strictly four decimal numbers. */
export function parseDotted(text: string): Uint8Array | null {
  if (!/^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}$/.test(text)) return null;
  return parseInet(text);
}

export function formatInet(bytes: Uint8Array): string {
  return [...bytes].join(".");
}

/** The 16 bytes of an IPv6 address; null when the text is none. */
export function parseInet6(text: string): Uint8Array | null {
  const bare = text.includes("%") ? text.slice(0, text.indexOf("%")) : text;
  const halves = bare.split("::");
  if (halves.length > 2) return null;
  const left = groups(halves[0]!);
  const right = halves.length === 2 ? groups(halves[1]!) : [];
  if (left === null || right === null) return null;
  const missing = 16 - left.length - right.length;
  if (halves.length === 2 ? missing < 2 : missing !== 0) return null;
  const out = new Uint8Array(16);
  out.set(left);
  out.set(right, 16 - right.length);
  return out;
}

/** Bytes of groups between colons; the last may be dotted. */
function groups(text: string): number[] | null {
  if (text === "") return [];
  const out: number[] = [];
  const parts = text.split(":");
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (i === parts.length - 1 && part.includes(".")) {
      const dotted = parseDotted(part);
      if (dotted === null) return null;
      out.push(...dotted);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      const n = Number.parseInt(part, 16);
      out.push(n >> 8, n & 255);
    } else return null;
  }
  return out;
}

/** The shortest text of an IPv6 address, the longest run of zero groups left out. */
export function formatInet6(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, i) => bytes[2 * i]! * 256 + bytes[2 * i + 1]!);
  let start = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && words[i + n] === 0) n++;
    if (n > length) {
      start = i;
      length = n;
    }
  }
  const mapped = start === 0 && (length === 6 || (length === 5 && words[5] === 0xffff));
  const text = (from: number, to: number): string =>
    words
      .slice(from, to)
      .map((w) => w.toString(16))
      .join(":");
  if (mapped && !(length === 6 && words[6] === 0)) {
    const head = length === 6 ? "::" : "::ffff:";
    return head + formatInet(bytes.subarray(12));
  }
  if (start < 0) return text(0, 8);
  return `${text(0, start)}::${text(start + length, 8)}`;
}

/** The canonical text of a numeric host of the family; null when it is a name. */
export function numericHost(family: number, host: string): string | null {
  if (family !== AF_INET6) {
    const four = parseInet(host);
    if (four !== null) return formatInet(four);
  }
  if (family === AF_INET) return null;
  const sixteen = parseInet6(host);
  return sixteen === null ? null : formatInet6(sixteen);
}
