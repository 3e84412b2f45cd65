import { HeapObject } from "@vivarium/heap";
import { callWithSignature } from "../../src/eval/arguments.ts";
import { EvalState } from "../../src/eval/eval-state.ts";
import type { VM } from "../../src/interpreter.ts";
import {
  leafLayout,
  PENDING,
  type PyObject,
  PyType,
  type Result,
  STOP,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_INHERITED,
  TPFLAGS_LIST_SUBCLASS,
  TPFLAGS_METHOD_DESCRIPTOR,
  TPFLAGS_TUPLE_SUBCLASS,
} from "../../src/object.ts";
import { boolSpec } from "../../src/objects/bool.ts";
import type { ComplexValue } from "../../src/objects/complex/operations.ts";
import { complexSpec } from "../../src/objects/complex.ts";
import { dictGet, dictSet, dictSetString } from "../../src/objects/dict/dict.ts";
import { DictTable } from "../../src/objects/dict/table.ts";
import type { ExceptionData } from "../../src/objects/exceptions/exception.ts";
import { raiseKeyError } from "../../src/objects/exceptions/raise.ts";
import { floatSpec } from "../../src/objects/float/float.ts";
import { intSpec } from "../../src/objects/int/int.ts";
import { strSpec } from "../../src/objects/str/str.ts";
import { newStrFromText, pointsOf, textOf } from "../../src/objects/str/text.ts";
import type { MethodSpec, TypeSpec } from "../../src/objects/type/type-spec.ts";

/*
 * What numbers and strings need of an interpreter, and no more: types without dicts, counts that nobody keeps. The values that CPython gave are
 * recorded as data (tools/record-numbers-str.py); this turns them into objects and back.
 */

const EXCEPTIONS = (
  "TypeError ValueError OverflowError ZeroDivisionError MemoryError IndexError KeyError LookupError AttributeError " +
  "UnicodeEncodeError UnicodeDecodeError"
).split(" ");

function typeOfSpec(vm: VM, spec: TypeSpec): PyType {
  const base = spec.base?.(vm) ?? null;
  const type = new PyType(spec.name, base, spec.layout ?? leafLayout);
  if (base !== null) {
    for (const key of Object.keys(base))
      if (/^(tp|nb|sq|mp)_/.test(key))
        (type as unknown as Record<string, unknown>)[key] = (base as unknown as Record<string, unknown>)[key];
    type.flags = base.flags & TPFLAGS_INHERITED;
  }
  Object.assign(type, spec.slots);
  type.flags |= spec.flags ?? 0;
  type.dict = new HeapObject(type, new DictTable()) as PyObject;
  type.mro = base === null ? [type] : [type, ...base.mro];
  type.object = new HeapObject(type, type) as PyObject<PyType>;
  return type;
}

function plainType(name: string, flags = 0, base: PyType | null = null): PyType {
  const type = new PyType(name, base, leafLayout);
  type.mro = base === null ? [type] : [type, ...base.mro];
  type.flags = flags;
  type.dict = new HeapObject(type, new DictTable()) as PyObject;
  type.object = new HeapObject(type, type) as PyObject<PyType>;
  return type;
}

/** What protocols look up by name. */
function addMethods(vm: VM, types: PyType[], specs: TypeSpec[]): void {
  const descriptor = plainType("method_descriptor", TPFLAGS_METHOD_DESCRIPTOR);
  descriptor.tp_call = (v, o, args, kwnames) => {
    const spec = o.v as MethodSpec;
    return callWithSignature(v, spec, () => spec.name, args[0]!, args.slice(1), kwnames);
  };
  types.forEach((type, i) => {
    for (const spec of specs[i]!.methods ?? []) {
      const o = new HeapObject(descriptor, spec) as PyObject;
      dictSetString(vm, type.dict, vm.newStr(spec.name), o);
    }
  });
}

