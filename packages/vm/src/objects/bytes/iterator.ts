import { newRef, touchPayload } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type PyType, type Result, STOP } from "../../object.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import {
  exhaust,
  iteratorMethods,
  newSequenceIterator,
  reduceWith,
  type SequenceIterator,
  selfIter,
  sequenceIteratorLayout,
} from "../iterators.ts";
import type { TypeSpec } from "../type/type-spec.ts";

/** An iterator over the numbers of a bytes or bytearray. CPython 3.11: Objects/bytesobject.c bytes_iter, Objects/bytearrayobject.c bytearray_iter */
export function newByteIterator(vm: VM, type: PyType, sequence: PyObject): Result {
  return newSequenceIterator(vm, type, sequence);
}

/** CPython 3.11: Objects/bytesobject.c striter_next */
function next(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  if (sequence === null) return STOP;
  const bytes = sequence.v as Uint8Array;
  if (index >= bytes.length) return exhaust(vm, self);
  touchPayload(self);
  self.v.index++;
  return vm.newInt(bytes[index]!);
}

function lengthHint(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  return vm.newInt(sequence === null ? 0 : Math.max((sequence.v as Uint8Array).length - index, 0));
}

/** CPython 3.11: Objects/bytesobject.c striter_reduce */
function reduce(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  return sequence === null ? reduceWith(vm, "iter", vm.newTuple([]), null) : reduceWith(vm, "iter", newRef(sequence), index);
}

function setState(vm: VM, self: PyObject, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), setIndex, self);
}

function setIndex(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  const v = self!.v as SequenceIterator;
  if (v.sequence !== null) {
    touchPayload(self!);
    v.index = Math.min(Math.max(index, 0), (v.sequence.v as Uint8Array).length);
  }
  return vm.newNone();
}

function spec(name: string): TypeSpec {
  return {
    name,
    layout: sequenceIteratorLayout,
    slots: { tp_iter: selfIter, tp_iternext: next },
    methods: iteratorMethods(lengthHint, reduce, setState),
  };
}

export const bytesIteratorSpec: TypeSpec = spec("bytes_iterator");
export const bytearrayIteratorSpec: TypeSpec = spec("bytearray_iterator");
