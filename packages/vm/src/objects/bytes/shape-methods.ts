import { newRef } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { givenType } from "../str/arguments.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import {
  isAlphaByte,
  isBytes,
  isDigitByte,
  isLowerByte,
  isSpaceByte,
  isUpperByte,
  makeLike,
  toLowerByte,
  toUpperByte,
} from "./sequence.ts";

/** An unchanged copy: an exact bytes is itself. */
function same(vm: VM, self: PyObject): Result {
  return self.type === vm.T.bytes ? newRef(self) : makeLike(vm, self, (self.v as Uint8Array).slice());
}

function strip(left: boolean, right: boolean) {
  return (vm: VM, self: PyObject, chars: PyObject | null): Result => {
    let drop: (c: number) => boolean = isSpaceByte;
    if (chars !== null && chars !== vm.none) {
      const set = bytesView(vm, chars);
      if (set === null) return null;
      drop = (c) => set.includes(c);
    }
    const bytes = self.v as Uint8Array;
    let from = 0;
    let to = bytes.length;
    if (left) while (from < to && drop(bytes[from]!)) from++;
    if (right) while (to > from && drop(bytes[to - 1]!)) to--;
    return from === 0 && to === bytes.length ? same(vm, self) : makeLike(vm, self, bytes.slice(from, to));
  };
}

/** A method with a width and a fill byte. CPython 3.11: Objects/stringlib/transmogrify.h */
function padding(name: string, leftShare: (total: number, width: number) => number): MethodSpec {
  const finish = (vm: VM, value: PyObject, self: PyObject | null, fill: PyObject | null): Result => {
    const width = takeSsize(vm, value);
    if (width === null) return null;
    const byte = fill === null ? 32 : (fill.v as Uint8Array)[0]!;
    const bytes = self!.v as Uint8Array;
    const total = width - bytes.length;
    if (total <= 0) return same(vm, self!);
    const out = new Uint8Array(width).fill(byte);
    out.set(bytes, leftShare(total, width));
    return makeLike(vm, self!, out);
  };
  const fn = (vm: VM, self: PyObject, width: PyObject, fill: PyObject | null): Result => {
    if (fill !== null) {
      const isByteString = isBytes(fill) || fill.type === vm.T.bytearray;
      if (!isByteString || (fill.v as Uint8Array).length !== 1)
        return vm.raise(vm.T.TypeError, `${name}() argument 2 must be a byte string of length 1, not ${givenType(vm, fill)}`);
    }
    return thenBorrowed(vm, numberIndex(vm, width), finish, self, fill);
  };
  return method(name, "($self, width, fillchar=b' ', /)", fn, { doc: "Return the bytes within a field of the given width." });
}

/** CPython 3.11: Objects/stringlib/transmogrify.h stringlib_zfill */
function bytes_zfill(vm: VM, self: PyObject, width: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, width), zfillTo, self);
}

function zfillTo(vm: VM, value: PyObject, self: PyObject | null): Result {
  const width = takeSsize(vm, value);
  if (width === null) return null;
  const bytes = self!.v as Uint8Array;
  const total = width - bytes.length;
  if (total <= 0) return same(vm, self!);
  const out = new Uint8Array(width).fill(48);
  out.set(bytes, total);
  if (bytes[0] === 43 || bytes[0] === 45) {
    out[0] = bytes[0];
    out[total] = 48;
  }
  return makeLike(vm, self!, out);
}

function bytes_expandtabs(vm: VM, self: PyObject, tabsize: PyObject | null): Result {
  return thenBorrowed(vm, tabsize === null ? vm.newInt(8) : numberIndex(vm, tabsize), expandTo, self);
}

function expandTo(vm: VM, value: PyObject, self: PyObject | null): Result {
  const size = takeSsize(vm, value);
  if (size === null) return null;
  const out: number[] = [];
  let column = 0;
  for (const c of self!.v as Uint8Array) {
    if (c === 9) {
      if (size > 0) {
        const n = size - (column % size);
        for (let i = 0; i < n; i++) out.push(32);
        column += n;
      }
      continue;
    }
    out.push(c);
    column = c === 10 || c === 13 ? 0 : column + 1;
  }
  return makeLike(vm, self!, Uint8Array.from(out));
}

