import { newRef, touchPayload } from "@vivarium/heap";
import { spread } from "../../eval/arguments.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import { parseSignature } from "../../eval/signature.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, type Result, recordLayout, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { addValues } from "../../objects/int/arithmetic.ts";
import { isInt, newIntFromValue } from "../../objects/int/value.ts";
import { iteratorMethods, lengthHintDoc, reduceDoc, selfIter } from "../../objects/iterators.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { binaryOp, NB_ADD, numberIndex } from "../../protocol/number.ts";
import { repr } from "../../protocol/repr.ts";
import { constructorArguments } from "../constructor.ts";

/*
 * count and repeat. CPython's count has a fast mode (a C integer, step 1) and a slow one (objects); which one it is in shows in `repr` and `__reduce__`.
 */

const MAX = 9223372036854775807n;

/** The payload of a count: exactly one of `fast` and `current` is in use. */
class Count {
  /** The next number; null in slow mode. */
  fast: number | bigint | null;
  /** Slow mode: the next value. */
  current: PyObject | null;
  step: PyObject;

  constructor(fast: number | bigint | null, current: PyObject | null, step: PyObject) {
    this.fast = fast;
    this.current = current;
    this.step = step;
  }
}

/** CPython 3.11: Objects/abstract.c PyNumber_Check */
function isNumber(vm: VM, o: PyObject): boolean {
  return o.type.nb_index !== null || o.type.nb_int !== null || o.type.nb_float !== null || o.type.mro.includes(vm.T.complex);
}

/** CPython 3.11: Modules/itertoolsmodule.c itertools_count_impl */
function count_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, countSpec, type, "count", "(start=0, step=1)", args, kwnames);
  if (values === null) return null;
  const [start, step] = values as [PyObject | null, PyObject | null];
  if ((start !== null && !isNumber(vm, start)) || (step !== null && !isNumber(vm, step)))
    return vm.raise(vm.T.TypeError, "a number is required");
  const startsFast = start === null || (isInt(start) && fitsLong(start.v));
  const one = step === null || (isInt(step) && step.v === 1);
  const stepObject = step === null ? vm.newInt(1) : newRef(step);
  if (startsFast && one) return alloc(vm, type, new Count(start === null ? 0 : start.v, null, stepObject));
  return alloc(vm, type, new Count(null, start === null ? vm.newInt(0) : newRef(start), stepObject));
}

function fitsLong(v: number | bigint): boolean {
  // The largest number is the mark of the slow mode in CPython, so it starts there.
  return v >= -MAX - 1n && v < MAX;
}

/** CPython 3.11: count_next, count_nextlong */
function count_next(vm: VM, self: PyObject<Count>): Result {
  const v = self.v;
  if (v.fast !== null && v.fast !== MAX) {
    const value = v.fast;
    touchPayload(self);
    v.fast = addValues(value, 1);
    return newIntFromValue(vm, value);
  }
  if (v.current === null) {
    touchPayload(self);
    v.current = vm.newIntFromBig(MAX);
    v.fast = null;
  }
  return thenBorrowed(vm, binaryOp(vm, v.current, v.step, NB_ADD), keepNext, self);
}

function keepNext(_vm: VM, next: PyObject, self: PyObject | null): Result {
  const v = self!.v as Count;
  touchPayload(self!);
  const value = v.current;
  v.current = next;
  return value;
}

/** CPython 3.11: count_repr */
function count_repr(vm: VM, self: PyObject<Count>): Result {
  const { fast, current } = self.v;
  if (fast !== null) return vm.newStr(`count(${fast === MAX ? "<NULL>" : fast})`);
  return thenBorrowed(vm, repr(vm, current!), addStep, self);
}

function addStep(vm: VM, text: PyObject, self: PyObject | null): Result {
  const { step } = self!.v as Count;
  if (isInt(step) && step.v === 1) return wrapText(vm, text, "");
  const r = then(vm, repr(vm, step), joinStep, text);
  vm.counts.decref(text);
  return r;
}

function joinStep(vm: VM, stepText: PyObject, text: PyObject | null): Result {
  return dropAfter(vm, wrapText(vm, newRef(text!), `, ${stepText.v}`), stepText);
}

