import { incref } from "@vivarium/heap";
import { sequenceFast } from "../../eval/iterate.ts";
import { dropAfter, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { isSequence } from "../../protocol/iterator.ts";
import { concatBytes, makeLike } from "./sequence.ts";

/** CPython 3.11: Objects/stringlib/join.h stringlib_bytes_join */
export function bytes_join(vm: VM, self: PyObject, iterable: PyObject): Result {
  if (iterable.type.tp_iter === null && !isSequence(vm, iterable)) return vm.raise(vm.T.TypeError, "can only join an iterable");
  return thenBorrowed(vm, sequenceFast(vm, iterable), joinItems, self);
}

function joinItems(vm: VM, items: PyObject, self: PyObject | null): Result {
  const parts: Uint8Array[] = [];
  const list = items.v as PyObject[];
  const separator = self!.v as Uint8Array;
  for (let i = 0; i < list.length; i++) {
    const item = list[i]!;
    if (!hasBuffer(item)) {
      const message = `sequence item ${i}: expected a bytes-like object, ${item.type.name} found`;
      vm.counts.decref(items);
      return vm.raise(vm.T.TypeError, message);
    }
    const view = bytesView(vm, item);
    if (view === null) {
      vm.counts.decref(items);
      return null;
    }
    if (i > 0 && separator.length > 0) parts.push(separator);
    parts.push(view);
  }
  const only = list[0];
  if (list.length === 1 && only!.type === vm.T.bytes && self!.type === vm.T.bytes) {
    incref(only!);
    vm.counts.decref(items);
    return only!;
  }
  return dropAfter(vm, makeLike(vm, self!, concatBytes(parts)), items);
}
