import type { VM } from "../../interpreter.ts";
import { type PyType, TPFLAGS_BASETYPE } from "../../object.ts";
import { isSubtype } from "./mro.ts";

/** The base whose layout the new type extends, or null with TypeError. CPython 3.11: best_base */
export function bestBase(vm: VM, bases: readonly PyType[]): PyType | null {
  let winner: PyType | null = null;
  let base: PyType | null = null;
  for (const b of bases) {
    if ((b.flags & TPFLAGS_BASETYPE) === 0) return vm.raise(vm.T.TypeError, `type '${b.name}' is not an acceptable base type`);
    const candidate = solidBaseOf(b);
    if (winner === null || isSubtype(candidate, winner)) {
      if (winner !== candidate) base = b;
      winner = candidate;
    } else if (!isSubtype(winner, candidate)) return vm.raise(vm.T.TypeError, "multiple bases have instance lay-out conflict");
  }
  return base;
}

/** The nearest base that adds to the layout: a built-in payload, or slots. CPython 3.11: solid_base */
export function solidBaseOf(type: PyType): PyType {
  return type.solidBase;
}
