import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type PyType, type Result, recordLayout, TPFLAGS_BASETYPE } from "../../object.ts";
import { dictEntries, dictSet } from "../../objects/dict/dict.ts";
import { raiseKeyError } from "../../objects/exceptions/raise.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { Py_EQ, Py_NE } from "../../protocol/compare.ts";
import { getIter } from "../../protocol/iterator.ts";
import { truth } from "../../protocol/truth.ts";
import { decimalState, SIGNALS, type SignalBits } from "./state.ts";

type Self = PyObject<SignalBits>;

const BAD_SIGNAL =
  "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

function keyError(vm: VM, message: string): null {
  const text = vm.newStr(message);
  raiseKeyError(vm, text);
  vm.counts.decref(text);
  return null;
}

/** The flag of an exception class; null with KeyError. CPython 3.11: exception_as_flag */
export function flagOf(vm: VM, o: PyObject): number | null {
  const { exceptions } = decimalState(vm);
  const signal = SIGNALS.find((s) => exceptions.get(s.name) === o);
  return signal?.flag ?? keyError(vm, BAD_SIGNAL);
}

export function isSignalDict(vm: VM, o: PyObject): o is Self {
  const { signalDictType } = decimalState(vm);
  return signalDictType !== null && o.type.mro.includes(signalDictType.v);
}

/** The bits of a list of signals; null with an error. CPython 3.11: list_as_flags */
function bitsOfList(vm: VM, list: PyObject): number | null {
  if (!list.type.mro.includes(vm.T.list)) return vm.raise(vm.T.TypeError, "argument must be a signal dict");
  let bits = 0;
  for (const o of list.v as PyObject[]) {
    const flag = flagOf(vm, o);
    if (flag === null) return null;
    bits |= flag;
  }
  return bits;
}

/** The bits of a dict with all signals; null with an error. CPython 3.11: dict_as_flags */
function bitsOfDict(vm: VM, dict: PyObject, error: "KeyError" | "ValueError"): number | null {
  const entries = dictEntries(dict);
  if (entries.length !== SIGNALS.length)
    return error === "KeyError" ? keyError(vm, "invalid signal dict") : vm.raise(vm.T.ValueError, "invalid signal dict");
  let bits = 0;
  for (const [key, value] of entries) {
    const flag = flagOf(vm, key);
    if (flag === null) return null;
    if (value === vm.true_ || (typeof value.v === "number" && value.v !== 0)) bits |= flag;
  }
  return bits;
}

/** What `flags` and `traps` of a context may be set to, as bits; null with an error. CPython 3.11: context_settraps_dict, context_settraps_list */
export function bitsOf(vm: VM, o: PyObject): number | null {
  if (isSignalDict(vm, o)) return o.v.bits;
  if (o.type.mro.includes(vm.T.dict)) return bitsOfDict(vm, o, "KeyError");
  return bitsOfList(vm, o);
}

/** The classes of the signals that are set, in order; new references. CPython 3.11: flags_as_list's signals */
export function signalsSet(vm: VM, bits: number): PyObject[] {
  const { exceptions } = decimalState(vm);
  return SIGNALS.filter((s) => (bits & s.flag) !== 0).map((s) => newRef(exceptions.get(s.name)!));
}

/** CPython 3.11: signaldict_repr */
function signaldict_repr(vm: VM, self: Self): Result {
  const entries = SIGNALS.map((s) => `<class 'decimal.${s.name}'>:${(self.v.bits & s.flag) !== 0 ? "True" : "False"}`);
  return vm.newStr(`{${entries.join(", ")}}`);
}

/** CPython 3.11: signaldict_richcompare */
function signaldict_richcompare(vm: VM, self: Self, other: PyObject, op: number): Result {
  if (op !== Py_EQ && op !== Py_NE) return vm.newNotImplemented();
  let bits: number | null;
  if (isSignalDict(vm, other)) bits = other.v.bits;
  else if (other.type.mro.includes(vm.T.dict)) bits = bitsOfDict(vm, other, "ValueError");
  else return vm.newNotImplemented();
  return bits === null ? null : vm.newBool((bits === self.v.bits) === (op === Py_EQ));
}

function signaldict_setitem(vm: VM, self: Self, key: PyObject, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.ValueError, "signal keys cannot be deleted");
  const flag = flagOf(vm, key);
  return flag === null ? null : andThen(vm, truth(vm, value), setFlag, self, null, null, flag);
}

function setFlag(vm: VM, on: PyObject, self: PyObject | null, _b: PyObject | null, _c: PyObject | null, flag: number): Result {
  vm.counts.decref(on);
  touchPayload(self!);
  const v = (self as Self).v;
  v.bits = on === vm.true_ ? v.bits | flag : v.bits & ~flag;
  return OK;
}

function signaldict_iter(vm: VM): Result {
  const keys = vm.newTuple(signalsSet(vm, -1));
  const r = getIter(vm, keys);
  vm.counts.decref(keys);
  return r;
}

function signaldict_copy(vm: VM, self: Self): Result {
  const dict = vm.newDict();
  const { exceptions } = decimalState(vm);
  for (const s of SIGNALS) dictSet(vm, dict, exceptions.get(s.name)!, (self.v.bits & s.flag) !== 0 ? vm.true_ : vm.false_);
  return dict;
}

function signaldict_getitem(vm: VM, self: Self, key: PyObject): Result {
  const flag = flagOf(vm, key);
  return flag === null ? null : vm.newBool((self.v.bits & flag) !== 0);
}

/** CPython 3.11: Modules/_decimal/_decimal.c PyDecSignalDictMixin_Type */
export const signalDictSpec: TypeSpec = {
  name: "decimal.SignalDictMixin",
  layout: recordLayout<SignalBits>({ references: () => [], container: false }),
  flags: TPFLAGS_BASETYPE,
  slots: {
    tp_new: (vm, type: PyType) => newSignalDictOf(vm, type),
    tp_repr: signaldict_repr,
    tp_richcompare: signaldict_richcompare,
    tp_iter: signaldict_iter,
    mp_length: (vm) => vm.newInt(SIGNALS.length),
    mp_subscript: signaldict_getitem,
    mp_ass_subscript: signaldict_setitem,
  },
  methods: [method("copy", "($self, /)", signaldict_copy)],
};

function newSignalDictOf(vm: VM, _type: PyType): Result {
  return vm.raise(vm.T.ValueError, "invalid signal dict");
}
