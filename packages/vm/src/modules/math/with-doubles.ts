import { mapItems } from "../../eval/map-items.ts";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { asDouble } from "../../objects/float/float.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

/** A function of doubles; null with an exception. */
export type DoubleFunction = (vm: VM, x: number, y: number) => Result;

/** `f` of the arguments as doubles. `f` keeps nothing: it is chosen when the module is made. */
function onDoubles(f: DoubleFunction, count: 1 | 2): (vm: VM, module: PyObject, a: PyObject, b?: PyObject) => Result {
  const one = (vm: VM, value: PyObject): Result => {
    const x = value.v as number;
    vm.counts.decref(value);
    return f(vm, x, 0);
  };
  const two = (vm: VM, values: PyObject): Result => {
    const [x, y] = (values.v as PyObject<number>[]).map((o) => o.v);
    vm.counts.decref(values);
    return f(vm, x!, y!);
  };
  if (count === 1) {
    return (vm, _module, a) => {
      if (a.type === vm.T.float) return f(vm, a.v as number, 0);
      if (a.type === vm.T.int && typeof a.v === "number") return f(vm, a.v, 0);
      return then(vm, asDouble(vm, a), one);
    };
  }
  return (vm, _module, a, b) => {
    if (a.type === vm.T.float && b!.type === vm.T.float) return f(vm, a.v as number, b!.v as number);
    return then(vm, mapItems(vm, [a, b!], asDouble), two);
  };
}

/** A function of one double. */
export function realFunction(name: string, doc: string, f: DoubleFunction): MethodSpec {
  return method(name, "($module, x, /)", onDoubles(f, 1), { doc });
}

/** A function of two doubles. */
export function realFunction2(name: string, parameters: string, doc: string, f: DoubleFunction): MethodSpec {
  return method(name, `($module, ${parameters}, /)`, onDoubles(f, 2), { doc });
}

export function domainError(vm: VM): null {
  return vm.raise(vm.T.ValueError, "math domain error");
}

export function rangeError(vm: VM): null {
  return vm.raise(vm.T.OverflowError, "math range error");
}
