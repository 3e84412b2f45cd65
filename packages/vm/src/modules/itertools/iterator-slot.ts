import { orElse } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result, UnaryOp } from "../../object.ts";
import { stopIterationToStop } from "../../objects/type/slot-adapters.ts";

/**
 * A `tp_iternext` that calls functions of the user: a StopIteration that leaves one of them ends the iteration, as it does wherever C code returns NULL with it.
 */
export function iteratorSlot(next: UnaryOp): UnaryOp {
  return (vm: VM, self: PyObject): Result => orElse(vm, next(vm, self), stopIterationToStop);
}
