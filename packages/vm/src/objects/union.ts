import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { dropAfter, startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, PENDING, type PyObject, type Result, recordLayout } from "../object.ts";
import { Py_EQ, Py_NE } from "../protocol/compare.ts";
import { hashValue } from "../protocol/hash.ts";
import { isInstanceReal, isSubclassReal } from "../protocol/instance-check.ts";
import { repr } from "../protocol/repr.ts";
import { frozensetOf } from "./set/set.ts";
import { isType } from "./type/mro.ts";
import { typeRepr } from "./type/type-object.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/** The payload of `X | Y`: CPython's unionobject. */
export interface UnionData {
  args: PyObject<PyObject[]>;
}

/** Can it stand in a union. CPython 3.11: Objects/unionobject.c is_unionable */
function isUnionable(vm: VM, o: PyObject): boolean {
  return o === vm.none || isType(vm, o) || o.type === vm.T.GenericAlias || o.type === vm.T.UnionType;
}

/** `a | b` of types. CPython 3.11: Objects/unionobject.c _Py_union_type_or */
export function unionOr(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isUnionable(vm, a) || !isUnionable(vm, b)) return vm.newNotImplemented();
  const args: PyObject[] = [];
  for (const side of [a, b]) {
    const items = side.type === vm.T.UnionType ? (side.v as UnionData).args.v : [side === vm.none ? vm.T.NoneType.object : side];
    for (const item of items) if (!args.some((x) => x === item || sameAlias(vm, x, item))) args.push(item);
  }
  if (args.length === 1) return newRef(args[0]!);
  return alloc<UnionData>(vm, vm.T.UnionType, { args: vm.newTuple(args.map((x) => newRef(x))) });
}

/** `list[int]` twice is one member. */
function sameAlias(vm: VM, a: PyObject, b: PyObject): boolean {
  if (a.type !== vm.T.GenericAlias || b.type !== vm.T.GenericAlias) return false;
  const x = a.v as { origin: PyObject; args: PyObject<PyObject[]> };
  const y = b.v as { origin: PyObject; args: PyObject<PyObject[]> };
  return x.origin === y.origin && x.args.v.length === y.args.v.length && x.args.v.every((item, i) => item === y.args.v[i]);
}

class UnionReprFrame extends NativeFrame {
  args: PyObject[];
  index = 0;
  text = "";

  constructor(args: readonly PyObject[]) {
    super();
    this.args = args.map((a) => newRef(a));
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = this.index === 0 ? null : sent;
    for (;;) {
      if (r !== null) {
        if (r === PENDING) return r;
        this.text += r.v as string;
        vm.counts.decref(r);
      }
      if (this.index === this.args.length) return vm.newStr(this.text);
      if (this.index > 0) this.text += " | ";
      const item = this.args[this.index++]!;
      if (isType(vm, item)) {
        this.text += item === vm.T.NoneType.object ? "None" : typeText(vm, item);
        r = null;
        continue;
      }
      r = repr(vm, item);
      if (r === null) return null;
    }
  }
}

/** The name of a class without `<class ...>`. */
function typeText(vm: VM, item: PyObject): string {
  return typeRepr(vm, item.v).slice(8, -2);
}

function union_compare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if ((op !== Py_EQ && op !== Py_NE) || b.type !== vm.T.UnionType) return vm.newNotImplemented();
  const x = (a.v as UnionData).args.v;
  const y = (b.v as UnionData).args.v;
  const same = x.length === y.length && x.every((item) => y.some((other) => other === item || sameAlias(vm, other, item)));
  return vm.newBool(same === (op === Py_EQ));
}

function union_hash(vm: VM, self: PyObject): Result {
  const set = frozensetOf(
    vm,
    (self.v as UnionData).args.v.map((x) => newRef(x)),
  );
  return dropAfter(vm, hashValue(vm, set), set);
}

class AnyFrame extends NativeFrame {
  args: PyObject[];
  subject: PyObject;
  instance: boolean;
  index = 0;

  constructor(args: readonly PyObject[], subject: PyObject, instance: boolean) {
    super();
    this.args = args.map((a) => newRef(a));
    this.subject = newRef(subject);
    this.instance = instance;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = this.index === 0 ? null : sent;
    for (;;) {
      if (r !== null) {
        if (r === PENDING || r === vm.true_) return r;
        vm.counts.decref(r);
      }
      if (this.index === this.args.length) return vm.newBool(false);
      const item = this.args[this.index++]!;
      r = this.instance ? isInstanceReal(vm, this.subject, item) : isSubclassReal(vm, this.subject, item);
      if (r === null) return null;
    }
  }
}

function check(vm: VM, self: PyObject, subject: PyObject, instance: boolean): Result {
  const { args } = self.v as UnionData;
  const what = instance
    ? "isinstance() argument 2 cannot be a parameterized generic"
    : "issubclass() argument 2 cannot be a parameterized generic";
  if (args.v.some((a) => a.type === vm.T.GenericAlias)) return vm.raise(vm.T.TypeError, what);
  return startFrame(vm, new AnyFrame(args.v, subject, instance));
}

function parameters(vm: VM, self: PyObject): Result {
  const found: PyObject[] = [];
  for (const arg of (self.v as UnionData).args.v)
    if (arg.type === vm.T.GenericAlias) {
      const p = (arg.v as { parameters?: PyObject<PyObject[]> | null }).parameters;
      for (const x of p?.v ?? []) if (!found.includes(x)) found.push(x);
    }
  return vm.newTuple(found.map((x) => newRef(x)));
}

/** The type of `int | str`. CPython 3.11: Objects/unionobject.c _PyUnion_Type */
export const unionSpec: TypeSpec = {
  name: "types.UnionType",
  layout: recordLayout<UnionData>({ references: (u) => [u.args] }) as PayloadLayout,
  slots: {
    tp_repr: (vm, self) => startFrame(vm, new UnionReprFrame((self.v as UnionData).args.v)),
    tp_richcompare: union_compare,
    tp_hash: union_hash,
    nb_or: unionOr,
  },
  methods: [
    method("__instancecheck__", "($self, instance, /)", (vm, self, instance: PyObject) => check(vm, self, instance, true)),
    method("__subclasscheck__", "($self, subclass, /)", (vm, self, subclass: PyObject) => check(vm, self, subclass, false)),
  ],
  getset: [
    { name: "__args__", member: true, get: (_vm, self) => newRef((self.v as UnionData).args) },
    { name: "__parameters__", get: parameters },
  ],
};
