import { newRef } from "@vivarium/heap";
import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, OK, type PayloadLayout, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../object.ts";
import { materializeDict } from "../protocol/attribute.ts";
import { richCompare } from "../protocol/compare.ts";
import { containerRepr, type ReprShape } from "./container-repr.ts";
import { dictSetString } from "./dict/dict.ts";
import { dictMergeFrom } from "./dict/merge.ts";
import type { DictTable } from "./dict/table.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/** All there is is the instance's dict. */
const namespaceLayout: PayloadLayout<null> = {
  leaf: false,
  container: true,
  traverse() {},
  clear: () => [],
};

/** CPython 3.11: Objects/namespaceobject.c namespace_new */
function namespace_new(vm: VM, type: PyType): Result {
  const o = alloc(vm, type, null);
  materializeDict(vm, o);
  return o;
}

/** CPython 3.11: namespace_init */
function namespace_init(vm: VM, self: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const count = args.length - (kwnames?.length ?? 0);
  if (count > 0) return vm.raise(vm.T.TypeError, "no positional arguments expected");
  const dict = materializeDict(vm, self);
  kwnames?.forEach((name, i) => {
    dictSetString(vm, dict, name as PyObject<string>, args[i]!);
  });
  return OK;
}

/** A namespace with those attributes; `entries` is a dict, borrowed. CPython 3.11: _PyNamespace_New */
export function newNamespace(vm: VM, entries: PyObject<DictTable>): Result {
  const o = alloc(vm, vm.T.SimpleNamespace, null);
  const r = then(vm, dictMergeFrom(vm, materializeDict(vm, o), entries), giveNamespace, o);
  vm.counts.decref(o);
  return r;
}

function giveNamespace(_vm: VM, _ok: PyObject, o: PyObject | null): Result {
  return newRef(o!);
}

/** Only the values are shown by their texts; names stand as they are. */
const namespaceShape: ReprShape = {
  open: "(",
  close: ")",
  single: "",
  pair: null,
  prefix: (o, position) => `${namesOf(o)[position]![0]}=`,
  next(o, position) {
    const entry = namesOf(o)[position];
    return entry === undefined ? null : { parts: [entry[1]], position: position + 1 };
  },
};

function namesOf(o: PyObject): [string, PyObject][] {
  const table = (o.w!.dict as PyObject<DictTable>).v;
  const names: [string, PyObject][] = [];
  for (let i = 0; i < table.keys.length; i++) {
    const key = table.keys[i]!;
    if (key !== null && typeof key.v === "string" && key.v !== "") names.push([key.v, table.values[i]!]);
  }
  return names;
}

/** CPython 3.11: namespace_repr */
function namespace_repr(vm: VM, self: PyObject): Result {
  const name = self.type === vm.T.SimpleNamespace ? "namespace" : self.type.name;
  materializeDict(vm, self);
  return containerRepr(vm, self, namespaceShape, `${name}(...)`, `${name}(`);
}

function isNamespace(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.SimpleNamespace || o.type.mro.includes(vm.T.SimpleNamespace);
}

/** CPython 3.11: namespace_richcompare */
function namespace_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isNamespace(vm, a) || !isNamespace(vm, b)) return vm.newNotImplemented();
  return richCompare(vm, materializeDict(vm, a), materializeDict(vm, b), op);
}

/** CPython 3.11: namespace_reduce */
function namespace_reduce(vm: VM, self: PyObject): Result {
  return vm.newTuple([newRef(self.type.object), vm.newTuple([]), newRef(materializeDict(vm, self))]);
}

/** The type `types.SimpleNamespace`. CPython 3.11: Objects/namespaceobject.c _PyNamespace_Type */
export const simpleNamespaceSpec: TypeSpec = {
  name: "types.SimpleNamespace",
  layout: namespaceLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  hasDict: true,
  doc: "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
  slots: {
    tp_new: namespace_new,
    tp_init: namespace_init,
    tp_repr: namespace_repr,
    tp_richcompare: namespace_richcompare,
  },
  getset: [{ name: "__dict__", member: true, get: (vm, self) => newRef(materializeDict(vm, self)) }],
  methods: [method("__reduce__", "($self, /)", namespace_reduce, { doc: "Return state information for pickling" })],
};
