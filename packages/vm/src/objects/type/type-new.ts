import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod, callObject } from "../../eval/call.ts";
import { currentGlobals } from "../../eval/current.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { sequenceTuple } from "../../eval/iterate.ts";
import { dropAfter, orElse, startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  PyType,
  type Result,
  SharedKeys,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_INHERITED,
} from "../../object.ts";
import { getAttrString, getInstanceDict, lookupAttrString, setInstanceDict } from "../../protocol/attribute.ts";
import { newGetSet } from "../descriptors.ts";
import { dictDeleteString, dictEntries, dictGetStringBorrowed, dictStealString, newDict } from "../dict/dict.ts";
import type { DictTable } from "../dict/table.ts";
import { instanceLayout, wrapLayout } from "../instance.ts";
import { newSlotMember } from "../slot-member.ts";
import { newSuper } from "../super.ts";
import { bestBase, solidBaseOf } from "./best-base.ts";
import { typeLookup } from "./lookup.ts";
import { computeMro, isSubtype, isType } from "./mro.ts";
import { callSpecial } from "./slot-adapters.ts";
import { getWeakrefs } from "./type-methods.ts";
import { typeRepr } from "./type-object.ts";
import { fixupSlots, inheritSlots } from "./update-slots.ts";

/** The most derived metaclass, or null with TypeError. CPython 3.11: Objects/typeobject.c _PyType_CalculateMetaclass */
export function calculateMetaclass(vm: VM, metatype: PyType, bases: readonly PyObject[]): PyType | null {
  let winner = metatype;
  for (const base of bases) {
    const t = base.type;
    if (isSubtype(winner, t)) continue;
    if (isSubtype(t, winner)) winner = t;
    else
      return vm.raise(
        vm.T.TypeError,
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
  }
  return winner;
}

/** `type.__new__(metatype, name, bases, dict, **kwargs)`. CPython 3.11: Objects/typeobject.c type_new */
export function typeNew(vm: VM, metatype: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const T = vm.T;
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional !== 3) return vm.raise(T.TypeError, `type.__new__() takes exactly 3 arguments (${positional} given)`);
  const [name, bases, dict] = args as [PyObject, PyObject, PyObject];
  const expected = (n: number, type: string, o: PyObject): null =>
    vm.raise(T.TypeError, `type.__new__() argument ${n} must be ${type}, not ${o.type.name}`);
  if (!isSubtype(name.type, T.str)) return expected(1, "str", name);
  if (!isSubtype(bases.type, T.tuple)) return expected(2, "tuple", bases);
  if (!isSubtype(dict.type, T.dict)) return expected(3, "dict", dict);
  const baseObjects = bases.v as PyObject[];
  const winner = calculateMetaclass(vm, metatype, baseObjects);
  if (winner === null) return null;
  const wrong = baseObjects.find((b) => !isType(vm, b));
  if (wrong !== undefined) return then(vm, lookupAttrString(vm, wrong, "__mro_entries__"), badBase, null, null, null, 0, true);
  if (winner !== metatype && winner.tp_new !== typeNew && winner.tp_new !== null) return winner.tp_new(vm, winner, args, kwnames);
  const mro = customMro(vm, winner);
  const type = buildType(vm, winner, name as PyObject<string>, baseObjects, dict, mro !== null);
  if (type === null) return null;
  const frame = new FinishTypeFrame(type.object, args.slice(3), kwnames);
  if (mro !== null) frame.mro = newRef(mro);
  return startFrame(vm, frame);
}

