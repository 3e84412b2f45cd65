import { extra } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";

/** `id(o)`: handed out at first asking from a simulated address space. */
export function address(vm: VM, o: PyObject): number {
  const w = extra(o);
  if (w.address === 0) w.address = vm.newAddress();
  return w.address;
}