function mapped(name: string, doc: string, f: (c: number, previous: number, i: number) => number): MethodSpec {
  return method(
    name,
    "($self, /)",
    (vm, self) => {
      const bytes = self.v as Uint8Array;
      const out = new Uint8Array(bytes.length);
      for (let i = 0; i < bytes.length; i++) out[i] = f(bytes[i]!, i === 0 ? 0 : bytes[i - 1]!, i);
      return makeLike(vm, self, out);
    },
    { doc },
  );
}

function predicate(name: string, doc: string, f: (bytes: Uint8Array) => boolean): MethodSpec {
  return method(name, "($self, /)", (vm, self) => vm.newBool(f(self.v as Uint8Array)), { doc });
}

const all = (test: (c: number) => boolean) => (bytes: Uint8Array) => bytes.length > 0 && bytes.every(test);

/** Has letters, and none for which `wrong` holds. */
const cased = (wrong: (c: number) => boolean) => (bytes: Uint8Array) => !bytes.some(wrong) && bytes.some(isAlphaByte);

function isTitle(bytes: Uint8Array): boolean {
  let inWord = false;
  let any = false;
  for (const c of bytes) {
    if (isUpperByte(c) ? inWord : isLowerByte(c) && !inWord) return false;
    inWord = isAlphaByte(c);
    any ||= inWord;
  }
  return any;
}

export const shapeMethods: readonly MethodSpec[] = [
  method("strip", "($self, bytes=None, /)", strip(true, true), {
    doc: "Strip leading and trailing bytes contained in the argument.",
  }),
  method("lstrip", "($self, bytes=None, /)", strip(true, false), { doc: "Strip leading bytes contained in the argument." }),
  method("rstrip", "($self, bytes=None, /)", strip(false, true), { doc: "Strip trailing bytes contained in the argument." }),
  padding("center", (total, width) => Math.floor(total / 2) + (total & width & 1)),
  padding("ljust", () => 0),
  padding("rjust", (total) => total),
  method("zfill", "($self, width, /)", bytes_zfill, {
    doc: "Pad a numeric string with zeros on the left, to fill a field of the given width.",
  }),
  method("expandtabs", "($self, /, tabsize=8)", bytes_expandtabs, {
    doc: "Return a copy where all tab characters are expanded using spaces.",
  }),
  mapped("upper", "A copy with all ASCII letters in upper case.", toUpperByte),
  mapped("lower", "A copy with all ASCII letters in lower case.", toLowerByte),
  mapped("swapcase", "A copy with the case of all ASCII letters changed.", (c) => (isUpperByte(c) ? c + 32 : toUpperByte(c))),
  mapped("capitalize", "A copy with only its first byte in upper case.", (c, _p, i) =>
    i === 0 ? toUpperByte(c) : toLowerByte(c),
  ),
  mapped("title", "A copy in which words start with upper case.", (c, p) => (isAlphaByte(p) ? toLowerByte(c) : toUpperByte(c))),
  predicate(
    "isalnum",
    "Are all bytes ASCII letters or digits, and is there one?",
    all((c) => isAlphaByte(c) || isDigitByte(c)),
  ),
  predicate("isalpha", "Are all bytes ASCII letters, and is there one?", all(isAlphaByte)),
  predicate("isascii", "Are all bytes ASCII?", (bytes) => bytes.every((c) => c < 128)),
  predicate("isdigit", "Are all bytes ASCII digits, and is there one?", all(isDigitByte)),
  predicate("isspace", "Are all bytes ASCII white space, and is there one?", all(isSpaceByte)),
  predicate("islower", "Are all ASCII letters in lower case, and is there one?", cased(isUpperByte)),
  predicate("isupper", "Are all ASCII letters in upper case, and is there one?", cased(isLowerByte)),
  predicate("istitle", "Does every word start with upper case and go on in lower?", isTitle),
];