function badBase(vm: VM, found: PyObject): Result {
  if (found === STOP) return vm.raise(vm.T.TypeError, "bases must be types");
  vm.counts.decref(found);
  return vm.raise(vm.T.TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
}

/** The new type without what needs Python code. */
function buildType(
  vm: VM,
  metatype: PyType,
  name: PyObject<string>,
  baseObjects: readonly PyObject[],
  namespace: PyObject<DictTable>,
  hasCustomMro: boolean,
): PyType | null {
  const bases = baseObjects.length === 0 ? [vm.T.object] : baseObjects.map((b) => b.v as PyType);
  const base = bestBase(vm, bases);
  if (base === null) return null;
  if (name.v.includes("\0")) return vm.raise(vm.T.ValueError, "type name must not contain null characters");
  const type = new PyType(name.v, base, base.layout);
  type.heapType = true;
  type.flags = (base.flags & TPFLAGS_INHERITED) | TPFLAGS_HEAPTYPE | TPFLAGS_BASETYPE | TPFLAGS_HAVE_GC;
  type.solidBase = base.solidBase;
  type.slotCount = base.slotCount;
  type.hasDict = base.hasDict;
  type.hasWeakrefs = base.hasWeakrefs;
  const dict = copyNamespace(vm, namespace);
  type.dict = dict;
  const layout = layoutOf(vm, type, bases, dict);
  if (layout === null) {
    vm.counts.decref(dict);
    return null;
  }
  type.container = true;
  type.leaf = false;
  type.object = alloc(vm, metatype, type);
  addLayout(vm, type, dict, layout);
  newRef(base.object);
  type.bases = vm.newTuple(bases.map((b) => newRef(b.object)));
  // The metaclass's own `mro` is asked later: until then the type is looked up in its base.
  const mro = hasCustomMro ? [type, ...base.mro] : computeMro(vm, type, bases);
  if (mro === null) {
    vm.counts.decref(type.object);
    return null;
  }
  type.mro = mro;
  if (!hasCustomMro) type.mroTuple = vm.newTuple(mro.map((t) => newRef(t.object)));
  for (const b of bases) {
    touchPayload(b.object);
    b.subclasses.push(type);
  }
  if (!setNames(vm, type, name, dict)) {
    vm.counts.decref(type.object);
    return null;
  }
  if (!hasCustomMro) {
    inheritSlots(type, base);
    fixupSlots(vm, type);
  }
  return type;
}

/** The `mro` method that a metaclass has put in the place of `type.mro`, borrowed; null for none. CPython 3.11: Objects/typeobject.c mro_invoke */
function customMro(vm: VM, metatype: PyType): PyObject | null {
  if (metatype === vm.T.type) return null;
  const mro = typeLookup(vm, metatype, "mro");
  return mro === typeLookup(vm, vm.T.type, "mro") ? null : mro;
}

/** What a metaclass's `mro` has given becomes the type's; false with TypeError. CPython 3.11: Objects/typeobject.c mro_check */
function takeMro(vm: VM, type: PyType, mro: PyObject<PyObject[]>): boolean {
  for (const o of mro.v) {
    const text = isType(vm, o) ? null : `mro() returned a non-class ('${o.type.name}')`;
    const unsuitable = `mro() returned base with unsuitable layout ('${(o.v as PyType)?.name}')`;
    const wrong = text ?? (isSubtype(type.solidBase, solidBaseOf(o.v as PyType)) ? null : unsuitable);
    if (wrong !== null) {
      vm.raise(vm.T.TypeError, wrong);
      return false;
    }
  }
  touchPayload(type.object);
  type.mro = mro.v.map((o) => o.v as PyType);
  type.mroTuple = newRef(mro);
  inheritSlots(type, type.base!);
  fixupSlots(vm, type);
  return true;
}

function copyNamespace(vm: VM, namespace: PyObject<DictTable>): PyObject<DictTable> {
  const dict = newDict(vm);
  dict.v.assign(namespace.v);
  for (const [k, v] of dictEntries(dict)) {
    newRef(k);
    newRef(v);
  }
  return dict;
}

interface WantedLayout {
  addDict: boolean;
  addWeakref: boolean;
  readonly names: string[];
}

/** What `__slots__` asks for; null with an exception. CPython 3.11: Objects/typeobject.c type_new_slots_impl */
function wantedLayout(vm: VM, type: PyType, bases: readonly PyType[], dict: PyObject<DictTable>): WantedLayout | null {
  const slots = dictGetStringBorrowed(vm, dict, "__slots__");
  // A type has its dict already: not one for attributes, but tp_dictoffset says where it is.
  const mayAddDict = !type.hasDict && !isSubtype(type.base!, vm.T.type);
  const mayAddWeak = !type.hasWeakrefs;
  if (slots === null) return { addDict: mayAddDict, addWeakref: mayAddWeak, names: [] };
  const wanted: WantedLayout = { addDict: false, addWeakref: false, names: [] };
  const { names } = wanted;
  const given = slotNames(vm, type, slots, mayAddDict, mayAddWeak);
  if (given === null) return null;
  for (const s of given) {
    if (s === "__dict__") wanted.addDict = true;
    else if (s === "__weakref__") wanted.addWeakref = true;
    else names.push(mangle(type.name, s));
  }
  names.sort();
  for (const n of names)
    if (dictGetStringBorrowed(vm, dict, n) !== null && n !== "__qualname__" && n !== "__classcell__") {
      vm.raise(vm.T.ValueError, `'${n}' in __slots__ conflicts with class variable`);
      return null;
    }
  if (bases.length > 1) {
    wanted.addDict ||= mayAddDict && bases.some((b) => b !== type.base && b.hasDict);
    wanted.addWeakref ||= mayAddWeak && bases.some((b) => b !== type.base && b.hasWeakrefs);
  }
  return wanted;
}

/** What the class's instances have, or null with TypeError. */
function layoutOf(vm: VM, type: PyType, bases: readonly PyType[], dict: PyObject<DictTable>): WantedLayout | null {
  const wanted = wantedLayout(vm, type, bases, dict);
  if (wanted !== null && wanted.names.length > 0 && hasItems(vm, type.base!))
    return vm.raise(vm.T.TypeError, `nonempty __slots__ not supported for subtype of '${type.base!.name}'`);
  return wanted;
}

/** `__slots__`, `__dict__` and `__weakref__`. CPython 3.11: type_new_slots */
function addLayout(vm: VM, type: PyType, dict: PyObject<DictTable>, { addDict, addWeakref, names }: WantedLayout): void {
  for (const n of names) {
    dictStealString(vm, dict, n, newSlotMember(vm, type, n, type.slotCount));
    type.slotCount++;
  }
  if (names.length > 0) type.solidBase = type;
  if (addDict) {
    type.hasDict = true;
    dictStealString(
      vm,
      dict,
      "__dict__",
      newGetSet(vm, type, {
        name: "__dict__",
        get: getInstanceDict,
        set: setInstanceDict,
        doc: "dictionary for instance variables",
      }),
    );
  }
  if (addWeakref) {
    type.hasWeakrefs = true;
    dictStealString(
      vm,
      dict,
      "__weakref__",
      newGetSet(vm, type, { name: "__weakref__", get: getWeakrefs, doc: "list of weak references to the object" }),
    );
  }
  // A class whose instances have no payload of a built-in keeps attributes inline.
  type.layout = wrapLayout(type.layout);
  if (type.hasDict && type.layout === instanceLayout) type.keys = new SharedKeys();
}

/** Objects of such types have a variable size in CPython (tp_itemsize). */
function hasItems(vm: VM, base: PyType): boolean {
  return [vm.T.int, vm.T.bytes, vm.T.tuple, vm.T.type].some((t) => isSubtype(base, t));
}

function slotNames(vm: VM, type: PyType, slots: PyObject, mayAddDict: boolean, mayAddWeak: boolean): string[] | null {
  const T = vm.T;
  const items = isSubtype(slots.type, T.str) ? [slots] : slotItems(vm, slots);
  if (items === null) return null;
  const names: string[] = [];
  for (const item of items) {
    if (!isSubtype(item.type, T.str)) return vm.raise(T.TypeError, `__slots__ items must be strings, not '${item.type.name}'`);
    const name = item.v as string;
    if (!/^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(name))
      return vm.raise(T.TypeError, "__slots__ must be identifiers");
    if (name === "__dict__" && (!mayAddDict || names.includes(name)))
      return vm.raise(T.TypeError, "__dict__ slot disallowed: we already got one");
    if (name === "__weakref__" && (!mayAddWeak || names.includes(name)))
      return vm.raise(T.TypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
    names.push(name);
  }
  void type;
  return names;
}

/** The items of a `__slots__` that is a tuple, list, dict or set. */
function slotItems(vm: VM, slots: PyObject): PyObject[] | null {
  if (Array.isArray(slots.v)) return slots.v as PyObject[];
  if (isSubtype(slots.type, vm.T.dict)) return dictEntries(slots).map(([k]) => k);
  const keys = (slots.v as { keys?: (PyObject | null)[] } | null)?.keys;
  if (Array.isArray(keys)) return keys.filter((k) => k !== null) as PyObject[];
  // NOT CPYTHON: an iterator as __slots__ would have to be run from here.
  return vm.raise(vm.T.TypeError, `'${slots.type.name}' object is not iterable`);
}

/** Private names. CPython 3.11: Python/compile.c _Py_Mangle */
export function mangle(className: string, name: string): string {
  if (!name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

/** `__module__`, `__qualname__`, `__doc__`, class methods by name, `__classcell__`'s removal. CPython 3.11: type_new_set_attrs */
function setNames(vm: VM, type: PyType, name: PyObject<string>, dict: PyObject<DictTable>): boolean {
  if (dictGetStringBorrowed(vm, dict, "__module__") === null) {
    const globals = currentGlobals(vm);
    const module = globals === null ? null : dictGetStringBorrowed(vm, globals, "__name__");
    if (module !== null) dictStealString(vm, dict, "__module__", newRef(module));
  }
  const qualname = dictGetStringBorrowed(vm, dict, "__qualname__");
  if (qualname !== null) {
    if (!isSubtype(qualname.type, vm.T.str)) {
      vm.raise(vm.T.TypeError, `type __qualname__ must be a str, not ${qualname.type.name}`);
      return false;
    }
    type.qualname = newRef(qualname as PyObject<string>);
    dictDeleteString(vm, dict, "__qualname__");
  } else type.qualname = newRef(name);
  const doc = dictGetStringBorrowed(vm, dict, "__doc__");
  if (doc === null) dictStealString(vm, dict, "__doc__", vm.newNone());
  wrapFunction(vm, dict, "__new__", vm.T.staticmethod);
  wrapFunction(vm, dict, "__init_subclass__", vm.T.classmethod);
  wrapFunction(vm, dict, "__class_getitem__", vm.T.classmethod);
  if (dictGetStringBorrowed(vm, dict, "__eq__") !== null && dictGetStringBorrowed(vm, dict, "__hash__") === null)
    dictStealString(vm, dict, "__hash__", vm.newNone());
  return true;
}

function wrapFunction(vm: VM, dict: PyObject<DictTable>, name: string, wrapper: PyType): void {
  const f = dictGetStringBorrowed(vm, dict, name);
  if (f === null || f.type !== vm.T.function) return;
  dictStealString(vm, dict, name, alloc(vm, wrapper, { callable: newRef(f) }));
}

/** The end of class creation: the class cell, `__set_name__` of each attribute, `__init_subclass__` of the base. */
class FinishTypeFrame extends NativeFrame {
  type: PyObject<PyType>;
  kwvalues: PyObject[];
  kwnames: PyObject[] | null;
  names: PyObject[] = [];
  attributes: PyObject[] = [];
  index = 0;
  /** The metaclass's own way to order the bases, while it is to be asked. */
  mro: PyObject | null = null;
  stage: "start" | "mro" | "set-name" | "init-subclass" | "done" = "start";

  constructor(type: PyObject<PyType>, kwvalues: readonly PyObject[], kwnames: readonly PyObject[] | null) {
    super();
    this.type = type;
    this.kwvalues = kwvalues.map((v) => newRef(v));
    this.kwnames = kwnames === null ? null : kwnames.map((k) => newRef(k));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    if (this.stage === "start" && this.mro !== null) {
      this.stage = "mro";
      got = then(vm, callSpecial(vm, this.type, this.mro, []), tupleOf);
      if (got === PENDING) return got;
    }
    if (got === null) return null;
    if (this.stage === "mro") {
      const taken = takeMro(vm, this.type.v, got as PyObject<PyObject[]>);
      vm.counts.decref(got);
      if (!taken) return null;
      this.stage = "start";
    }
    if (this.stage === "start") {
      if (!this.prepare(vm)) return null;
    } else if (got !== OK && got !== STOP) vm.counts.decref(got);
    if (this.stage === "set-name") {
      while (this.index < this.attributes.length) {
        const r = this.setName(vm, this.index++);
        if (r === null || r === PENDING) return r;
        if (r !== OK) vm.counts.decref(r);
      }
      this.stage = "init-subclass";
      const r = this.initSubclass(vm);
      if (r === null || r === PENDING) return r;
      vm.counts.decref(r);
    }
    this.stage = "done";
    return newRef(this.type);
  }

  private prepare(vm: VM): boolean {
    this.stage = "set-name";
    const dict = this.type.v.dict;
    const cell = dictGetStringBorrowed(vm, dict, "__classcell__");
    if (cell !== null) {
      if (cell.type !== vm.T.cell) {
        vm.raise(vm.T.TypeError, `__classcell__ must be a nonlocal cell, not ${typeRepr(vm, cell.type)}`);
        return false;
      }
      touchPayload(cell);
      cell.v = newRef(this.type);
      dictDeleteString(vm, dict, "__classcell__");
    }
    for (const [k, v] of dictEntries(dict)) {
      this.names.push(newRef(k));
      this.attributes.push(newRef(v));
    }
    return true;
  }

  private setName(vm: VM, i: number): Result {
    const attribute = this.attributes[i]!;
    if (typeLookup(vm, attribute.type, "__set_name__") === null) return OK;
    const r = callMethod(vm, attribute, "__set_name__", [this.type, this.names[i]!]);
    // The name and the class, for the message.
    const where = packed(vm, [this.names[i]!, this.type]);
    const result = orElse(vm, r, setNameFailed, attribute, where);
    vm.counts.decref(where);
    return result;
  }

  private initSubclass(vm: VM): Result {
    const values = packed(vm, this.kwvalues);
    const names = this.kwnames === null ? null : packed(vm, this.kwnames);
    const superObject = newSuper(vm, this.type.v, this.type, this.type.v);
    const r = then(vm, getAttrString(vm, superObject, "__init_subclass__"), callInit, values, names);
    vm.counts.decref(superObject);
    vm.counts.decref(values);
    if (names !== null) vm.counts.decref(names);
    return r;
  }
}

function tupleOf(vm: VM, mro: PyObject): Result {
  return dropAfter(vm, sequenceTuple(vm, mro), mro);
}

function packed(vm: VM, items: readonly PyObject[]): PyObject {
  return vm.newTuple(items.map((i) => newRef(i)));
}

function callInit(vm: VM, f: PyObject, values: PyObject | null, names: PyObject | null): Result {
  return dropAfter(vm, callObject(vm, f, values!.v as PyObject[], names === null ? null : (names.v as PyObject[])), f);
}

/** CPython 3.11: type_new_set_names: the error is wrapped. */
function setNameFailed(vm: VM, attribute: PyObject | null, where: PyObject | null): Result {
  const [name, owner] = where!.v as [PyObject<string>, PyObject<PyType>];
  const cause = vm.thread.exception!;
  vm.thread.exception = null;
  vm.raise(
    vm.T.RuntimeError,
    `Error calling __set_name__ on '${attribute!.type.name}' instance '${name.v}' in '${owner.v.name}'`,
  );
  const e = vm.thread.exception! as PyObject;
  touchPayload(e);
  e.v.cause = newRef(cause);
  e.v.suppressContext = true;
  if (e.v.context === null) e.v.context = cause;
  else vm.counts.decref(cause);
  return null;
}
