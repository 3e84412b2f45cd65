import { newRef } from "@vivarium/heap";
import { CALLING } from "../eval/arguments.ts";
import { enterCall, leaveCall } from "../eval/c-calls.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { sequenceList } from "../objects/list/list.ts";
import { list_sort } from "../objects/list/sort.ts";

/** CPython 3.11: Python/bltinmodule.c builtin_sorted */
export function builtin_sorted(
  vm: VM,
  _module: PyObject,
  iterable: PyObject,
  key: PyObject | null,
  reverse: PyObject | null,
): Result {
  return thenBorrowed(vm, sequenceList(vm, iterable), sortCollected, key, reverse);
}

function sortCollected(vm: VM, list: PyObject, key: PyObject | null, reverse: PyObject | null): Result {
  // CPython calls the list's method for it.
  const r = enterCall(vm, CALLING) ? leaveCall(vm, then(vm, list_sort(vm, list, key, reverse), giveList, list)) : null;
  vm.counts.decref(list);
  return r;
}

function giveList(vm: VM, none: PyObject, list: PyObject | null): Result {
  vm.counts.decref(none);
  return newRef(list!);
}
