import { incref, newRef } from "@vivarium/heap";
import { callWithSignature } from "../eval/arguments.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, PyType, type Result, recordLayout } from "../object.ts";
import { isSubtype } from "./type/mro.ts";
import type { GetSetSpec, MethodSpec } from "./type/type-spec.ts";

type Keywordnames = readonly PyObject[] | null;

/** The payload of a built-in function or bound built-in method: CPython's PyCFunctionObject. */
export class BuiltinFunction {
  readonly name: string;
  /** null for a `__new__` and the like, which have a `call` of their own. */
  readonly spec: MethodSpec | null;
  readonly custom: ((vm: VM, args: readonly PyObject[], kwnames: Keywordnames) => Result) | null;
  /** What it is bound to, owned: the module for a module's function. */
  self: PyObject | null;
  /** `__module__`, owned. */
  module: PyObject | null;
  /** The type whose method it is; null for a module's function. */
  readonly owner: PyType | null;

  constructor(
    name: string,
    spec: MethodSpec | null,
    custom: BuiltinFunction["custom"],
    self: PyObject | null,
    module: PyObject | null,
    owner: PyType | null,
  ) {
    this.name = name;
    this.spec = spec;
    this.custom = custom;
    this.self = self;
    this.module = module;
    this.owner = owner;
  }

  call(vm: VM, args: readonly PyObject[], kwnames: Keywordnames): Result {
    if (this.custom !== null) return this.custom(vm, args, kwnames);
    return callWithSignature(vm, this.spec!, () => this.text(), this.self as PyObject, args, kwnames);
  }

  /** The class whose method it shows as: that of the object it is bound to, or the object itself when it is a class. */
  private boundTypeName(): string | null {
    const self = this.self;
    if (self === null) return null;
    const type = self.v instanceof PyType ? (self.v as PyType) : self.type;
    return type.qualname?.v ?? type.name;
  }

  /** CPython 3.11: Objects/object.c _PyObject_FunctionStr */
  text(): string {
    if (this.owner !== null) return `${this.boundTypeName() ?? lastPart(this.owner.name)}.${this.name}()`;
    const module = this.module?.v as string | undefined;
    return module === undefined || module === "builtins" ? `${this.name}()` : `${module}.${this.name}()`;
  }
}

/** `__qualname__` of a native type. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

export const builtinFunctionLayout: PayloadLayout<BuiltinFunction> = recordLayout<BuiltinFunction>({
  references: (f) => [f.self, f.module],
});

/** A function of a module. Takes over nothing. */
export function newBuiltinFunction(
  vm: VM,
  spec: MethodSpec,
  self: PyObject | null,
  module: PyObject<string> | null,
): PyObject<BuiltinFunction> {
  return alloc(
    vm,
    vm.T.builtin_function_or_method,
    new BuiltinFunction(
      spec.name,
      spec,
      null,
      self === null ? null : newRef(self),
      module === null ? null : newRef(module),
      null,
    ),
  );
}

/** A built-in method bound to `self`. */
export function newBoundBuiltin(vm: VM, spec: MethodSpec, self: PyObject, owner: PyType): PyObject<BuiltinFunction> {
  return alloc(vm, vm.T.builtin_function_or_method, new BuiltinFunction(spec.name, spec, null, newRef(self), null, owner));
}

/** A built-in with a way of its own to take arguments (`__new__`). */
export function newStaticBuiltin(
  vm: VM,
  f: { name: string; call: BuiltinFunction["custom"]; self: PyObject; type: PyType },
): PyObject<BuiltinFunction> {
  return alloc(vm, vm.T.builtin_function_or_method, new BuiltinFunction(f.name, null, f.call, newRef(f.self), null, f.type));
}

/** The payload of a method descriptor (`list.append`): CPython's PyMethodDescrObject. Its type is borrowed: static types do not die. */
export interface MethodDescriptor {
  readonly spec: MethodSpec;
  readonly owner: PyType;
}

/** What goes into a type's dict for a method: an unbound method, a class method or a static one. */
export function newMethodDescriptor(vm: VM, owner: PyType, spec: MethodSpec): PyObject {
  if (spec.binding === "static") {
    const f = alloc(
      vm,
      vm.T.builtin_function_or_method,
      new BuiltinFunction(spec.name, spec, null, newRef(owner.object), null, owner),
    );
    return alloc(vm, vm.T.staticmethod, { callable: f as PyObject });
  }
  const type = spec.binding === "class" ? vm.T.classmethod_descriptor : vm.T.method_descriptor;
  return alloc<MethodDescriptor>(vm, type, { spec, owner });
}

/** Calls an unbound method: the first argument is checked to be one of its type's. CPython 3.11: Objects/descrobject.c method_vectorcall_* */
export function callMethodDescriptorObject(
  vm: VM,
  d: MethodDescriptor,
  args: readonly PyObject[],
  kwnames: Keywordnames,
): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const text = `${lastPart(d.owner.name)}.${d.spec.name}`;
  if (positional < 1) return vm.raise(vm.T.TypeError, `unbound method ${text}() needs an argument`);
  const self = args[0]!;
  if (!isSubtype(self.type, d.owner))
    return vm.raise(
      vm.T.TypeError,
      `descriptor '${d.spec.name}' for '${d.owner.name}' objects doesn't apply to a '${self.type.name}' object`,
    );
  return callWithSignature(vm, d.spec, () => `${text}()`, self, args.slice(1), kwnames);
}

/** The payload of a getset or member descriptor. */
export interface GetSetDescriptor {
  readonly spec: GetSetSpec;
  readonly owner: PyType;
}

export function newGetSet(vm: VM, owner: PyType, spec: GetSetSpec): PyObject<GetSetDescriptor> {
  if (owner.heapType) incref(owner.object);
  return alloc(vm, spec.member === true ? vm.T.member_descriptor : vm.T.getset_descriptor, { spec, owner });
}

/** CPython 3.11: Objects/descrobject.c getset_get, member_get */
export function getSetGet(vm: VM, descr: PyObject, instance: PyObject | null): Result {
  if (instance === null) return newRef(descr);
  const { spec, owner } = descr.v as GetSetDescriptor;
  if (!isSubtype(instance.type, owner))
    return vm.raise(
      vm.T.TypeError,
      `descriptor '${spec.name}' for '${owner.name}' objects doesn't apply to a '${instance.type.name}' object`,
    );
  return spec.get(vm, instance);
}

/** CPython 3.11: Objects/descrobject.c getset_set, member_set */
export function getSetSet(vm: VM, descr: PyObject, instance: PyObject, value: PyObject | null): Result {
  const { spec, owner } = descr.v as GetSetDescriptor;
  if (!isSubtype(instance.type, owner))
    return vm.raise(
      vm.T.TypeError,
      `descriptor '${spec.name}' for '${owner.name}' objects doesn't apply to a '${instance.type.name}' object`,
    );
  if (spec.set === undefined) {
    if (spec.member === true) return vm.raise(vm.T.AttributeError, "readonly attribute");
    return vm.raise(vm.T.AttributeError, `attribute '${spec.name}' of '${owner.name}' objects is not writable`);
  }
  return spec.set(vm, instance, value);
}
