import { newRef, touchPayload } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type Result, recordLayout, STOP } from "../../object.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { numberIndex } from "../../protocol/number.ts";
import { method, type TypeSpec } from "../type/type-spec.ts";
import { charAt, characterString, type Text, textOf } from "./text.ts";

interface StrIterator {
  /** Owned; null when exhausted. */
  str: PyObject<string> | null;
  text: Text;
  index: number;
}

const layout = recordLayout<StrIterator>({ references: (v) => [v.str], clear: (v) => [v.str] });

function isAscii(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) > 127) return false;
  return true;
}

/** CPython 3.11: Objects/unicodeobject.c unicode_iter */
export function unicode_iter(vm: VM, o: PyObject): Result {
  const type = isAscii(o.v as string) ? vm.T.str_ascii_iterator : vm.T.str_iterator;
  return alloc<StrIterator>(vm, type, { str: newRef(o), text: textOf(o), index: 0 });
}

/** CPython 3.11: Objects/unicodeobject.c unicodeiter_next */
function unicodeiter_next(vm: VM, it: PyObject<StrIterator>): Result {
  const v = it.v;
  if (v.str === null) return STOP;
  touchPayload(it);
  if (v.index < v.text.length) return vm.newStr(characterString(charAt(v.text, v.index++)));
  const str = v.str;
  v.str = null;
  v.text = "";
  vm.counts.decref(str);
  return STOP;
}

/** CPython 3.11: Objects/unicodeobject.c unicodeiter_len */
function unicodeiter_len(vm: VM, it: PyObject<StrIterator>): Result {
  return vm.newInt(it.v.str === null ? 0 : it.v.text.length - it.v.index);
}

/** CPython 3.11: Objects/unicodeobject.c unicodeiter_reduce */
function unicodeiter_reduce(vm: VM, it: PyObject<StrIterator>): Result {
  return thenBorrowed(vm, getAttrString(vm, vm.builtins, "iter"), reduceWith, it);
}

function reduceWith(vm: VM, iter: PyObject, it: PyObject | null): Result {
  const v = (it as PyObject<StrIterator>).v;
  if (v.str === null) return vm.newTuple([iter, vm.newTuple([newRef(vm.emptyStr)])]);
  return vm.newTuple([iter, vm.newTuple([newRef(v.str)]), vm.newInt(v.index)]);
}

/** CPython 3.11: Objects/unicodeobject.c unicodeiter_setstate */
function unicodeiter_setstate(vm: VM, it: PyObject<StrIterator>, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), setIndex, it);
}

function setIndex(vm: VM, state: PyObject, it: PyObject | null): Result {
  const v = (it as PyObject<StrIterator>).v;
  const index = Number(state.v as number | bigint);
  vm.counts.decref(state);
  if (v.str !== null) {
    touchPayload(it!);
    v.index = Math.min(Math.max(index, 0), v.text.length);
  }
  return vm.newNone();
}

function spec(name: string): TypeSpec {
  return {
    name,
    layout,
    slots: { tp_iter: (_vm, self) => newRef(self), tp_iternext: unicodeiter_next },
    methods: [
      method("__length_hint__", "($self, /)", unicodeiter_len, {
        convention: "METH_NOARGS",
        doc: "Private method returning an estimate of len(list(it)).",
      }),
      method("__reduce__", "($self, /)", unicodeiter_reduce, {
        convention: "METH_NOARGS",
        doc: "Return state information for pickling.",
      }),
      method("__setstate__", "($self, state, /)", unicodeiter_setstate, {
        convention: "METH_O",
        doc: "Set state information for unpickling.",
      }),
    ],
  };
}

export const strIteratorSpec: TypeSpec = spec("str_iterator");
export const strAsciiIteratorSpec: TypeSpec = spec("str_ascii_iterator");
