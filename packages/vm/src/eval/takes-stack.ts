import type { VM } from "../interpreter.ts";
import { type PyObject, TPFLAGS_TYPE_SUBCLASS } from "../object.ts";
import type { BuiltinFunction, MethodDescriptor } from "../objects/descriptors.ts";

/** Types whose instances are called with arguments on a stack (Py_TPFLAGS_HAVE_VECTORCALL of 3.11), besides built-in functions. */
const instances: ReadonlySet<string> = new Set([
  "function",
  "method",
  "types.GenericAlias",
  "types.UnionType",
  "weakref.ReferenceType",
  "functools.partial",
  "operator.attrgetter",
  "operator.itemgetter",
]);

/** Classes that are (`tp_vectorcall` of 3.11). */
const classes: ReadonlySet<string> = new Set([
  "bool",
  "dict",
  "enumerate",
  "filter",
  "float",
  "frozenset",
  "list",
  "map",
  "range",
  "reversed",
  "set",
  "super",
  "tuple",
]);

/** Does a call of `callable` leave its arguments where they are. If not, they are packed into a tuple, which holds them as long as the call lasts. */
export function takesStack(vm: VM, callable: PyObject): boolean {
  const { type } = callable;
  if (type === vm.T.builtin_function_or_method) {
    const { spec } = callable.v as BuiltinFunction;
    return spec === null || !spec.convention.startsWith("METH_VARARGS");
  }
  if (type === vm.T.method_descriptor) return !(callable.v as MethodDescriptor).spec.convention.startsWith("METH_VARARGS");
  if ((type.flags & TPFLAGS_TYPE_SUBCLASS) !== 0) {
    const { heapType, name } = callable.v as { heapType: boolean; name: string };
    return !heapType && classes.has(name);
  }
  return instances.has(type.name);
}
