import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, recordLayout } from "../object.ts";
import type { Code } from "./code.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import type { DictTable } from "./dict/table.ts";

/** The payload of a Python function: CPython's PyFunctionObject. All references owned. */
export class FunctionData {
  code: PyObject<Code>;
  globals: PyObject<DictTable>;
  builtins: PyObject<DictTable>;
  name: PyObject<string>;
  qualname: PyObject<string>;
  /** Tuple. */
  defaults: PyObject<PyObject[]> | null = null;
  kwdefaults: PyObject<DictTable> | null = null;
  /** Tuple of cells. */
  closure: PyObject<PyObject[]> | null = null;
  doc: PyObject;
  module: PyObject | null;
  annotations: PyObject | null = null;

  constructor(
    code: PyObject<Code>,
    globals: PyObject<DictTable>,
    builtins: PyObject<DictTable>,
    qualname: PyObject<string>,
    doc: PyObject,
    module: PyObject | null,
  ) {
    this.code = code;
    this.globals = globals;
    this.builtins = builtins;
    this.name = newRef(code.v.name);
    this.qualname = qualname;
    this.doc = doc;
    this.module = module;
  }
}

/** CPython 3.11: Objects/funcobject.c func_dealloc (func_clear) */
export const functionLayout: PayloadLayout<FunctionData> = recordLayout<FunctionData>({
  references: (f) => [
    f.globals,
    f.builtins,
    f.module,
    f.defaults,
    f.kwdefaults,
    f.doc,
    f.closure,
    f.annotations,
    f.code,
    f.name,
    f.qualname,
  ],
  clear: (f) => {
    const refs = [f.module, f.defaults, f.kwdefaults, f.closure, f.annotations];
    f.module = null;
    f.defaults = null;
    f.kwdefaults = null;
    f.closure = null;
    f.annotations = null;
    return refs;
  },
});

/** A function of `code` over `globals`; both borrowed. CPython 3.11: Objects/funcobject.c PyFunction_NewWithQualName */
export function newFunction(
  vm: VM,
  code: PyObject<Code>,
  globals: PyObject<DictTable>,
  qualname: PyObject<string>,
): PyObject<FunctionData> {
  const consts = code.v.consts;
  const first = consts[0];
  const doc = first !== undefined && first.type === vm.T.str ? newRef(first) : vm.newNone();
  const module = dictGetStringBorrowed(vm, globals, "__name__");
  const data = new FunctionData(
    newRef(code),
    newRef(globals),
    newRef(builtinsOf(vm, globals)),
    newRef(qualname),
    doc,
    module === null ? null : newRef(module),
  );
  return alloc(vm, vm.T.function, data);
}

/** The builtins that code with these globals sees, borrowed. CPython 3.11: Objects/frameobject.c _PyEval_BuiltinsFromGlobals */
export function builtinsOf(vm: VM, globals: PyObject<DictTable>): PyObject<DictTable> {
  const b = dictGetStringBorrowed(vm, globals, "__builtins__");
  if (b === null) return vm.builtins;
  if (b.type === vm.T.module) return b.w!.dict as PyObject<DictTable>;
  return b as PyObject<DictTable>;
}
