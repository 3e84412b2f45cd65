import {
  type Description,
  epoch,
  HeapObject,
  hashRecords,
  type Layout,
  restoreRecords,
  type SavedRecords,
  saveRecords,
  touch,
} from "@vivarium/heap";
import { describeObject } from "./audit/describe.ts";
import type { VM } from "./interpreter.ts";

/** Any Python value: CPython's `PyObject *`. One hidden class; what differs hangs off `v`, by `type.layout`. */
export type PyObject<V = any> = HeapObject<PyType, V>;

/**
 * What every operation gives: a new reference; `null` for failed, with the exception in the thread (`vm.thread.exception`); or `PENDING`, when a frame
 * was pushed on the thread's frame stack and the value comes later. Some operations have `STOP` or `OK` as their value, and say so.
 */
export type Result = PyObject | null;

/** Declared here, made in `PyType`'s module so that it has a type; see `sentinel`. */
export type Visit = (child: PyObject) => void;

export type UnaryOp = (vm: VM, a: PyObject) => Result;
export type BinaryOp = (vm: VM, a: PyObject, b: PyObject) => Result;
export type TernaryOp = (vm: VM, a: PyObject, b: PyObject, c: PyObject) => Result;
/** Positional arguments, then the values of `kwnames` (exact strs); all borrowed. CPython's vectorcall. */
export type CallOp = (vm: VM, callable: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null) => Result;
export type GetAttrOp = (vm: VM, o: PyObject, name: PyObject<string>) => Result;
/** `value` null: delete. Gives OK. */
export type SetAttrOp = (vm: VM, o: PyObject, name: PyObject<string>, value: PyObject | null) => Result;
export type CompareOp = (vm: VM, a: PyObject, b: PyObject, op: number) => Result;
export type IndexOp = (vm: VM, a: PyObject, index: number) => Result;
export type SetIndexOp = (vm: VM, a: PyObject, index: number, value: PyObject | null) => Result;
export type SetItemOp = (vm: VM, a: PyObject, key: PyObject, value: PyObject | null) => Result;
export type DescrGetOp = (vm: VM, descr: PyObject, instance: PyObject | null, owner: PyObject | null) => Result;
export type NewOp = (vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null) => Result;

/** How a payload is visited, dropped, saved and put back. One per kind of payload, shared by a type and its subtypes. */
export interface PayloadLayout<V = any> {
  /** Nothing in the payload is a reference. */
  readonly leaf: boolean;
  /** Instances are tracked by the collector (Py_TPFLAGS_HAVE_GC). */
  readonly container: boolean;
  /** Owned references, in the order in which CPython's tp_dealloc drops them. */
  traverse(v: V, visit: Visit): void;
  /** Empties a payload that is part of a garbage cycle (tp_clear), without dropping: gives what must be dropped, in order. */
  clear(v: V): PyObject[];
  /** A copy of the payload, never changed afterwards. Absent: the record and all records in it (`saveRecords`), which is nearly always right. */
  save?(v: V): unknown;
  /** Puts the state back; `o.v` is what it was when saved. Goes with `save`. */
  restore?(o: PyObject<V>, saved: unknown): void;
  /** Feeds the state to a digest, where `hashRecords` of the payload is not it. */
  hash?(v: V, into: (item: number | string) => void, identity: (item: object) => void): void;
}

/** Payloads that hold no references and never change: numbers, strings. */
export const leafLayout: PayloadLayout = {
  leaf: true,
  container: false,
  traverse() {},
  clear: () => [],
};

/** Payloads that hold no references but do change through an object with `clone()` and `assign(other)` (file positions, random states). */
export interface Cloneable {
  clone(): unknown;
  assign(other: unknown): void;
}

/** A layout for payloads that are records of ours: `references` names the owned ones in the order of death. */
export function recordLayout<V extends object>(options: {
  references: (v: V) => (PyObject | null)[];
  clear?: (v: V) => (PyObject | null)[];
  container?: boolean;
}): PayloadLayout<V> {
  return {
    leaf: false,
    container: options.container ?? true,
    traverse(v, visit) {
      for (const child of options.references(v)) if (child !== null) visit(child);
    },
    clear: (v) => (options.clear === undefined ? [] : options.clear(v).filter((child) => child !== null)),
  };
}

