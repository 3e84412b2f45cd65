import { newRef, touchPayload } from "@vivarium/heap";
import { isInstance, isSubclass } from "../builtins/instance-checks.ts";
import { callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropAfter, startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, OK, type PayloadLayout, PENDING, type PyObject, type Result, recordLayout } from "../object.ts";
import { genericGetAttr, getAttr } from "../protocol/attribute.ts";
import { equalObjects, Py_EQ, Py_NE, richCompare } from "../protocol/compare.ts";
import { hashValue } from "../protocol/hash.ts";
import { binaryOp, NB_OR } from "../protocol/number.ts";
import { repr } from "../protocol/repr.ts";
import { makeParameters, substitute } from "./generic-parameters.ts";
import { frozensetOf } from "./set/set.ts";
import { isType } from "./type/mro.ts";
import { typeRepr } from "./type/type-object.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/** The payload of `X | Y`: CPython's unionobject. */
export interface UnionData {
  args: PyObject<PyObject[]>;
  /** The type variables among the members; null until somebody asks. */
  parameters: PyObject<PyObject[]> | null;
}

/** CPython 3.11: _PyGenericAlias_Check */
function isAlias(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.GenericAlias || o.type.mro.includes(vm.T.GenericAlias);
}

/** Can it stand in a union. CPython 3.11: Objects/unionobject.c is_unionable */
function isUnionable(vm: VM, o: PyObject): boolean {
  return o === vm.none || isType(vm, o) || isAlias(vm, o) || o.type === vm.T.UnionType;
}

/** `a | b` of types. CPython 3.11: Objects/unionobject.c _Py_union_type_or */
export function unionOr(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isUnionable(vm, a) || !isUnionable(vm, b)) return vm.newNotImplemented();
  const items: PyObject[] = [];
  for (const side of [a, b])
    if (side.type === vm.T.UnionType) items.push(...(side.v as UnionData).args.v);
    else items.push(side === vm.none ? vm.T.NoneType.object : side);
  return startFrame(vm, new JoinFrame(items));
}

/** Each member once; equal generic aliases are one. CPython 3.11: Objects/unionobject.c dedup_and_flatten_args */
class JoinFrame extends NativeFrame {
  items: PyObject[];
  found: PyObject[] = [];
  at = 0;
  /** How many of `found` the item was compared with. */
  compared = 0;

  constructor(items: readonly PyObject[]) {
    super();
    this.items = items.map((o) => newRef(o));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) {
        vm.counts.decref(got);
        if (got === vm.true_) this.next();
      }
      const item = this.items[this.at];
      if (item === undefined) return this.finish(vm);
      got = OK;
      const other = this.found[this.compared++];
      if (other === undefined) {
        this.found.push(newRef(item));
        this.next();
      } else if (other === item) this.next();
      else if (isAlias(vm, item) && isAlias(vm, other)) got = equalObjects(vm, item, other);
    }
  }

  private next(): void {
    this.at++;
    this.compared = 0;
  }

  private finish(vm: VM): Result {
    const { found } = this;
    this.found = [];
    return found.length === 1 ? found[0]! : alloc<UnionData>(vm, vm.T.UnionType, { args: vm.newTuple(found), parameters: null });
  }
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

/** CPython 3.11: Objects/unionobject.c union_richcompare */
function union_compare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if ((op !== Py_EQ && op !== Py_NE) || b.type !== vm.T.UnionType) return vm.newNotImplemented();
  return then(vm, callOneArg(vm, vm.T.frozenset.object, (a.v as UnionData).args), compareWithSet, b, null, null, op);
}

function compareWithSet(vm: VM, set: PyObject, b: PyObject | null, _b: unknown, _c: unknown, op: number): Result {
  return dropAfter(
    vm,
    then(vm, callOneArg(vm, vm.T.frozenset.object, (b!.v as UnionData).args), compareSets, set, null, null, op),
    set,
  );
}

function compareSets(vm: VM, second: PyObject, first: PyObject | null, _b: unknown, _c: unknown, op: number): Result {
  return dropAfter(vm, richCompare(vm, first!, second, op), second);
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
      r = null;
      if (isAlias(vm, item)) {
        const what = this.instance ? "isinstance" : "issubclass";
        return vm.raise(vm.T.TypeError, `${what}() argument 2 cannot be a parameterized generic`);
      }
      if (!isType(vm, item)) continue;
      r = this.instance ? isInstance(vm, this.subject, item) : isSubclass(vm, this.subject, item);
      if (r === null) return null;
    }
  }
}

function check(vm: VM, self: PyObject, subject: PyObject, instance: boolean): Result {
  const { args } = self.v as UnionData;
  if (!instance && !isType(vm, subject)) return vm.raise(vm.T.TypeError, "issubclass() arg 1 must be a class");
  return startFrame(vm, new AnyFrame(args.v, subject, instance));
}

/** The type variables, owned by the union once found; new reference. CPython 3.11: Objects/unionobject.c union_parameters */
function parameters(vm: VM, self: PyObject): Result {
  const known = (self.v as UnionData).parameters;
  return known !== null ? newRef(known) : then(vm, makeParameters(vm, (self.v as UnionData).args), keepParameters, self);
}

function keepParameters(vm: VM, found: PyObject, self: PyObject | null): Result {
  const union = self!.v as UnionData;
  if (union.parameters === null) {
    touchPayload(self!);
    union.parameters = newRef(found);
  }
  vm.counts.decref(found);
  return newRef(union.parameters!);
}

/** CPython 3.11: Objects/unionobject.c union_getitem */
function union_getitem(vm: VM, self: PyObject, item: PyObject): Result {
  return then(vm, parameters(vm, self), substituteItem, self, item);
}

function substituteItem(vm: VM, params: PyObject, self: PyObject | null, item: PyObject | null): Result {
  const made = then(vm, substitute(vm, self!, (self!.v as UnionData).args, params, item!), orOfAll);
  return dropAfter(vm, made, params);
}

function orOfAll(vm: VM, args: PyObject): Result {
  return dropAfter(vm, orFrom(vm, newRef((args.v as PyObject[])[0]!), args, null, null, 1), args);
}

/** `result | args[n] | args[n + 1] | ...` */
function orFrom(vm: VM, result: PyObject, args: PyObject | null, _b: unknown, _c: unknown, n: number): Result {
  const item = (args!.v as PyObject[])[n];
  if (item === undefined) return result;
  return dropAfter(vm, then(vm, binaryOp(vm, result, item, NB_OR), orFrom, args, null, null, n + 1), result);
}

/** CPython 3.11: Objects/unionobject.c union_getattro */
function union_getattro(vm: VM, self: PyObject, name: PyObject<string>): Result {
  return name.v === "__module__" ? getAttr(vm, self.type.object, name) : genericGetAttr(vm, self, name);
}

/** The type of `int | str`. CPython 3.11: Objects/unionobject.c _PyUnion_Type */
export const unionSpec: TypeSpec = {
  name: "types.UnionType",
  layout: recordLayout<UnionData>({ references: (u) => [u.args, u.parameters] }) as PayloadLayout,
  slots: {
    tp_repr: (vm, self) => startFrame(vm, new UnionReprFrame((self.v as UnionData).args.v)),
    tp_richcompare: union_compare,
    tp_hash: union_hash,
    nb_or: unionOr,
    mp_subscript: union_getitem,
    tp_getattro: union_getattro,
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