/** A VM for one test file. */
export function bareVM(): VM {
  const T: Record<string, PyType> = {};
  const make = (type: PyType, v: unknown): PyObject => new HeapObject(type, v) as PyObject;
  const vm = {
    T,
    hashSeed: 0,
    smallInts: [] as PyObject[],
    latin1: [] as PyObject[],
    interned: new Map(),
    moduleState: new Map(),
    moduleTypes: new Map(),
    counts: { decref() {}, decrefAll() {}, suspended: null },
    journal: { register() {} },
    generations: { track() {} },
    thread: {
      exception: null as PyObject<ExceptionData> | null,
      frame: null,
      exceptionInfo: { value: null, previous: null },
      stopValue: null,
      depth: 0,
      charged: 0,
    },
    evalState: new EvalState(),
    nestedCalls: 0,
    current: null,
    recursionLimit: 1000,
    newInt: (v: number) => make(T.int!, v),
    newIntFromBig: (v: bigint) => make(T.int!, v >= -9007199254740991n && v <= 9007199254740991n ? Number(v) : v),
    newFloat: (v: number) => make(T.float!, v),
    newBool: (v: boolean) => (v ? vm.true_ : vm.false_),
    newNone: () => vm.none,
    newNotImplemented: () => vm.notImplemented,
    newStr: (v: string) => make(T.str!, v),
    intern: (v: string) => make(T.str!, v),
    newTuple: (v: PyObject[]) => make(T.tuple!, v),
    newList: (v: PyObject[]) => make(T.list!, v),
    newBytes: (v: Uint8Array) => make(T.bytes!, v),
    newDict: () => make(T.dict!, new DictTable()),
    raise(type: PyType, message: string): null {
      vm.thread.exception = make(type, { args: vm.newTuple([vm.newStr(message)]) }) as PyObject<ExceptionData>;
      return null;
    },
    exceptionMatches: (type: PyType) => vm.thread.exception!.type.mro.includes(type),
    clearException() {
      vm.thread.exception = null;
    },
    none: null as unknown as PyObject,
    true_: null as unknown as PyObject,
    false_: null as unknown as PyObject,
    notImplemented: null as unknown as PyObject,
    emptyStr: null as unknown as PyObject,
    modules: null as unknown as PyObject,
  };
  const real = vm as unknown as VM;
  T.exception = plainType("Exception");
  for (const name of EXCEPTIONS) T[name] = plainType(name, 0, T.exception);
  for (const name of ["IndexError", "KeyError"]) T[name] = plainType(name, 0, T.LookupError!);
  for (const name of ["NoneType", "NotImplementedType", "dict", "bytearray", "slice", "str_iterator", "str_ascii_iterator"])
    T[name] = plainType(name);
  T.tuple = plainType("tuple", TPFLAGS_TUPLE_SUBCLASS);
  T.list = plainType("list", TPFLAGS_LIST_SUBCLASS);
  T.bytes = plainType("bytes", TPFLAGS_BYTES_SUBCLASS);
  T.type = plainType("type");
  T.int = typeOfSpec(real, intSpec);
  T.bool = typeOfSpec(real, boolSpec);
  T.float = typeOfSpec(real, floatSpec);
  T.complex = typeOfSpec(real, complexSpec);
  T.str = typeOfSpec(real, strSpec);
  addMethods(real, [T.int, T.float, T.complex, T.str], [intSpec, floatSpec, complexSpec, strSpec]);
  T.dict!.mp_subscript = (v, d, key) => {
    const value = dictGet(v, d, key);
    return value === STOP ? raiseKeyError(v, key) : value;
  };
  vm.none = make(T.NoneType!, null);
  vm.notImplemented = make(T.NotImplementedType!, null);
  vm.true_ = make(T.bool, 1);
  vm.false_ = make(T.bool, 0);
  vm.emptyStr = vm.newStr("");
  for (let i = -5; i <= 256; i++) vm.smallInts.push(vm.newInt(i));
  for (let i = 0; i < 256; i++) vm.latin1.push(vm.newStr(String.fromCharCode(i)));
  vm.modules = vm.newDict();
  return real;
}

