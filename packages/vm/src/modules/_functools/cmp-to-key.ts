import { newRef, touchPayload } from "@vivarium/heap";
import { spread } from "../../eval/arguments.ts";
import { callObject } from "../../eval/call.ts";
import { andThen as then } from "../../eval/native-frame.ts";
import { parseSignature } from "../../eval/signature.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type Result, recordLayout, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { richCompare } from "../../protocol/compare.ts";

/** The payload of a key: CPython's keyobject. The one that `cmp_to_key` gives has no object yet. */
interface KeyWrapper {
  compare: PyObject;
  object: PyObject | null;
}

type Self = PyObject<KeyWrapper>;

/** CPython 3.11: Modules/_functoolsmodule.c keyobject_call */
function keyobject_call(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const values = spread(vm, "K", parseSignature("(obj)"), args, positional, kwnames);
  if (values === null) return null;
  return alloc(vm, vm.type(keySpec), { compare: newRef(self.v.compare), object: newRef(values[0] as PyObject) });
}

/** CPython 3.11: keyobject_richcompare */
function keyobject_richcompare(vm: VM, self: Self, other: PyObject, op: number): Result {
  if (other.type !== vm.type(keySpec)) return vm.raise(vm.T.TypeError, "other argument must be K instance");
  const x = self.v.object;
  const y = (other as Self).v.object;
  if (x === null || y === null) return vm.raise(vm.T.AttributeError, "object");
  return then(vm, callObject(vm, self.v.compare, [x, y]), compareWithZero, null, null, null, op);
}

function compareWithZero(
  vm: VM,
  value: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  op: number,
): Result {
  const zero = vm.newInt(0);
  const r = richCompare(vm, value, zero, op);
  vm.counts.decrefAll([zero, value]);
  return r;
}

/** CPython 3.11: Modules/_functoolsmodule.c keyobject_type_spec */
export const keySpec: TypeSpec = {
  name: "functools.KeyWrapper",
  layout: recordLayout<KeyWrapper>({ references: (v) => [v.compare, v.object] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_call: keyobject_call, tp_richcompare: keyobject_richcompare },
  getset: [
    {
      name: "obj",
      doc: "the value that is compared",
      member: true,
      get: (vm, self: Self) => newRef(self.v.object ?? vm.none),
      set(vm, self: Self, value) {
        touchPayload(self);
        const old = self.v.object;
        self.v.object = value === null ? null : newRef(value);
        vm.counts.xdecref(old);
        return OK;
      },
    },
  ],
};

/** CPython 3.11: Modules/_functoolsmodule.c _functools_cmp_to_key_impl */
function cmp_to_key(vm: VM, _module: PyObject, mycmp: PyObject): Result {
  return alloc<KeyWrapper>(vm, vm.type(keySpec), { compare: newRef(mycmp), object: null });
}

export const cmpToKeyMethod: MethodSpec = method("cmp_to_key", "($module, mycmp)", cmp_to_key, {
  convention: "METH_FASTCALL|METH_KEYWORDS",
  doc: "A key function that orders as a comparison function does.",
});
