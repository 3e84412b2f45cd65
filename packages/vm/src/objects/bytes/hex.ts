import { callOneArg } from "../../eval/call.ts";
import { andThen, dropAfter } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, PyType, Result } from "../../object.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { givenType, isStr } from "../str/arguments.ts";
import { charAt, textOf } from "../str/text.ts";
import { isBytes, isSpaceByte } from "./sequence.ts";

const HEX = "0123456789abcdef";

/** `b.hex(sep, bytes_per_sep)` of any bytes. CPython 3.11: Python/pystrhex.c _Py_strhex_impl */
export function hexOf(vm: VM, bytes: Uint8Array, sep: PyObject | null, perSeparator: PyObject | null): Result {
  const copy = sep === null || perSeparator === null ? bytes : bytes.slice();
  const separator = sep === null ? "" : separatorOf(vm, sep);
  if (separator === null) return null;
  if (perSeparator === null || sep === null) return vm.newStr(hexText(copy, separator, 1));
  const holder = vm.newBytes(copy);
  const text = vm.newStr(separator);
  const r = andThen(vm, numberIndex(vm, perSeparator), hexGrouped, holder, text);
  vm.counts.decref(text);
  vm.counts.decref(holder);
  return r;
}

function hexGrouped(vm: VM, value: PyObject, bytes: PyObject | null, separator: PyObject | null): Result {
  const n = takeSsize(vm, value);
  if (n === null) return null;
  if (Math.abs(n) > 2147483647) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  return vm.newStr(hexText(bytes!.v, separator!.v, n));
}

function separatorOf(vm: VM, sep: PyObject): string | null {
  const isText = isStr(sep);
  if (!isText && !isBytes(sep)) return vm.raise(vm.T.TypeError, "sep must be str or bytes.");
  const length = isText ? textOf(sep).length : (sep.v as Uint8Array).length;
  if (length !== 1) return vm.raise(vm.T.ValueError, "sep must be length 1.");
  const c = isText ? charAt(textOf(sep), 0) : (sep.v as Uint8Array)[0]!;
  return c < 128 ? String.fromCharCode(c) : vm.raise(vm.T.ValueError, "sep must be ASCII.");
}

/** Groups of `per` bytes counted from the right, from the left when negative. */
function hexText(bytes: Uint8Array, separator: string, per: number): string {
  const group = separator === "" ? 0 : Math.abs(per);
  let s = "";
  for (let i = 0; i < bytes.length; i++) {
    const passed = per < 0 ? i : bytes.length - i;
    if (group > 0 && i > 0 && passed % group === 0) s += separator;
    s += HEX[bytes[i]! >> 4]! + HEX[bytes[i]! & 15]!;
  }
  return s;
}

function digitOf(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 && c < 128 ? lower - 87 : -1;
}

/** The bytes that hexadecimal text stands for; null with an exception. CPython 3.11: Objects/bytesobject.c _PyBytes_FromHex */
function parseHex(vm: VM, o: PyObject): Uint8Array | null {
  if (!isStr(o)) return vm.raise(vm.T.TypeError, `fromhex() argument must be str, not ${givenType(vm, o)}`);
  const text = textOf(o);
  const out: number[] = [];
  for (let i = 0; i < text.length; ) {
    const c = charAt(text, i);
    if (c < 128 && isSpaceByte(c)) {
      i++;
      continue;
    }
    const high = digitOf(c);
    const low = i + 1 < text.length ? digitOf(charAt(text, i + 1)) : -1;
    if (high < 0 || low < 0) {
      const bad = high < 0 ? i : i + 1;
      return vm.raise(vm.T.ValueError, `non-hexadecimal number found in fromhex() arg at position ${bad}`);
    }
    out.push(high * 16 + low);
    i += 2;
  }
  return Uint8Array.from(out);
}

/** `fromhex` of bytes and bytearray: through the class when it is a subclass. */
export function fromHex(make: (vm: VM, bytes: Uint8Array) => PyObject, exact: (vm: VM) => PyType) {
  return (vm: VM, cls: PyObject, text: PyObject): Result => {
    const bytes = parseHex(vm, text);
    if (bytes === null) return null;
    const made = make(vm, bytes);
    if (cls.v === exact(vm)) return made;
    return dropAfter(vm, callOneArg(vm, cls, made), made);
  };
}