/** A recorded value. */
export type Recorded =
  | null
  | boolean
  | { i: string }
  | { f: string }
  | { c: [string, string] }
  | { s: string }
  | { p: number[] }
  | { b: number[] }
  | { t: Recorded[] }
  | { l: Recorded[] }
  | { d: [Recorded, Recorded][] }
  | { o: string };

const bits = new DataView(new ArrayBuffer(8));

function doubleOf(hex: string): number {
  bits.setBigUint64(0, BigInt(`0x${hex}`));
  return bits.getFloat64(0);
}

function hexOf(x: number): string {
  bits.setFloat64(0, Number.isNaN(x) ? Number.NaN : x);
  return bits.getBigUint64(0).toString(16).padStart(16, "0");
}

export function objectOf(vm: VM, value: Recorded): PyObject {
  if (value === null) return vm.none;
  if (typeof value === "boolean") return vm.newBool(value);
  if ("i" in value) return vm.newIntFromBig(value.i.startsWith("-") ? -BigInt(value.i.slice(1)) : BigInt(value.i));
  if ("f" in value) return vm.newFloat(doubleOf(value.f));
  if ("c" in value) return new HeapObject(vm.T.complex, { real: doubleOf(value.c[0]), imag: doubleOf(value.c[1]) }) as PyObject;
  if ("s" in value) return vm.newStr(value.s);
  if ("p" in value) return newStrFromText(vm, Uint32Array.from(value.p));
  if ("b" in value) return vm.newBytes(Uint8Array.from(value.b));
  if ("t" in value) return vm.newTuple(value.t.map((v) => objectOf(vm, v)));
  if ("l" in value) return vm.newList(value.l.map((v) => objectOf(vm, v)));
  if ("d" in value) {
    const d = vm.newDict();
    for (const [k, v] of value.d) dictSet(vm, d, objectOf(vm, k), objectOf(vm, v));
    return d;
  }
  return vm.notImplemented;
}

/** As the recording writes it: large numbers in base 16. */
function intText(v: bigint): string {
  const size = v < 0n ? -v : v;
  return size < 1n << 2000n ? String(v) : `${v < 0n ? "-" : ""}0x${size.toString(16)}`;
}

export function recordedOf(vm: VM, o: PyObject): Recorded {
  const T = vm.T;
  if (o === vm.none) return null;
  if (o.type === T.bool) return o === vm.true_;
  if (o.type === T.int) return { i: intText(BigInt(o.v as number | bigint)) };
  if (o.type === T.float) return { f: hexOf(o.v as number) };
  if (o.type === T.complex) return { c: [hexOf((o.v as ComplexValue).real), hexOf((o.v as ComplexValue).imag)] };
  if (o.type === T.str) {
    const points = pointsOf(textOf(o));
    return points.some((c) => c >= 0xd800 && c <= 0xdfff) ? { p: [...points] } : { s: o.v as string };
  }
  if (o.type === T.bytes) return { b: [...(o.v as Uint8Array)] };
  if (o.type === T.tuple) return { t: (o.v as PyObject[]).map((v) => recordedOf(vm, v)) };
  if (o.type === T.list) return { l: (o.v as PyObject[]).map((v) => recordedOf(vm, v)) };
  if (o.type === T.dict) {
    const { keys, values } = o.v as DictTable;
    return { d: keys.map((k, i) => [recordedOf(vm, k!), recordedOf(vm, values[i]!)] as [Recorded, Recorded]) };
  }
  return { o: o.type.name };
}