/** Bits of `tp_flags` that we keep (CPython 3.11: Include/object.h). */
export const TPFLAGS_SEQUENCE: number = 1 << 5;
export const TPFLAGS_MAPPING: number = 1 << 6;
export const TPFLAGS_DISALLOW_INSTANTIATION: number = 1 << 7;
export const TPFLAGS_IMMUTABLETYPE: number = 1 << 8;
export const TPFLAGS_HEAPTYPE: number = 1 << 9;
export const TPFLAGS_BASETYPE: number = 1 << 10;
export const TPFLAGS_HAVE_GC: number = 1 << 14;
export const TPFLAGS_METHOD_DESCRIPTOR: number = 1 << 17;
export const TPFLAGS_IS_ABSTRACT: number = 1 << 20;
export const TPFLAGS_MATCH_SELF: number = 1 << 22;
export const TPFLAGS_LONG_SUBCLASS: number = 1 << 24;
export const TPFLAGS_LIST_SUBCLASS: number = 1 << 25;
export const TPFLAGS_TUPLE_SUBCLASS: number = 1 << 26;
export const TPFLAGS_BYTES_SUBCLASS: number = 1 << 27;
export const TPFLAGS_UNICODE_SUBCLASS: number = 1 << 28;
export const TPFLAGS_DICT_SUBCLASS: number = 1 << 29;
export const TPFLAGS_BASE_EXC_SUBCLASS: number = 1 << 30;
export const TPFLAGS_TYPE_SUBCLASS: number = 1 << 31;
/** Inherited by subtypes; the rest is each type's own. */
export const TPFLAGS_INHERITED: number = TPFLAGS_SEQUENCE | TPFLAGS_MAPPING | TPFLAGS_HAVE_GC | TPFLAGS_MATCH_SELF | (0xff << 24);

/** Every slot a type can fill, CPython's names (Include/cpython/object.h). */
export class Slots {
  tp_repr: UnaryOp | null = null;
  tp_str: UnaryOp | null = null;
  /** Gives an exact int. */
  tp_hash: UnaryOp | null = null;
  tp_call: CallOp | null = null;
  tp_getattro: GetAttrOp | null = null;
  tp_setattro: SetAttrOp | null = null;
  tp_richcompare: CompareOp | null = null;
  tp_iter: UnaryOp | null = null;
  /** Gives STOP at the end; what the iterator returned is then in `vm.thread.stopValue` (owned, null for None). */
  tp_iternext: UnaryOp | null = null;
  tp_descr_get: DescrGetOp | null = null;
  tp_descr_set: ((vm: VM, descr: PyObject, instance: PyObject, value: PyObject | null) => Result) | null = null;
  /** Gives OK. */
  tp_init: CallOp | null = null;
  tp_new: NewOp | null = null;
  /** Python code to run before death (`__del__`, a suspended generator's close). Gives any value, which is dropped; errors are reported as unraisable. */
  tp_finalize: UnaryOp | null = null;
  /** Is there something for tp_finalize to do on this object now? Asked at death; absent: yes, always. */
  needsFinalizer: ((o: PyObject) => boolean) | null = null;
  nb_add: BinaryOp | null = null;
  nb_subtract: BinaryOp | null = null;
  nb_multiply: BinaryOp | null = null;
  nb_remainder: BinaryOp | null = null;
  nb_divmod: BinaryOp | null = null;
  nb_power: TernaryOp | null = null;
  nb_negative: UnaryOp | null = null;
  nb_positive: UnaryOp | null = null;
  nb_absolute: UnaryOp | null = null;
  /** Gives True or False. */
  nb_bool: UnaryOp | null = null;
  nb_invert: UnaryOp | null = null;
  nb_lshift: BinaryOp | null = null;
  nb_rshift: BinaryOp | null = null;
  nb_and: BinaryOp | null = null;
  nb_xor: BinaryOp | null = null;
  nb_or: BinaryOp | null = null;
  nb_int: UnaryOp | null = null;
  nb_float: UnaryOp | null = null;
  nb_inplace_add: BinaryOp | null = null;
  nb_inplace_subtract: BinaryOp | null = null;
  nb_inplace_multiply: BinaryOp | null = null;
  nb_inplace_remainder: BinaryOp | null = null;
  nb_inplace_power: TernaryOp | null = null;
  nb_inplace_lshift: BinaryOp | null = null;
  nb_inplace_rshift: BinaryOp | null = null;
  nb_inplace_and: BinaryOp | null = null;
  nb_inplace_xor: BinaryOp | null = null;
  nb_inplace_or: BinaryOp | null = null;
  nb_floor_divide: BinaryOp | null = null;
  nb_true_divide: BinaryOp | null = null;
  nb_inplace_floor_divide: BinaryOp | null = null;
  nb_inplace_true_divide: BinaryOp | null = null;
  nb_index: UnaryOp | null = null;
  nb_matrix_multiply: BinaryOp | null = null;
  nb_inplace_matrix_multiply: BinaryOp | null = null;
  /** Gives an exact int, never negative. */
  sq_length: UnaryOp | null = null;
  sq_concat: BinaryOp | null = null;
  sq_repeat: IndexOp | null = null;
  sq_item: IndexOp | null = null;
  sq_ass_item: SetIndexOp | null = null;
  /** Gives True or False. */
  sq_contains: BinaryOp | null = null;
  sq_inplace_concat: BinaryOp | null = null;
  sq_inplace_repeat: IndexOp | null = null;
  mp_length: UnaryOp | null = null;
  mp_subscript: BinaryOp | null = null;
  mp_ass_subscript: SetItemOp | null = null;
  am_await: UnaryOp | null = null;
  am_aiter: UnaryOp | null = null;
  am_anext: UnaryOp | null = null;
  /** The `send` protocol: a value, or STOP with the return value in `vm.thread.stopValue`. */
  am_send: BinaryOp | null = null;
}

