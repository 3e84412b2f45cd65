import { NativeFrame } from "../../eval/frame.ts";
import { orElse, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { getItem } from "../../protocol/sequence.ts";
import { dictEntries, dictGet, dictSet } from "../dict/dict.ts";
import type { IntValue } from "../int/arithmetic.ts";
import { isInt } from "../int/value.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { checkStrArgument, isStr } from "./arguments.ts";
import { charAt, characterString, joinTexts, newStrFromText, sliceText, type Text, textOf, textOfString } from "./text.ts";

/** No entry for a character: it stays. */
function lookupErrorIsMissing(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.LookupError)) return null;
  vm.clearException();
  return STOP;
}

/** CPython 3.11: Objects/unicodeobject.c charmaptranslate_lookup */
function lookup(vm: VM, table: PyObject, c: number): Result {
  const key = vm.newInt(c);
  const result = table.type === vm.T.dict ? dictGet(vm, table, key) : orElse(vm, getItem(vm, table, key), lookupErrorIsMissing);
  vm.counts.decref(key);
  return result;
}

/** CPython 3.11: Objects/unicodeobject.c _PyUnicode_TranslateCharmap, unicode_fast_translate */
class TranslateFrame extends NativeFrame {
  /** Borrowed. */
  given: { readonly self: PyObject; readonly table: PyObject };
  index = 0;
  parts: Text[] = [];
  /** What ASCII characters became; asked once each while everything is ASCII. */
  known: (Text | undefined)[] = [];
  fast: boolean;

  constructor(self: PyObject, table: PyObject, fast: boolean) {
    super();
    this.given = { self, table };
    this.fast = fast;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    const text = textOf(this.given.self);
    for (;;) {
      if (got === null) return null;
      if (got !== OK && !this.take(vm, text, got)) return null;
      while (this.fast && this.index < text.length) {
        const known = this.known[charAt(text, this.index)];
        if (known === undefined) break;
        this.parts.push(known);
        this.index++;
      }
      if (this.index >= text.length) return newStrFromText(vm, joinTexts(this.parts));
      got = lookup(vm, this.given.table, charAt(text, this.index));
      if (got === PENDING) return PENDING;
    }
  }

  /** Takes over what the table said about the character at `index`. */
  private take(vm: VM, text: Text, value: PyObject): boolean {
    const c = charAt(text, this.index);
    const replacement = value === STOP ? sliceText(text, this.index, this.index + 1) : replacementText(vm, value);
    if (value !== STOP) vm.counts.decref(value);
    if (replacement === null) return false;
    this.index++;
    this.parts.push(replacement);
    if (this.fast) {
      if (replacement.length <= 1 && (replacement.length === 0 || charAt(replacement, 0) < 128)) this.known[c] = replacement;
      else this.fast = false;
    }
    return true;
  }
}

/** CPython 3.11: Objects/unicodeobject.c charmaptranslate_lookup (what may be in a table) */
function replacementText(vm: VM, value: PyObject): Text | null {
  if (value === vm.none) return "";
  if (isInt(value)) {
    const c = value.v as IntValue;
    if (c < 0 || c > 0x10ffff) return vm.raise(vm.T.ValueError, "character mapping must be in range(0x110000)");
    return textOfString(characterString(Number(c)));
  }
  if (isStr(value)) return textOf(value);
  return vm.raise(vm.T.TypeError, "character mapping must return integer, None or str");
}

/** CPython 3.11: Objects/unicodeobject.c unicode_translate */
function unicode_translate(vm: VM, self: PyObject, table: PyObject): Result {
  const s = self.v as string;
  let ascii = true;
  for (let i = 0; i < s.length && ascii; i++) ascii = s.charCodeAt(i) < 128;
  return startFrame(vm, new TranslateFrame(self, table, ascii));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_maketrans_impl */
function unicode_maketrans(vm: VM, _type: PyObject, x: PyObject, y: PyObject | null, z: PyObject | null): Result {
  if (y !== null && !checkStrArgument(vm, "maketrans() argument 2", y)) return null;
  if (z !== null && !checkStrArgument(vm, "maketrans() argument 3", z)) return null;
  const table = vm.newDict();
  const good = y === null ? fromDict(vm, table, x) : fromStrings(vm, table, x, y, z);
  if (good) return table;
  vm.counts.decref(table);
  return null;
}

function put(vm: VM, table: PyObject, c: number, value: PyObject): void {
  const key = vm.newInt(c);
  // An int key among int keys: nothing can run.
  dictSet(vm, table, key, value);
  vm.counts.decref(key);
}

function fromStrings(vm: VM, table: PyObject, x: PyObject, y: PyObject, z: PyObject | null): boolean {
  if (!isStr(x)) {
    vm.raise(vm.T.TypeError, "first maketrans argument must be a string if there is a second argument");
    return false;
  }
  const from = textOf(x);
  const to = textOf(y);
  if (from.length !== to.length) {
    vm.raise(vm.T.ValueError, "the first two maketrans arguments must have equal length");
    return false;
  }
  for (let i = 0; i < from.length; i++) {
    const value = vm.newInt(charAt(to, i));
    put(vm, table, charAt(from, i), value);
    vm.counts.decref(value);
  }
  const deleted = z === null ? "" : textOf(z);
  for (let i = 0; i < deleted.length; i++) put(vm, table, charAt(deleted, i), vm.none);
  return true;
}

function fromDict(vm: VM, table: PyObject, x: PyObject): boolean {
  if (x.type !== vm.T.dict) {
    vm.raise(vm.T.TypeError, "if you give only one argument to maketrans it must be a dict");
    return false;
  }
  for (const [key, value] of dictEntries(x)) {
    if (isStr(key)) {
      const text = textOf(key);
      if (text.length !== 1) {
        vm.raise(vm.T.ValueError, "string keys in translate table must be of length 1");
        return false;
      }
      put(vm, table, charAt(text, 0), value);
    } else if (isInt(key)) {
      // An instance of a subclass with its own __hash__ or __eq__ cannot be waited for here.
      // NOT CPYTHON: such a key is stored as the plain int it is.
      const plain = vm.newIntFromBig(BigInt(key.v as IntValue));
      dictSet(vm, table, key.type === vm.T.bool ? key : plain, value);
      vm.counts.decref(plain);
    } else {
      vm.raise(vm.T.TypeError, "keys in translate table must be strings or integers");
      return false;
    }
  }
  return true;
}

export const translateMethods: readonly MethodSpec[] = [
  method("translate", "($self, table, /)", unicode_translate, {
    doc: "Replace each character in the string using the given translation table.\n\ntable[ordinal] gives an ordinal, a string or None; LookupError leaves the character.",
  }),
  method("maketrans", "(x, y=None, z=None, /)", unicode_maketrans, {
    binding: "static",
    doc: "Return a translation table usable for str.translate().",
  }),
];
