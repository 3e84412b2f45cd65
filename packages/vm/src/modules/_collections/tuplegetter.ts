import { newRef, touchPayload } from "@vivarium/heap";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type PyType, type Result, recordLayout, TPFLAGS_TUPLE_SUBCLASS } from "../../object.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { repr } from "../../protocol/repr.ts";
import { constructorArguments } from "../constructor.ts";

/** The payload of a field of a named tuple. */
interface TupleGetter {
  readonly index: number;
  doc: PyObject;
}

type Self = PyObject<TupleGetter>;

/** CPython 3.11: Modules/_collectionsmodule.c tuplegetter_new_impl */
function tuplegetter_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, tuplegetterSpec, type, "_tuplegetter", "(index, doc, /)", args, kwnames);
  if (values === null) return null;
  return then(vm, numberIndex(vm, values[0]), makeGetter, type.object, values[1]);
}

function makeGetter(vm: VM, value: PyObject, type: PyObject | null, doc: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  return alloc<TupleGetter>(vm, type!.v as PyType, { index, doc: newRef(doc!) });
}

/** CPython 3.11: tuplegetter_descr_get */
function tuplegetter_descr_get(vm: VM, self: Self, instance: PyObject | null): Result {
  if (instance === null) return newRef(self);
  const { index } = self.v;
  if ((instance.type.flags & TPFLAGS_TUPLE_SUBCLASS) === 0) {
    if (instance === vm.none) return newRef(self);
    return vm.raise(
      vm.T.TypeError,
      `descriptor for index '${index}' for tuple subclasses doesn't apply to '${instance.type.name}' object`,
    );
  }
  const item = (instance.v as PyObject[])[index];
  return item === undefined ? vm.raise(vm.T.IndexError, "tuple index out of range") : newRef(item);
}

/** CPython 3.11: tuplegetter_descr_set */
function tuplegetter_descr_set(vm: VM, _self: Self, _instance: PyObject, value: PyObject | null): Result {
  return vm.raise(vm.T.AttributeError, value === null ? "can't delete attribute" : "can't set attribute");
}

/** CPython 3.11: tuplegetter_repr */
function tuplegetter_repr(vm: VM, self: Self): Result {
  return thenBorrowed(vm, repr(vm, self.v.doc), wrapText, self);
}

function wrapText(vm: VM, text: PyObject, self: PyObject | null): Result {
  const r = vm.newStr(`_tuplegetter(${(self!.v as TupleGetter).index}, ${text.v})`);
  vm.counts.decref(text);
  return r;
}

/** CPython 3.11: tuplegetter_reduce */
function tuplegetter_reduce(vm: VM, self: Self): Result {
  return vm.newTuple([newRef(self.type.object), vm.newTuple([vm.newInt(self.v.index), newRef(self.v.doc)])]);
}

/** CPython 3.11: Modules/_collectionsmodule.c tuplegetter_type */
export const tuplegetterSpec: TypeSpec = {
  name: "_collections._tuplegetter",
  layout: recordLayout<TupleGetter>({ references: (v) => [v.doc] }),
  slots: {
    tp_new: tuplegetter_new,
    tp_repr: tuplegetter_repr,
    tp_descr_get: tuplegetter_descr_get,
    tp_descr_set: tuplegetter_descr_set,
  },
  methods: [method("__reduce__", "($self, /)", tuplegetter_reduce)],
  getset: [
    {
      name: "__doc__",
      member: true,
      get: (_vm, self: Self) => newRef(self.v.doc),
      set(vm, self: Self, value) {
        touchPayload(self);
        const old = self.v.doc;
        self.v.doc = newRef(value ?? vm.none);
        vm.counts.decref(old);
        return OK;
      },
    },
  ],
};