function wrapText(vm: VM, text: PyObject, rest: string): Result {
  const r = vm.newStr(`count(${text.v}${rest})`);
  vm.counts.decref(text);
  return r;
}

/** CPython 3.11: count_reduce */
function count_reduce(vm: VM, self: PyObject<Count>): Result {
  const { fast, current, step } = self.v;
  const args = fast === null ? vm.newTuple([newRef(current!), newRef(step)]) : vm.newTuple([newIntFromValue(vm, fast)]);
  return vm.newTuple([newRef(self.type.object), args]);
}

/** CPython 3.11: Modules/itertoolsmodule.c count_type */
export const countSpec: TypeSpec = {
  name: "itertools.count",
  layout: recordLayout<Count>({ references: (v) => [v.current, v.step] }),
  flags: TPFLAGS_BASETYPE,
  doc: "count(start=0, step=1)\n--\n\nNumbers from start on, each larger than the one before by step, without end.",
  slots: { tp_new: count_new, tp_iter: selfIter, tp_iternext: count_next, tp_repr: count_repr },
  methods: [method("__reduce__", "($self, /)", count_reduce, { doc: reduceDoc })],
};

// --- repeat -------------------------------------------------------------------------------------------------------------------

/** The payload of a repeat. */
class Repeat {
  element: PyObject;
  /** How many are left; -1: no end. */
  left: number;

  constructor(element: PyObject, left: number) {
    this.element = element;
    this.left = left;
  }
}

/** CPython 3.11: Modules/itertoolsmodule.c repeat_new */
function repeat_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const values = spread(vm, "repeat", parseSignature("(object, times=0)"), args, positional, kwnames);
  if (values === null) return null;
  const [element, times] = values as [PyObject, PyObject | null];
  if (times === null) return alloc(vm, type, new Repeat(newRef(element), -1));
  return then(vm, numberIndex(vm, times), makeRepeat, type.object, element);
}

function makeRepeat(vm: VM, times: PyObject, type: PyObject | null, element: PyObject | null): Result {
  const n = takeSsize(vm, times);
  if (n === null) return null;
  return alloc(vm, type!.v as PyType, new Repeat(newRef(element!), Math.max(n, 0)));
}

/** CPython 3.11: repeat_next */
function repeat_next(_vm: VM, self: PyObject<Repeat>): Result {
  const v = self.v;
  if (v.left === 0) return STOP;
  if (v.left > 0) {
    touchPayload(self);
    v.left--;
  }
  return newRef(v.element);
}

/** CPython 3.11: repeat_repr */
function repeat_repr(vm: VM, self: PyObject<Repeat>): Result {
  return thenBorrowed(vm, repr(vm, self.v.element), repeatText, self);
}

function repeatText(vm: VM, text: PyObject, self: PyObject | null): Result {
  const { left } = self!.v as Repeat;
  const r = vm.newStr(left === -1 ? `repeat(${text.v})` : `repeat(${text.v}, ${left})`);
  vm.counts.decref(text);
  return r;
}

/** CPython 3.11: repeat_reduce */
function repeat_reduce(vm: VM, self: PyObject<Repeat>): Result {
  const { element, left } = self.v;
  const args = left === -1 ? [newRef(element)] : [newRef(element), vm.newInt(left)];
  return vm.newTuple([newRef(self.type.object), vm.newTuple(args)]);
}

/** CPython 3.11: repeat_len */
function repeat_length_hint(vm: VM, self: PyObject<Repeat>): Result {
  if (self.v.left === -1) return vm.raise(vm.T.TypeError, "len() of unsized object");
  return vm.newInt(self.v.left);
}

/** CPython 3.11: Modules/itertoolsmodule.c repeat_type */
export const repeatSpec: TypeSpec = {
  name: "itertools.repeat",
  layout: recordLayout<Repeat>({ references: (v) => [v.element] }),
  flags: TPFLAGS_BASETYPE,
  doc: "repeat(object [,times]) -> the same object, so many times or without end.",
  slots: { tp_new: repeat_new, tp_iter: selfIter, tp_iternext: repeat_next, tp_repr: repeat_repr },
  methods: [
    method("__length_hint__", "($self, /)", repeat_length_hint, { doc: lengthHintDoc }),
    ...iteratorMethods(null, repeat_reduce, null),
  ],
};
