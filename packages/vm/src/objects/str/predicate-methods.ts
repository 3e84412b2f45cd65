import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { formatStr } from "../../protocol/format-spec.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { formatSpecArgument } from "./arguments.ts";
import { charAt, exactStr, type Text, textOf } from "./text.ts";
import { ALPHA, characterFlags, DECIMAL, DIGIT, isPrintable, isSpace, NUMERIC, XID_CONTINUE, XID_START } from "./unicode.ts";

/** Is every character so, and is there one (or may there be none)? */
function every(test: (c: number) => boolean, ofNone: boolean): MethodSpec["fn"] {
  return (vm: VM, self: PyObject) => {
    const text = textOf(self);
    for (let i = 0; i < text.length; i++) if (!test(charAt(text, i))) return vm.newBool(false);
    return vm.newBool(text.length > 0 || ofNone);
  };
}

const flagged =
  (mask: number) =>
  (c: number): boolean =>
    (characterFlags(c) & mask) !== 0;

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_IsIdentifier */
export function isIdentifier(text: Text): boolean {
  if (text.length === 0) return false;
  const first = charAt(text, 0);
  if (first !== 95 && (characterFlags(first) & XID_START) === 0) return false;
  for (let i = 1; i < text.length; i++) if ((characterFlags(charAt(text, i)) & XID_CONTINUE) === 0) return false;
  return true;
}

function unicode_isidentifier(vm: VM, self: PyObject): Result {
  return vm.newBool(isIdentifier(textOf(self)));
}

/** CPython 3.11: Objects/unicodeobject.c unicode___format___impl */
function unicode___format__(vm: VM, self: PyObject, spec: PyObject): Result {
  const text = formatSpecArgument(vm, spec);
  return text === null ? null : formatStr(vm, self, text);
}

/** CPython 3.11: Objects/unicodeobject.c unicode_getnewargs */
function unicode_getnewargs(vm: VM, self: PyObject): Result {
  const copy = self.type === vm.T.str ? newRef(self) : exactStr(vm, self);
  return vm.newTuple([copy]);
}

/** CPython 3.11: Objects/unicodeobject.c unicode_sizeof */
function unicode_sizeof(vm: VM, self: PyObject): Result {
  const text = textOf(self);
  let max = 0;
  for (let i = 0; i < text.length; i++) max = Math.max(max, charAt(text, i));
  const n = text.length + 1;
  return vm.newInt(max < 0x80 ? 48 + n : 72 + n * (max < 0x100 ? 1 : max < 0x10000 ? 2 : 4));
}

const predicate = (name: string, fn: MethodSpec["fn"], doc: string): MethodSpec =>
  method(name, "($self, /)", fn, { convention: "METH_NOARGS", doc });

/** CPython 3.11: Objects/unicodeobject.c unicode_isascii_impl and the like */
export const predicateMethods: readonly MethodSpec[] = [
  predicate(
    "isascii",
    every((c) => c < 128, true),
    "Are all characters ASCII?",
  ),
  predicate("isalpha", every(flagged(ALPHA), false), "Are all characters letters, and is there one?"),
  predicate(
    "isalnum",
    every(flagged(ALPHA | DECIMAL | DIGIT | NUMERIC), false),
    "Are all characters letters or numbers, and is there one?",
  ),
  predicate("isdecimal", every(flagged(DECIMAL), false), "Are all characters decimal digits, and is there one?"),
  predicate("isdigit", every(flagged(DIGIT), false), "Are all characters digits, and is there one?"),
  predicate("isnumeric", every(flagged(NUMERIC), false), "Are all characters numeric, and is there one?"),
  predicate("isspace", every(isSpace, false), "Are all characters whitespace, and is there one?"),
  predicate("isprintable", every(isPrintable, true), "Would repr() show all characters as they are?"),
  predicate("isidentifier", unicode_isidentifier, "Is the string a Python identifier, keyword or not?"),
  method("__format__", "($self, format_spec, /)", unicode___format__, {
    doc: "Return a formatted version of the string as described by format_spec.",
  }),
  predicate("__getnewargs__", unicode_getnewargs, "The arguments for __new__ when copying."),
  predicate("__sizeof__", unicode_sizeof, "Return the size of the string in memory, in bytes."),
];
