import { callArgumentsError } from "../../eval/argument-errors.ts";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  type BinaryOp,
  type IndexOp,
  OK,
  type PyObject,
  type PyType,
  type Result,
  type SlotName,
  type TernaryOp,
} from "../../object.ts";
import { raiseStopIteration } from "../../protocol/iterator.ts";
import { asIndexNumber } from "../../protocol/number.ts";
import type { SlotDefinition } from "./slot-table.ts";

/** The payload of a slot wrapper (`int.__add__`): CPython's PyWrapperDescrObject. */
export interface SlotWrapper {
  readonly slot: SlotName;
  readonly definition: SlotDefinition;
  /** The slot function itself. */
  readonly fn: (...args: any[]) => Result;
  /** The type whose slot it is, borrowed. */
  readonly owner: PyType;
}

type Arguments = readonly PyObject[];

function okToNone(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return vm.newNone();
}

/** `args` has `count` arguments (or `count` to `max`), or TypeError. CPython 3.11: check_num_args */
function checkArguments(vm: VM, args: Arguments, min: number, max: number = min): boolean {
  if (args.length >= min && args.length <= max) return true;
  callArgumentsError(vm, "", args.length, min, max);
  return false;
}

/** Calls the slot as the method `definition.name` of `self`. CPython 3.11: Objects/typeobject.c wrap_* */
export function callSlotWrapper(
  vm: VM,
  w: SlotWrapper,
  self: PyObject,
  args: Arguments,
  kwnames: readonly PyObject[] | null,
): Result {
  const { kind, op } = w.definition;
  const fn = w.fn;
  switch (kind) {
    case "init":
      return then(vm, fn(vm, self, args, kwnames), okToNone);
    case "call":
      return fn(vm, self, args, kwnames);
    default:
  }
  if (kwnames !== null && kwnames.length > 0)
    return vm.raise(vm.T.TypeError, `wrapper ${w.definition.name}() takes no keyword arguments`);
  switch (kind) {
    case "unary":
    case "bool":
    case "length":
    case "hash":
    case "iter":
      return checkArguments(vm, args, 0) ? fn(vm, self) : null;
    case "next":
      return checkArguments(vm, args, 0) ? then(vm, fn(vm, self), nextResult, null, null, null, 0, true) : null;
    case "finalize":
      return checkArguments(vm, args, 0) ? then(vm, fn(vm, self), okToNone) : null;
    case "binary-left":
    case "inplace":
    case "concat":
    case "getitem":
    case "contains":
      return checkArguments(vm, args, 1) ? (fn as BinaryOp)(vm, self, args[0]!) : null;
    case "binary-right":
      return checkArguments(vm, args, 1) ? (fn as BinaryOp)(vm, args[0]!, self) : null;
    case "power-left":
      return checkArguments(vm, args, 1, 2) ? (fn as TernaryOp)(vm, self, args[0]!, args[1] ?? vm.none) : null;
    case "inplace-power":
      return checkArguments(vm, args, 1) ? (fn as TernaryOp)(vm, self, args[0]!, vm.none) : null;
    case "power-right":
      return checkArguments(vm, args, 1, 2) ? (fn as TernaryOp)(vm, args[0]!, self, args[1] ?? vm.none) : null;
    case "compare":
      return checkArguments(vm, args, 1) ? fn(vm, self, args[0], op) : null;
    case "getattribute":
    case "getattr":
      return checkArguments(vm, args, 1) && checkName(vm, args[0]!) ? fn(vm, self, args[0]) : null;
    case "setattr":
      if (!checkArguments(vm, args, 2) || !checkSetter(vm, self, fn, "__setattr__") || !checkName(vm, args[0]!)) return null;
      return then(vm, fn(vm, self, args[0], args[1]), okToNone);
    case "setitem":
    case "descr-set":
      return checkArguments(vm, args, 2) ? then(vm, fn(vm, self, args[0], args[1]), okToNone) : null;
    case "delattr":
      if (!checkArguments(vm, args, 1) || !checkSetter(vm, self, fn, "__delattr__") || !checkName(vm, args[0]!)) return null;
      return then(vm, fn(vm, self, args[0], null), okToNone);
    case "delitem":
    case "descr-delete":
      return checkArguments(vm, args, 1) ? then(vm, fn(vm, self, args[0], null), okToNone) : null;
    case "descr-get":
      return wrapDescrGet(vm, fn, self, args);
    case "repeat":
    case "inplace-repeat":
    case "sequence-getitem":
      return checkArguments(vm, args, 1) ? withIndex(vm, fn as IndexOp, self, args[0]!, kind === "sequence-getitem") : null;
    case "sequence-setitem":
    case "sequence-delitem":
      return wrapSequenceSet(vm, fn, self, args, kind === "sequence-setitem");
    default:
      throw new Error(`no wrapper for ${kind}`);
  }
}

function nextResult(vm: VM, value: PyObject): Result {
  return raiseStopIteration(vm, value);
}

function wrapDescrGet(vm: VM, fn: (...args: any[]) => Result, self: PyObject, args: Arguments): Result {
  if (!checkArguments(vm, args, 1, 2)) return null;
  const instance = args[0] === vm.none ? null : args[0]!;
  const owner = args[1] === undefined || args[1] === vm.none ? null : args[1];
  if (instance === null && owner === null) return vm.raise(vm.T.TypeError, "__get__(None, None) is invalid");
  return fn(vm, self, instance, owner);
}

function withIndex(vm: VM, fn: IndexOp, self: PyObject, key: PyObject, wraps: boolean): Result {
  const index = asIndexNumber(vm, key);
  if (index === null || typeof index !== "number") return index as Result;
  return fn(vm, self, wraps ? fromEnd(self, index) : index);
}

/** A negative index counts from the end. CPython 3.11: getindex */
function fromEnd(self: PyObject, index: number): number {
  return index < 0 && Array.isArray(self.v) ? index + self.v.length : index;
}

function wrapSequenceSet(vm: VM, fn: (...args: any[]) => Result, self: PyObject, args: Arguments, set: boolean): Result {
  if (!checkArguments(vm, args, set ? 2 : 1)) return null;
  const index = asIndexNumber(vm, args[0]!);
  if (index === null || typeof index !== "number") return index as Result;
  return then(vm, fn(vm, self, fromEnd(self, index), set ? args[1] : null), okToNone);
}

/** A new slot wrapper object. */
export function newSlotWrapper(vm: VM, owner: PyType, definition: SlotDefinition, fn: SlotWrapper["fn"]): PyObject<SlotWrapper> {
  return alloc(vm, vm.T.wrapper_descriptor, { slot: definition.slot, definition, fn, owner });
}

function checkName(vm: VM, name: PyObject): boolean {
  if (name.type === vm.T.str || name.type.mro.includes(vm.T.str)) return true;
  vm.raise(vm.T.TypeError, `attribute name must be string, not '${name.type.name}'`);
  return false;
}

/** `object.__setattr__` must not get round what a built-in type does instead. CPython 3.11: Objects/typeobject.c hackcheck */
function checkSetter(vm: VM, self: PyObject, fn: unknown, what: string): boolean {
  for (let type: PyType | null = self.type; type !== null; type = type.base) {
    if (type.tp_setattro === fn) return true;
    if (type.heapType) continue;
    vm.raise(vm.T.TypeError, `can't apply this ${what} to ${self.type.name} object`);
    return false;
  }
  return true;
}
