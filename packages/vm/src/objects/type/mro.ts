import type { VM } from "../../interpreter.ts";
import type { PyObject, PyType } from "../../object.ts";

/** CPython 3.11: Objects/typeobject.c PyType_IsSubtype */
export function isSubtype(a: PyType, b: PyType): boolean {
  return a === b || a.mro.includes(b);
}

/** The type record of a type object. */
export function typeOf(o: PyObject): PyType {
  return o.v as PyType;
}

/** Is `o` a type object. */
export function isType(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.type || isSubtype(o.type, vm.T.type);
}

/**
 * The C3 linearization of `type` over `bases`, or null with TypeError. CPython 3.11: Objects/typeobject.c mro_implementation, pmerge
 */
export function computeMro(vm: VM, type: PyType, bases: readonly PyType[]): PyType[] | null {
  for (let i = 0; i < bases.length; i++)
    for (let j = i + 1; j < bases.length; j++)
      if (bases[i] === bases[j]) return vm.raise(vm.T.TypeError, `duplicate base class ${bases[i]!.name}`);
  const lists = [...bases.map((b) => b.mro.slice()), bases.slice()];
  const result = [type];
  for (;;) {
    const open = lists.filter((l) => l.length > 0);
    if (open.length === 0) return result;
    const next = open.map((l) => l[0]!).find((c) => !open.some((l) => l.indexOf(c) > 0));
    if (next === undefined) {
      const names = [...new Set(open.map((l) => l[0]!.name))].join(", ");
      return vm.raise(vm.T.TypeError, `Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
    }
    result.push(next);
    for (const l of open) if (l[0] === next) l.shift();
  }
}
