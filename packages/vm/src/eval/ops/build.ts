import { incref } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { buildMap, buildSet, dictMerge, dictUpdate, listExtend, setAdd, setUpdate } from "../../objects/build.ts";
import { dictSet } from "../../objects/dict/dict.ts";
import { listAppendSteal } from "../../objects/list/list.ts";
import { ascii, format, repr, str } from "../../protocol/repr.ts";
import { andThen as then } from "../native-frame.ts";
import { decref, type Registers } from "./registers.ts";

/*
 * Displays, comprehensions' additions, f-strings.
 */

export function BUILD_TUPLE(f: Registers): void {
  const from = f.sp - f.oparg;
  const items = f.slots.slice(from, f.sp) as PyObject[];
  f.sp = from;
  f.slots[f.sp++] = f.vm.newTuple(items);
}

export function BUILD_LIST(f: Registers): void {
  const from = f.sp - f.oparg;
  const items = f.slots.slice(from, f.sp) as PyObject[];
  f.sp = from;
  f.slots[f.sp++] = f.vm.newList(items);
}

export function LIST_TO_TUPLE(f: Registers): void {
  const list = f.slots[f.sp - 1]!;
  const items = (list.v as PyObject[]).slice();
  for (const item of items) incref(item);
  f.slots[f.sp - 1] = f.vm.newTuple(items);
  decref(f, list);
}

export function BUILD_SET(f: Registers): Result {
  return buildSet(f.vm, f.slots.slice(f.sp - f.oparg, f.sp) as PyObject[]);
}

export function BUILD_SET_finish(f: Registers, r: PyObject): void {
  const items = f.slots.slice(f.sp - f.oparg, f.sp) as PyObject[];
  f.sp -= f.oparg;
  f.slots[f.sp++] = r;
  f.counts.decrefAll(items);
}

export function BUILD_MAP(f: Registers): Result {
  return buildMap(f.vm, f.slots.slice(f.sp - 2 * f.oparg, f.sp) as PyObject[], null);
}

export function BUILD_MAP_finish(f: Registers, r: PyObject): void {
  const items = f.slots.slice(f.sp - 2 * f.oparg, f.sp) as PyObject[];
  f.sp -= 2 * f.oparg;
  f.slots[f.sp++] = r;
  f.counts.decrefAll(items);
}

export function BUILD_CONST_KEY_MAP(f: Registers): Result {
  const keys = f.slots[f.sp - 1]!.v as PyObject[];
  return buildMap(f.vm, f.slots.slice(f.sp - 1 - f.oparg, f.sp - 1) as PyObject[], keys);
}

export function BUILD_CONST_KEY_MAP_finish(f: Registers, r: PyObject): void {
  const items = f.slots.slice(f.sp - 1 - f.oparg, f.sp) as PyObject[];
  f.sp -= f.oparg + 1;
  f.slots[f.sp++] = r;
  f.counts.decrefAll(items.reverse());
}

export function BUILD_STRING(f: Registers): void {
  const parts = f.slots.slice(f.sp - f.oparg, f.sp) as PyObject<string>[];
  f.sp -= f.oparg;
  let text = "";
  for (const part of parts) text += part.v;
  f.slots[f.sp++] = f.vm.newStr(text);
  f.counts.decrefAll(parts);
}

export function LIST_APPEND(f: Registers): void {
  const value = f.slots[--f.sp]!;
  const list = f.slots[f.sp - f.oparg]!;
  listAppendSteal(list, value);
}

export function SET_ADD(f: Registers): Result {
  return setAdd(f.vm, f.slots[f.sp - 1 - f.oparg]!, f.slots[f.sp - 1]!);
}

export function SET_ADD_finish(f: Registers): void {
  const value = f.slots[--f.sp]!;
  decref(f, value);
}

export function MAP_ADD(f: Registers): Result {
  return dictSet(f.vm, f.slots[f.sp - 2 - f.oparg]!, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!);
}

export function MAP_ADD_finish(f: Registers): void {
  const value = f.slots[--f.sp]!;
  const key = f.slots[--f.sp]!;
  decref(f, key);
  decref(f, value);
}

export function LIST_EXTEND(f: Registers): Result {
  return listExtend(f.vm, f.slots[f.sp - 1 - f.oparg]!, f.slots[f.sp - 1]!);
}

export function LIST_EXTEND_finish(f: Registers): void {
  const value = f.slots[--f.sp]!;
  decref(f, value);
}

export function SET_UPDATE(f: Registers): Result {
  return setUpdate(f.vm, f.slots[f.sp - 1 - f.oparg]!, f.slots[f.sp - 1]!);
}

export function SET_UPDATE_finish(f: Registers): void {
  const value = f.slots[--f.sp]!;
  decref(f, value);
}

export function DICT_UPDATE(f: Registers): Result {
  return dictUpdate(f.vm, f.slots[f.sp - 1 - f.oparg]!, f.slots[f.sp - 1]!);
}

export function DICT_UPDATE_finish(f: Registers): void {
  const value = f.slots[--f.sp]!;
  decref(f, value);
}

/** `f(**mapping)`: the callee is below the dict, for error messages. */
export function DICT_MERGE(f: Registers): Result {
  return dictMerge(f.vm, f.slots[f.sp - 1 - f.oparg]!, f.slots[f.sp - 1]!, f.slots[f.sp - 3 - f.oparg]!);
}

export function DICT_MERGE_finish(f: Registers): void {
  const value = f.slots[--f.sp]!;
  decref(f, value);
}

/** `{value!conversion:spec}`: the low two bits say which conversion, bit 2 that a spec is on the stack. */
export function FORMAT_VALUE(f: Registers): Result {
  const hasSpec = (f.oparg & 4) !== 0;
  const spec = hasSpec ? f.slots[f.sp - 1]! : null;
  const value = f.slots[f.sp - (hasSpec ? 2 : 1)]!;
  switch (f.oparg & 3) {
    case 1:
      return then(f.vm, str(f.vm, value), formatConverted, spec);
    case 2:
      return then(f.vm, repr(f.vm, value), formatConverted, spec);
    case 3:
      return then(f.vm, ascii(f.vm, value), formatConverted, spec);
    default:
      return format(f.vm, value, spec);
  }
}

export function formatConverted(vm: VM, value: PyObject, spec: PyObject | null): Result {
  if (spec === null && value.type === vm.T.str) return value;
  const r = format(vm, value, spec);
  vm.counts.decref(value);
  return r;
}

export function FORMAT_VALUE_finish(f: Registers, r: PyObject): void {
  if ((f.oparg & 4) !== 0) {
    const spec = f.slots[--f.sp]!;
    const value = f.slots[f.sp - 1]!;
    f.slots[f.sp - 1] = r;
    decref(f, value);
    decref(f, spec);
  } else {
    const value = f.slots[f.sp - 1]!;
    f.slots[f.sp - 1] = r;
    decref(f, value);
  }
}
