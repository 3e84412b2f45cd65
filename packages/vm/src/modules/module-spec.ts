import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
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
}
