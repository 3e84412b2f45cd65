import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";

/** `bool(o)`: True or False. CPython 3.11: Objects/object.c PyObject_IsTrue */
export function truth(vm: VM, o: PyObject): Result {
  if (o === vm.true_) return vm.newBool(true);
  if (o === vm.false_ || o === vm.none) return vm.newBool(false);
  const type = o.type;
  if (type.nb_bool !== null) return type.nb_bool(vm, o);
  const length = type.mp_length ?? type.sq_length;
  if (length === null) return vm.newBool(true);
  return then(vm, length(vm, o), notZero);
}

/** The truth of an exact built-in value that tells by itself: 1, 0; -1 for any other. */
export function plainTruth(vm: VM, o: PyObject): number {
  const T = vm.T;
  const type = o.type;
  if (type === T.int) return o.v === 0 ? 0 : 1;
  if (o === vm.none) return 0;
  if (type === T.str || type === T.list || type === T.tuple) return o.v.length === 0 ? 0 : 1;
  if (type === T.dict) return o.v.used === 0 ? 0 : 1;
  if (type === T.float) return o.v === 0 ? 0 : 1;
  return -1;
}

function notZero(vm: VM, value: PyObject): Result {
  const yes = value.v !== 0;
  vm.counts.decref(value);
  return vm.newBool(yes);
}

/** `not` of True or False, which is given away. */
export function negate(vm: VM, value: PyObject): Result {
  const yes = value === vm.true_;
  vm.counts.decref(value);
  return vm.newBool(!yes);
}
