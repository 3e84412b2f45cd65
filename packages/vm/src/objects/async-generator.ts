import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, recordLayout } from "../object.ts";

/** The payload of a value that an asynchronous generator yielded, wrapped so that it can be told from what it awaits. */
export interface WrappedValue {
  value: PyObject;
}

export const wrappedValueLayout: PayloadLayout<WrappedValue> = recordLayout<WrappedValue>({ references: (w) => [w.value] });

/** Takes over the value. CPython 3.11: Objects/genobject.c _PyAsyncGenValueWrapperNew */
export function asyncGenWrapValue(vm: VM, value: PyObject): PyObject<WrappedValue> {
  return alloc(vm, vm.T.async_generator_wrapped_value, { value });
}

/** The payload of the awaitable that `asend` and `__anext__` give. */
export interface ASendData {
  generator: PyObject;
  sent: PyObject | null;
  state: "init" | "iter" | "closed";
}

export const asendLayout: PayloadLayout<ASendData> = recordLayout<ASendData>({ references: (a) => [a.generator, a.sent] });

/** CPython 3.11: Objects/genobject.c async_gen_asend_new; both borrowed. */
export function newAsyncGenASend(vm: VM, generator: PyObject, sent: PyObject | null): PyObject<ASendData> {
  return alloc(vm, vm.T.async_generator_asend, { generator: newRef(generator), sent: sent === null ? null : newRef(sent), state: "init" });
}
