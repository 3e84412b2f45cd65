import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, PyType, Result } from "../object.ts";
import { truth } from "../protocol/truth.ts";
import { onePositional } from "./int/constructor-arguments.ts";
import { long_and, long_or, long_xor } from "./int/operations.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** CPython 3.11: Objects/boolobject.c bool_new */
function bool_new(vm: VM, _type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const x = onePositional(vm, "bool", args, kwnames);
  if (x === undefined) return null;
  return x === null ? vm.newBool(false) : then(vm, truth(vm, x), same);
}

const same = (_vm: VM, value: PyObject): Result => value;

/** CPython 3.11: Objects/boolobject.c bool_repr */
function bool_repr(vm: VM, o: PyObject): Result {
  return vm.intern(o === vm.true_ ? "True" : "False");
}

/** The operation on two bools, or `wider` when one is not. */
function logical(operation: (a: boolean, b: boolean) => boolean, wider: typeof long_and): typeof long_and {
  return (vm, a, b) => {
    if (a.type !== vm.T.bool || b.type !== vm.T.bool) return wider(vm, a, b);
    return vm.newBool(operation(a === vm.true_, b === vm.true_));
  };
}

/** CPython 3.11: Objects/boolobject.c bool_and, bool_xor, bool_or */
const bool_and: typeof long_and = logical((a, b) => a && b, long_and);
const bool_xor: typeof long_and = logical((a, b) => a !== b, long_xor);
const bool_or: typeof long_and = logical((a, b) => a || b, long_or);

export const boolSpec: TypeSpec = {
  name: "bool",
  base: (vm) => vm.T.int,
  flags: 0,
  doc: "bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.",
  slots: { tp_new: bool_new, tp_repr: bool_repr, nb_and: bool_and, nb_xor: bool_xor, nb_or: bool_or },
};
