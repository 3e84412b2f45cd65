import { newRef } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { isStr } from "./arguments.ts";
import { checkLength } from "./concat.ts";
import { charAt, exactStr, joinTexts, newStrFromText, repeatText, sliceText, type Text, textOf } from "./text.ts";

/** CPython 3.11: Objects/unicodeobject.c pad */
function pad(vm: VM, self: PyObject, left: number, right: number, fill: Text): Result {
  if (left <= 0 && right <= 0) return exactStr(vm, self);
  const text = textOf(self);
  if (!checkLength(vm, left + text.length + right)) return null;
  return newStrFromText(vm, joinTexts([repeatText(fill, left), text, repeatText(fill, right)]));
}

/** How `padding` is shared between the two sides. */
type Share = (padding: number, width: number) => number;

/** CPython 3.11: Objects/unicodeobject.c unicode_center_impl, unicode_ljust_impl, unicode_rjust_impl */
function padding(leftOf: Share): MethodSpec["fn"] {
  const go = (vm: VM, value: PyObject, self: PyObject | null, fillchar: PyObject | null): Result => {
    const width = takeSsize(vm, value);
    if (width === null) return null;
    let fill: Text = " ";
    if (fillchar !== null) {
      if (!isStr(fillchar))
        return vm.raise(vm.T.TypeError, `The fill character must be a unicode character, not ${fillchar.type.name}`);
      fill = textOf(fillchar);
      if (fill.length !== 1) return vm.raise(vm.T.TypeError, "The fill character must be exactly one character long");
    }
    const missing = width - textOf(self!).length;
    if (missing <= 0) return exactStr(vm, self!);
    const left = leftOf(missing, width);
    return pad(vm, self!, left, missing - left, fill);
  };
  return (vm: VM, self: PyObject, width: PyObject, fillchar: PyObject | null) =>
    thenBorrowed(vm, numberIndex(vm, width), go, self, fillchar);
}

/** CPython 3.11: Objects/stringlib/transmogrify.h stringlib_zfill */
function unicode_zfill(vm: VM, self: PyObject, width: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, width), zfill, self);
}

function zfill(vm: VM, value: PyObject, self: PyObject | null): Result {
  const width = takeSsize(vm, value);
  if (width === null) return null;
  const text = textOf(self!);
  const zeros = width - text.length;
  if (zeros <= 0) return exactStr(vm, self!);
  if (!checkLength(vm, width)) return null;
  const sign = text.length > 0 && (charAt(text, 0) === 43 || charAt(text, 0) === 45) ? 1 : 0;
  return newStrFromText(vm, joinTexts([sliceText(text, 0, sign), "0".repeat(zeros), sliceText(text, sign, text.length)]));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_expandtabs_impl */
function unicode_expandtabs(vm: VM, self: PyObject, tabsize: PyObject | null): Result {
  return tabsize === null ? expandTabs(vm, self, 8) : thenBorrowed(vm, numberIndex(vm, tabsize), withTabsize, self);
}

function withTabsize(vm: VM, value: PyObject, self: PyObject | null): Result {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (v > 2147483647 || v < -2147483648) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  return expandTabs(vm, self!, Number(v));
}

function expandTabs(vm: VM, self: PyObject, tabsize: number): Result {
  const text = textOf(self);
  const parts: Text[] = [];
  let column = 0;
  let length = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = charAt(text, i);
    if (c === 9) {
      const spaces = tabsize > 0 ? tabsize - (column % tabsize) : 0;
      length += i - start + spaces;
      if (!checkLength(vm, length)) return null;
      parts.push(sliceText(text, start, i), " ".repeat(spaces));
      column += spaces;
      start = i + 1;
    } else column = c === 10 || c === 13 ? 0 : column + 1;
  }
  if (start === 0) return self.type === vm.T.str ? newRef(self) : exactStr(vm, self);
  parts.push(sliceText(text, start, text.length));
  return newStrFromText(vm, joinTexts(parts));
}

export const padMethods: readonly MethodSpec[] = [
  method(
    "center",
    "($self, width, fillchar=' ', /)",
    padding((missing, width) => Math.floor(missing / 2) + (missing & width & 1)),
    {
      doc: "Return a centered string of length width, padded with fillchar.",
    },
  ),
  method(
    "ljust",
    "($self, width, fillchar=' ', /)",
    padding(() => 0),
    {
      doc: "Return a left-justified string of length width, padded with fillchar.",
    },
  ),
  method(
    "rjust",
    "($self, width, fillchar=' ', /)",
    padding((missing) => missing),
    {
      doc: "Return a right-justified string of length width, padded with fillchar.",
    },
  ),
  method("zfill", "($self, width, /)", unicode_zfill, {
    doc: "Pad a numeric string with zeros on the left; a sign stays in front.",
  }),
  method("expandtabs", "($self, /, tabsize=8)", unicode_expandtabs, {
    doc: "Return a copy where all tab characters are expanded using spaces.",
  }),
];
