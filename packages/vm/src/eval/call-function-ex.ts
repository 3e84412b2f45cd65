import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { functionText } from "../objects/build.ts";
import { dictEntries } from "../objects/dict/dict.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { isSequence } from "../protocol/iterator.ts";
import { callTuple } from "./call.ts";
import { sequenceTuple } from "./iterate.ts";
import { dropAfter, andThenBorrowed as thenBorrowed } from "./native-frame.ts";

/** `callable(*args, **kwargs)`; `kwargs` a dict or null. CPython 3.11: Python/ceval.c CALL_FUNCTION_EX, do_call_core */
export function callFunctionEx(vm: VM, callable: PyObject, args: PyObject, kwargs: PyObject | null): Result {
  if (args.type === vm.T.tuple) return callWith(vm, callable, args.v as PyObject[], kwargs);
  if (args.type.tp_iter === null && !isSequence(vm, args))
    return vm.raise(vm.T.TypeError, `${functionText(vm, callable)} argument after * must be an iterable, not ${args.type.name}`);
  return thenBorrowed(vm, sequenceTuple(vm, args), afterTuple, callable, kwargs);
}

function afterTuple(vm: VM, tuple: PyObject, callable: PyObject | null, kwargs: PyObject | null): Result {
  return dropAfter(vm, callWith(vm, callable!, tuple.v as PyObject[], kwargs), tuple);
}

function callWith(vm: VM, callable: PyObject, args: readonly PyObject[], kwargs: PyObject<DictTable> | null): Result {
  if (kwargs === null || kwargs.v.used === 0) return callTuple(vm, callable, args);
  const entries = dictEntries(kwargs);
  for (const [key] of entries) if (!key.type.mro.includes(vm.T.str)) return vm.raise(vm.T.TypeError, "keywords must be strings");
  return callTuple(
    vm,
    callable,
    [...args, ...entries.map(([, value]) => value)],
    entries.map(([key]) => key),
  );
}
