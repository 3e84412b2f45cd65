import type { VM } from "../../interpreter.ts";
import type { PyObject, PyType } from "../../object.ts";
import { basicSizes } from "./basic-sizes.gen.ts";

/*
 * How much memory CPython's objects take: what `__basicsize__`, `__sizeof__` and `sys.getsizeof` say. Here they take another amount, which nobody sees.
 */

const POINTER = 8;
const OBJECT_SIZE = 16;

interface Size {
  readonly basic: number;
  readonly item: number;
}

let table: Map<string, Size> | null = null;

function sizeByName(name: string): Size {
  if (table === null) {
    table = new Map();
    for (const [basic, item, names] of basicSizes) for (const n of names.split(" ")) table.set(n, { basic, item });
  }
  return table.get(name) ?? { basic: OBJECT_SIZE, item: 0 };
}

/** The nearest type that no class statement made. */
function builtinBase(type: PyType): PyType {
  let t = type.solidBase;
  while (t.heapType && t.base !== null) t = t.base;
  return t;
}

/** Instances have a dict that CPython keeps before the object. */
export function hasManagedDict(type: PyType): boolean {
  return type.heapType && type.hasDict && !builtinBase(type).hasDict && itemSize(type) === 0;
}

/** CPython 3.11: tp_basicsize, as type_new sets it */
export function basicSize(type: PyType): number {
  const base = builtinBase(type);
  const { basic, item } = sizeByName(base.name);
  if (!type.heapType) return basic;
  const dict = item > 0 && type.hasDict && !base.hasDict ? POINTER : 0;
  const weakrefs = type.hasWeakrefs && !base.hasWeakrefs ? POINTER : 0;
  return basic + type.slotCount * POINTER + dict + weakrefs;
}

/** CPython 3.11: tp_itemsize */
export function itemSize(type: PyType): number {
  return sizeByName(builtinBase(type).name).item;
}

/**
 * CPython 3.11: Objects/typeobject.c object___sizeof___impl, Objects/bytearrayobject.c bytearray_sizeof
 * NOT CPYTHON: a bytearray that grew has no spare room, and a compiled pattern no code.
 */
export function sizeOfObject(vm: VM, o: PyObject): number {
  const T = vm.T;
  const base = builtinBase(o.type);
  const basic = basicSize(o.type);
  if (base === T.tuple || base === T.bytes) return basic + (o.v as { length: number }).length * itemSize(o.type);
  if (base === T.memoryview) return basic + 3 * itemSize(o.type);
  if (base !== T.bytearray) return basic;
  const { length } = T.bytearray.layout === o.type.layout ? byteLength(o) : { length: 0 };
  return basic + (length === 0 ? 0 : length + 1);
}

function byteLength(o: PyObject): { length: number } {
  const v = o.v as { length?: number; bytes?: Uint8Array };
  return { length: v.bytes?.length ?? v.length ?? 0 };
}
