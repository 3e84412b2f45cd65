import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, TPFLAGS_LONG_SUBCLASS } from "../../object.ts";
import { type IntValue, MAX_BITS } from "./arithmetic.ts";

/** An int or an instance of a subclass (bool too). */
export function isInt(o: PyObject): boolean {
  return (o.type.flags & TPFLAGS_LONG_SUBCLASS) !== 0;
}

/** An exact int with a canonical value. */
export function newIntFromValue(vm: VM, value: IntValue): PyObject<IntValue> {
  return typeof value === "number" ? vm.newInt(value) : (alloc(vm, vm.T.int, value) as PyObject<IntValue>);
}

/** The payload of an int; its form is canonical. */
export function intValue(o: PyObject): IntValue {
  return o.v as IntValue;
}

/** A value of type `type`, int or a subclass. */
export function allocInt(vm: VM, type: PyType, value: IntValue): PyObject<IntValue> {
  return type === vm.T.int ? newIntFromValue(vm, value) : (alloc(vm, type, value) as PyObject<IntValue>);
}

/** May a result have so many bits? Otherwise null with MemoryError. */
export function checkBits(vm: VM, bits: number): boolean {
  if (bits <= MAX_BITS) return true;
  // NOT CPYTHON: engines end at 2**30 bits, CPython where memory ends.
  vm.raise(vm.T.MemoryError, "");
  return false;
}
