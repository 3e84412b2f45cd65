import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { Code } from "./code.ts";
import { dictSetString, newDict } from "./dict/dict.ts";
import type { DictTable } from "./dict/table.ts";
import { newFunction } from "./function.ts";

/** MAKE_FUNCTION: takes over everything but `code` and `globals`. */
export function makeFunction(
  vm: VM,
  code: PyObject<Code>,
  globals: PyObject<DictTable>,
  closure: PyObject | null,
  annotations: PyObject | null,
  kwdefaults: PyObject | null,
  defaults: PyObject | null,
): PyObject {
  const f = newFunction(vm, code, globals, code.v.qualname);
  f.v.closure = closure;
  f.v.kwdefaults = kwdefaults as PyObject<DictTable> | null;
  f.v.defaults = defaults;
  if (annotations !== null) f.v.annotations = annotationsDict(vm, annotations);
  return f;
}

/** Annotations are compiled to a tuple of names and values. CPython 3.11: Objects/funcobject.c func_get_annotation_dict */
function annotationsDict(vm: VM, annotations: PyObject): PyObject {
  if (annotations.type !== vm.T.tuple) return annotations;
  const dict = newDict(vm);
  const items = annotations.v as PyObject[];
  for (let i = 0; i < items.length; i += 2) dictSetString(vm, dict, items[i]! as PyObject<string>, items[i + 1]!);
  vm.counts.decref(annotations);
  return dict;
}
