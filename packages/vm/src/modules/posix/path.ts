import { newRef } from "@vivarium/heap";
import { callNoArgs } from "../../eval/call.ts";
import { andThen } from "../../eval/native-frame.ts";
import { encodeUtf8 } from "../../host-memory.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, STOP } from "../../object.ts";
import { isBytes } from "../../objects/bytes/sequence.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { lookupSpecial } from "../../protocol/attribute.ts";

/** A str or bytes from a path-like object. CPython 3.11: Modules/posixmodule.c PyOS_FSPath */
export function fsPath(vm: VM, path: PyObject): Result {
  if (isStr(path) || isBytes(path)) return newRef(path);
  return andThen(vm, lookupSpecial(vm, path, "__fspath__"), askPath, path, null, null, 0, true);
}

function askPath(vm: VM, f: PyObject, path: PyObject | null): Result {
  if (f === STOP) return vm.raise(vm.T.TypeError, `expected str, bytes or os.PathLike object, not ${path!.type.name}`);
  const r = andThen(vm, callNoArgs(vm, f), checkPath, path);
  vm.counts.decref(f);
  return r;
}

function checkPath(vm: VM, value: PyObject, path: PyObject | null): Result {
  if (isStr(value) || isBytes(value)) return value;
  const name = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `expected ${path!.type.name}.__fspath__() to return str or bytes, not ${name}`);
}

/** Text of bytes in the file system's encoding: UTF-8 with what is no UTF-8 as U+DC80 .. U+DCFF. */
export function decodeFileName(bytes: Uint8Array): string {
  let s = "";
  for (let i = 0; i < bytes.length; ) {
    const b = bytes[i]!;
    const n = b < 0x80 ? 1 : b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 0;
    const c = n === 0 ? -1 : sequenceAt(bytes, i, n);
    if (c < 0) {
      s += String.fromCharCode(0xdc00 + b);
      i++;
    } else {
      s += String.fromCodePoint(c);
      i += n;
    }
  }
  return s;
}

/** The code point of a UTF-8 sequence of `n` bytes, or -1. */
function sequenceAt(bytes: Uint8Array, at: number, n: number): number {
  let c = n === 1 ? bytes[at]! : bytes[at]! & (0xff >> (n + 1));
  for (let k = 1; k < n; k++) {
    const b = bytes[at + k];
    if (b === undefined || (b & 0xc0) !== 0x80) return -1;
    c = (c << 6) | (b & 63);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][n]!;
  return c < least || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) ? -1 : c;
}

/** Bytes of a name in the file system's encoding. */
export function encodeFileName(name: string): Uint8Array {
  return encodeUtf8(name);
}

/** The name the host knows a str or bytes path by; null with ValueError. */
export function pathText(vm: VM, path: PyObject): string | null {
  const text = isBytes(path) ? decodeFileName(path.v as Uint8Array) : (path.v as string);
  return text.includes("\0") ? vm.raise(vm.T.ValueError, "embedded null byte") : text;
}
