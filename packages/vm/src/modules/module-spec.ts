import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import type { MethodSpec, TypeSpec } from "../objects/type/type-spec.ts";

/** A native module, as data. CPython's PyModuleDef. */
export interface ModuleSpec {
  readonly name: string;
  readonly doc?: string;
  readonly methods?: readonly MethodSpec[];
  /** Types put into the module under the last part of their name. */
  readonly types?: readonly TypeSpec[];
  /** Adds the rest: `set` takes over the value's reference. */
  readonly init?: (vm: VM, set: (name: string, value: PyObject) => void, module: PyObject) => void;
  /** What needs Python code to run, once the module is made; gives OK. CPython's Py_mod_exec. */
  readonly exec?: (vm: VM, module: PyObject) => Result;
}
