import {
  type AuditOptions,
  type AuditReport,
  audit,
  type GraphOptions,
  graphOf,
  type HeapGraph,
  stateHash,
} from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import { STATIC_REFCOUNT } from "../objects/static-objects.ts";
import { vmRoots } from "./roots.ts";

/** Recomputes every count of an interpreter, which must be stopped between two instructions; changes nothing. See `audit` of the heap. */
export function auditVM(vm: VM, options: AuditOptions<PyObject> = {}): AuditReport<PyObject> {
  const statics = new Set<PyObject>(staticObjects(vm));
  return audit(vmRoots(vm), vm, { baseCount: (o) => (statics.has(o) ? STATIC_REFCOUNT : 0), ...options });
}

/** The objects that CPython has in its data segment. */
export function staticObjects(vm: VM): PyObject[] {
  return [
    ...vm.smallInts,
    ...vm.latin1,
    ...vm.bytesCharacters,
    vm.emptyStr,
    vm.emptyTuple,
    vm.emptyBytes,
    ...vm.staticNames.values(),
  ];
}

/** Who holds whom, as nodes and edges. */
export function graphOfVM(vm: VM, options: GraphOptions<PyObject> = {}): HeapGraph {
  return graphOf(vmRoots(vm), vm, options);
}

/** Sixteen hexadecimal digits for everything that can be told apart in an interpreter. */
export function stateHashOfVM(vm: VM): string {
  return stateHash(vmRoots(vm), vm, vm.singletons);
}
