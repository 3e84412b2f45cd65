import type { VM } from "../interpreter.ts";

/** Text straight to the standard error stream of the process, for what must be said when `sys.stderr` cannot be asked. UTF-8, surrogates escaped. */
export function writeStderr(vm: VM, text: string): void {
  vm.host.standardStream(2)?.write(utf8(text));
}

/** UTF-8 with lone surrogates as `\udcxx` (errors="backslashreplace"). */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const c of text) {
    const n = c.codePointAt(0)!;
    if (n >= 0xd800 && n <= 0xdfff) for (const d of `\\u${n.toString(16)}`) bytes.push(d.charCodeAt(0));
    else if (n < 0x80) bytes.push(n);
    else if (n < 0x800) bytes.push(0xc0 | (n >> 6), 0x80 | (n & 63));
    else if (n < 0x10000) bytes.push(0xe0 | (n >> 12), 0x80 | ((n >> 6) & 63), 0x80 | (n & 63));
    else bytes.push(0xf0 | (n >> 18), 0x80 | ((n >> 12) & 63), 0x80 | ((n >> 6) & 63), 0x80 | (n & 63));
  }
  return Uint8Array.from(bytes);
}
