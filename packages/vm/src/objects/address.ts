import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";

/** `id(o)`: handed out at first asking from a simulated address space. */
export function address(vm: VM, o: PyObject): number {
  return vm.addresses.addressOf(o, sizeOf(o), o.type.container ? 16 : 0);
}

/** Bytes that CPython would take for an object of this kind, as far as its place in memory goes. */
export function sizeOf(o: PyObject): number {
  if (Array.isArray(o.v)) return o.type.name === "tuple" ? 24 + 8 * o.v.length : 40;
  if (typeof o.v === "string") return 49 + o.v.length;
  return typeof o.v === "number" ? 28 : 56;
}