export type SlotName = keyof Slots;

/** A type: CPython's `PyTypeObject`, without the object header. The Python-visible object is `object`. */
export class PyType extends Slots implements Layout {
  name: string;
  /** The object that Python sees; its `v` is this record. */
  object!: PyObject<PyType>;
  base: PyType | null;
  /** `__bases__`, owned tuple. */
  bases!: PyObject<PyObject[]>;
  /** The resolution order, this type first. The tuple that Python sees is `mroTuple`. */
  mro: PyType[] = [];
  mroTuple: PyObject<PyObject[]> | null = null;
  dict!: PyObject;
  flags = 0;
  /** Made by a `class` statement or `type()`: instances hold a reference to it. */
  heapType = false;
  /** Changes with every change to this type or a base; 0 when nobody asked since. Valid tags are never reused. */
  version = 0;
  /** Direct subclasses in order of creation; borrowed. */
  subclasses: PyType[] = [];
  layout: PayloadLayout;
  leaf: boolean;
  container: boolean;
  /** Instances have a `__dict__` (tp_dictoffset). */
  hasDict = false;
  /** Instances can be weakly referenced (tp_weaklistoffset). */
  hasWeakrefs = false;
  /** The type that decides the payload: the base-most one with this `layout` ("solid base"). */
  solidBase: PyType;
  /** Slots of `__slots__`, this type's and its bases': number of places. */
  slotCount = 0;
  /** Where instances keep attributes inline; null: in a dict from the start. */
  keys: SharedKeys | null = null;
  /** What attribute look-up found along the MRO; emptied when the version changes. */
  lookupCache: Map<string, PyObject | null> = new Map();
  doc: string | null = null;
  module: string | null = null;
  /** `__qualname__` of a heap type. */
  qualname: PyObject<string> | null = null;

  /** Its payload is saved when its object is. */
  get savesItself(): true {
    return true;
  }

  get derivedFields(): readonly string[] {
    return ["lookupCache"];
  }

  constructor(name: string, base: PyType | null, layout: PayloadLayout) {
    super();
    this.name = name;
    this.base = base;
    this.layout = layout;
    this.leaf = layout.leaf;
    this.container = layout.container;
    this.solidBase = this;
  }

  traverse(o: PyObject, visit: Visit): void {
    this.layout.traverse(o.v, visit);
    const w = o.w;
    if (w !== null) {
      if (w.slots !== null) for (const child of w.slots) if (child !== null) visit(child as PyObject);
      if (w.dict !== null) visit(w.dict as PyObject);
    }
    if (this.heapType) visit(this.object);
  }

  clear(o: PyObject): PyObject[] {
    const dropped = this.layout.clear(o.v);
    const w = o.w;
    if (w !== null && w.dict !== null && this.heapType) {
      dropped.push(w.dict as PyObject);
      w.dict = null;
    }
    return dropped;
  }

  describe(o: PyObject): Description {
    return describeObject(o);
  }

  save(o: PyObject): unknown {
    if (this.layout.save !== undefined) return this.layout.save(o.v);
    return typeof o.v === "object" && o.v !== null ? saveRecords(o.v as object) : null;
  }

  restore(o: PyObject, saved: unknown): void {
    if (this.layout.restore !== undefined) this.layout.restore(o, saved);
    else if (saved !== null) restoreRecords(saved as SavedRecords);
  }

  hashPayload(o: PyObject, into: (item: number | string) => void, identity: (item: object) => void): void {
    if (this.layout.hash === undefined) hashRecords(o.v, into, identity);
    else this.layout.hash(o.v, into, identity);
  }
}

/** The order in which a class's instances got their attributes: CPython's shared keys. */
export class SharedKeys {
  readonly index: Map<string, number> = new Map();
  readonly names: PyObject<string>[] = [];
}

const sentinelType = new PyType("sentinel", null, leafLayout);

/** A value that is no Python object: never counted, never stored. */
function sentinel(name: string): PyObject<string> {
  const o = new HeapObject<PyType, string>(sentinelType, name);
  sentinelType.leaf = true;
  return o;
}

/** A frame was pushed; the value is delivered to whoever is below it. */
export const PENDING: PyObject = sentinel("PENDING");
/** The end of an iteration. */
export const STOP: PyObject = sentinel("STOP");
/** Done, where there is no value to give. */
export const OK: PyObject = sentinel("OK");

/** A new object of a static or heap type with one reference, tracked if its kind is. */
export function alloc<V>(vm: VM, type: PyType, v: V): PyObject<V> {
  const o = new HeapObject<PyType, V>(type, v);
  if (type.heapType) {
    const t = type.object;
    if (t.epoch < epoch) touch(t);
    t.rc++;
  }
  if (type.container) vm.generations.track(o);
  return o;
}
