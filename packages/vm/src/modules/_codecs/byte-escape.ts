import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { isBytes } from "../../objects/bytes/sequence.ts";
import { givenType } from "../../objects/str/arguments.ts";
import { bytesOrText, errorsArgument, withCount } from "./arguments.ts";
import { warnInvalid } from "./unicode-escape.ts";

/** CPython 3.11: Modules/_codecsmodule.c _codecs_escape_encode_impl */
export function escape_encode(vm: VM, _module: PyObject, data: PyObject, errors: PyObject | null): Result {
  if (!isBytes(data)) return vm.raise(vm.T.TypeError, `escape_encode() argument 1 must be bytes, not ${givenType(vm, data)}`);
  if (errorsArgument(vm, "escape_encode", errors) === null) return null;
  const bytes = data.v as Uint8Array;
  let text = "";
  for (const c of bytes) {
    if (c === 39 || c === 92) text += `\\${String.fromCharCode(c)}`;
    else if (c === 9) text += "\\t";
    else if (c === 10) text += "\\n";
    else if (c === 13) text += "\\r";
    else if (c < 32 || c >= 127) text += `\\x${c.toString(16).padStart(2, "0")}`;
    else text += String.fromCharCode(c);
  }
  return withCount(vm, vm.newBytes(Uint8Array.from(text, (c) => c.charCodeAt(0))), bytes.length);
}

const SIMPLE: ReadonlyMap<number, readonly number[]> = new Map([
  [10, []],
  [92, [92]],
  [39, [39]],
  [34, [34]],
  [98, [8]],
  [102, [12]],
  [116, [9]],
  [110, [10]],
  [114, [13]],
  [118, [11]],
  [97, [7]],
]);

function hexDigit(c: number | undefined): number {
  const digit = c === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(c), 16);
  return Number.isNaN(digit) ? -1 : digit;
}

/** CPython 3.11: Objects/bytesobject.c _PyBytes_DecodeEscape */
class ByteUnescaper {
  readonly out: number[] = [];
  firstInvalid = -1;
  error: string | null = null;
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly errors: string;

  constructor(bytes: Uint8Array, errors: string) {
    this.bytes = bytes;
    this.errors = errors;
  }

  run(): void {
    const { bytes } = this;
    while (this.at < bytes.length && this.error === null) {
      const c = bytes[this.at++]!;
      if (c !== 92) this.out.push(c);
      else if (this.at === bytes.length) this.error = "Trailing \\ in string";
      else this.escape(bytes[this.at++]!);
    }
  }

  private escape(c: number): void {
    const simple = SIMPLE.get(c);
    if (simple !== undefined) this.out.push(...simple);
    else if (c >= 48 && c <= 55) this.octal(c - 48);
    else if (c === 0x78) this.hex();
    else {
      if (this.firstInvalid < 0) this.firstInvalid = c;
      this.out.push(92);
      this.at--;
    }
  }

  private octal(first: number): void {
    let value = first;
    for (let n = 0; n < 2 && this.bytes[this.at]! >= 48 && this.bytes[this.at]! <= 55; n++)
      value = value * 8 + this.bytes[this.at++]! - 48;
    this.out.push(value & 255);
  }

  private hex(): void {
    const high = hexDigit(this.bytes[this.at]);
    const low = hexDigit(this.bytes[this.at + 1]);
    if (high >= 0 && low >= 0) {
      this.out.push(high * 16 + low);
      this.at += 2;
      return;
    }
    if (this.errors === "strict") {
      this.error = `invalid \\x escape at position ${this.at - 2}`;
      return;
    }
    if (this.errors === "replace") this.out.push(63);
    else if (this.errors !== "ignore") {
      this.error = `decoding error; unknown error handling code: ${this.errors}`;
      return;
    }
    if (high >= 0) this.at++;
  }
}

/** CPython 3.11: Modules/_codecsmodule.c _codecs_escape_decode_impl */
export function escape_decode(vm: VM, _module: PyObject, data: PyObject, errors: PyObject | null): Result {
  const bytes = bytesOrText(vm, data);
  const handler = bytes === null ? null : errorsArgument(vm, "escape_decode", errors);
  if (handler === null) return null;
  const unescaper = new ByteUnescaper(bytes!, handler);
  unescaper.run();
  if (unescaper.error !== null) return vm.raise(vm.T.ValueError, unescaper.error);
  const value = vm.newBytes(Uint8Array.from(unescaper.out));
  const { firstInvalid } = unescaper;
  return withCount(vm, firstInvalid < 0 ? value : warnInvalid(vm, value, firstInvalid), bytes!.length);
}

/** CPython 3.11: Modules/_codecsmodule.c _codecs_readbuffer_encode_impl */
export function readbuffer_encode(vm: VM, _module: PyObject, data: PyObject, errors: PyObject | null): Result {
  const bytes = bytesOrText(vm, data);
  if (bytes === null || errorsArgument(vm, "readbuffer_encode", errors) === null) return null;
  return withCount(vm, data.type === vm.T.bytes ? newRef(data) : vm.newBytes(bytes.slice()), bytes.length);
}
