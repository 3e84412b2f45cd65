import { type FileStatus, HostFailure, type OpenFile, S_IFCHR, S_IFIFO } from "./host.ts";
import { EBADF, EINVAL, ESPIPE } from "./host-errors.ts";

/** UTF-8 of a string whose U+DC80..U+DCFF are bytes. */
export function encodeUtf8(text: string): Uint8Array {
  const out: number[] = [];
  for (const ch of text) {
    const c = ch.codePointAt(0)!;
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c >= 0xdc80 && c <= 0xdcff) out.push(c - 0xdc00);
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return Uint8Array.from(out);
}

export function bytesOfInput(value: string | Uint8Array): Uint8Array {
  return typeof value === "string" ? encodeUtf8(value) : value;
}

/** The text of UTF-8 bytes, for tests: bad bytes become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  let s = "";
  for (let i = 0; i < bytes.length; ) {
    const b = bytes[i]!;
    const n = b < 0x80 ? 1 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc2 ? 2 : 0;
    if (n === 0 || i + n > bytes.length) {
      s += "\ufffd";
      i++;
      continue;
    }
    let c = n === 1 ? b : b & (0xff >> (n + 1));
    for (let k = 1; k < n; k++) c = (c << 6) | (bytes[i + k]! & 63);
    s += String.fromCodePoint(c);
    i += n;
  }
  return s;
}

export class Chunks {
  parts: Uint8Array[] = [];

  bytes(): Uint8Array {
    const all = new Uint8Array(this.parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of this.parts) {
      all.set(p, at);
      at += p.length;
    }
    return all;
  }
}

/** Standard input, output or error in memory. */
export class MemoryStream implements OpenFile {
  readonly chunks: Chunks = new Chunks();
  ended = false;
  private readonly terminal: boolean;
  private readonly isInput: boolean;

  /** Saved by `MemoryUndo`. */
  get savesItself(): true {
    return true;
  }

  constructor(isInput: boolean, terminal: boolean) {
    this.isInput = isInput;
    this.terminal = terminal;
  }

  read(max: number): Uint8Array | "would-block" | "eof" | HostFailure {
    if (!this.isInput) return new HostFailure(EBADF);
    const first = this.chunks.parts[0];
    if (first === undefined) return this.ended ? "eof" : "would-block";
    // A terminal gives one line at a time.
    let n = Math.min(max, first.length);
    const newline = this.terminal ? first.indexOf(10) : -1;
    if (newline >= 0) n = Math.min(n, newline + 1);
    const part = first.slice(0, n);
    if (n === first.length) this.chunks.parts.shift();
    else this.chunks.parts[0] = first.subarray(n);
    return part;
  }

  write(bytes: Uint8Array): number | HostFailure {
    if (this.isInput) return new HostFailure(EBADF);
    this.chunks.parts.push(bytes.slice());
    return bytes.length;
  }

  seek(): HostFailure {
    return new HostFailure(ESPIPE);
  }

  truncate(): HostFailure {
    return new HostFailure(EINVAL);
  }

  status(): FileStatus {
    const mode = (this.terminal ? S_IFCHR : S_IFIFO) | 0o600;
    return { mode, ino: 1, dev: 1, nlink: 1, uid: 1000, gid: 1000, size: 0, atime: 0n, mtime: 0n, ctime: 0n };
  }

  isTerminal(): boolean {
    return this.terminal;
  }

  close(): null {
    return null;
  }
}