const BINARY: Record<string, string> = {
  __add__: "nb_add",
  __sub__: "nb_subtract",
  __mul__: "nb_multiply",
  __mod__: "nb_remainder",
  __divmod__: "nb_divmod",
  __floordiv__: "nb_floor_divide",
  __truediv__: "nb_true_divide",
  __lshift__: "nb_lshift",
  __rshift__: "nb_rshift",
  __and__: "nb_and",
  __or__: "nb_or",
  __xor__: "nb_xor",
};
const UNARY: Record<string, string> = {
  __neg__: "nb_negative",
  __pos__: "nb_positive",
  __abs__: "nb_absolute",
  __invert__: "nb_invert",
  __bool__: "nb_bool",
  __int__: "nb_int",
  __float__: "nb_float",
  __repr__: "tp_repr",
  __hash__: "tp_hash",
  __len__: "sq_length",
};
const COMPARE = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

type AnySlot = (vm: VM, ...args: unknown[]) => Result;

function methodOf(o: PyObject, name: string, vm: VM): TypeSpec["methods"] {
  const specs = [strSpec, intSpec, floatSpec, complexSpec, boolSpec];
  const type = o.type === vm.T.type ? (o.v as PyType) : o.type;
  return specs
    .filter((s) => type.mro.some((t) => t.name === s.name))
    .flatMap((s) => (s.methods ?? []).filter((m) => m.name === name));
}

function callSlot(vm: VM, o: PyObject, name: string, args: PyObject[]): Result | undefined {
  const slots = o.type as unknown as Record<string, AnySlot | null>;
  if (BINARY[name] !== undefined) {
    const slot = slots[BINARY[name]!] ?? (name === "__add__" ? slots.sq_concat : null);
    return slot!(vm, o, args[0]!);
  }
  if (UNARY[name] !== undefined) return slots[UNARY[name]!]!(vm, o);
  if (COMPARE.includes(name)) return slots.tp_richcompare!(vm, o, args[0]!, COMPARE.indexOf(name));
  if (name === "__pow__") return slots.nb_power!(vm, o, args[0]!, args[1] ?? vm.none);
  if (name === "__getitem__") return slots.mp_subscript!(vm, o, args[0]!);
  if (name === "__contains__") return slots.sq_contains!(vm, o, args[0]!);
  if (name === "repeat") return slots.sq_repeat!(vm, o, args[0]!.v);
  return undefined;
}

/** What a recorded case gives here: `{value}` or `{error: [type, message]}`. */
export function outcome(vm: VM, name: string, args: Recorded[], keywords: Record<string, Recorded> = {}): unknown {
  const objects = args.map((a) => objectOf(vm, a));
  const names = Object.keys(keywords);
  const all = [...objects, ...names.map((k) => objectOf(vm, keywords[k]!))];
  const kwnames = names.length === 0 ? null : names.map((k) => vm.newStr(k));
  vm.thread.exception = null;
  let result: Result;
  if (name.startsWith("new ")) {
    const type = (vm.T as unknown as Record<string, PyType>)[name.slice(4)]!;
    result = type.tp_new!(vm, type, all, kwnames);
  } else if (name.includes(".")) {
    const [type, method] = name.split(".") as [string, string];
    const self = (vm.T as unknown as Record<string, PyType>)[type]!.object;
    const spec = methodOf(new HeapObject(self.v as PyType, null) as PyObject, method, vm)![0]!;
    result = callWithSignature(vm, spec, () => `${method}()`, self, all, kwnames);
  } else {
    const slot = callSlot(vm, objects[0]!, name, all.slice(1));
    if (slot !== undefined) result = slot;
    else {
      const spec = methodOf(objects[0]!, name, vm)![0]!;
      result = callWithSignature(vm, spec, () => `${objects[0]!.type.name}.${name}()`, objects[0]!, all.slice(1), kwnames);
    }
  }
  if (result === PENDING || result === STOP) return { error: ["pending", ""] };
  if (result !== null) return { value: recordedOf(vm, result) };
  const e = vm.thread.exception! as PyObject<ExceptionData>;
  return { error: [e.type.name, ...e.v.args.v.map((a) => recordedOf(vm, a))] };
}
