import type { Root } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import { PyType } from "../object.ts";

type Visitor = (o: PyObject, label?: string) => void;

/** State of a native module that says which references it owns. Of any other, each that stands in a field or in an array in a field is owned. */
interface Traversable {
  traverse(visit: (child: PyObject) => void): void;
}

/**
 * Everything outside the heap that owns references, each reference visited once. Interned strings are not there: the table borrows them, unless they
 * are static.
 */
export function vmRoots(vm: VM): Root<PyObject>[] {
  return [
    { name: "singletons", visit: (visitor) => visitSingletons(vm, visitor) },
    { name: "types", visit: (visitor) => visitTypes(vm, visitor) },
    { name: "interpreter", visit: (visitor) => visitInterpreter(vm, visitor) },
    ...[...vm.moduleState].map(([name, state]) => ({
      name: `state of ${name}`,
      visit: (visitor: Visitor) => visitState(state, visitor),
    })),
    ...vm.threads.map((thread) => ({
      name: `thread ${thread.id}`,
      visit: (visitor: Visitor) => thread.traverse((o) => visitor(o)),
    })),
  ];
}

/** The references that static objects are born with; see `VM.makeStatic`. The VM's own reference to one is part of them. */
function visitSingletons(vm: VM, visitor: Visitor): void {
  visitor(vm.none, "None");
  visitor(vm.notImplemented, "NotImplemented");
  visitor(vm.ellipsis, "Ellipsis");
  visitor(vm.true_, "True");
  visitor(vm.false_, "False");
}

function visitTypes(vm: VM, visitor: Visitor): void {
  for (const [name, type] of Object.entries(vm.T)) if (type !== null) visitor((type as PyType).object, name);
  for (const [spec, type] of vm.moduleTypes) if (!ownedElsewhere(vm, type)) visitor(type.object, spec.name);
}

/** A module may put a type it made into `vm.T` too: one reference, one visitor. */
function ownedElsewhere(vm: VM, type: PyType): boolean {
  return (vm.T as unknown as Record<string, PyType>)[type.name] === type;
}

function visitInterpreter(vm: VM, visitor: Visitor): void {
  visitor(vm.builtins, "builtins");
  visitor(vm.modules, "sys.modules");
  if (vm.builtinsModule !== null) visitor(vm.builtinsModule, "builtins module");
  if (vm.sysDict !== undefined) visitor(vm.sysDict, "sys.__dict__");
  if (vm.gc.callbacks !== null) visitor(vm.gc.callbacks, "gc.callbacks");
  if (vm.gc.garbage !== null) visitor(vm.gc.garbage, "gc.garbage");
}

function visitState(state: unknown, visitor: Visitor): void {
  if (isObject(state)) visitor(state);
  else if (state instanceof PyType) {
    // A type without an object of its own is for payloads that Python never sees.
    if (state.object !== undefined) visitor(state.object);
  } else if (typeof state !== "object" || state === null) return;
  else if (typeof (state as Partial<Traversable>).traverse === "function") (state as Traversable).traverse((o) => visitor(o));
  else
    for (const [name, value] of Object.entries(state))
      for (const item of Array.isArray(value) ? value : [value]) if (isObject(item)) visitor(item, name);
}

function isObject(value: unknown): value is PyObject {
  return typeof value === "object" && value !== null && "rc" in value && "gci" in value;
}
