import { newRef } from "@vivarium/heap";
import { type PyObject, type Result, TPFLAGS_MAPPING, TPFLAGS_SEQUENCE } from "../../object.ts";
import { matchClass, matchKeys } from "../../objects/pattern-matching.ts";
import { decref, type Registers } from "./registers.ts";

export function MATCH_MAPPING(f: Registers): void {
  const yes = (f.slots[f.sp - 1]!.type.flags & TPFLAGS_MAPPING) !== 0;
  f.slots[f.sp++] = newRef(yes ? f.vm.true_ : f.vm.false_);
}

export function MATCH_SEQUENCE(f: Registers): void {
  const yes = (f.slots[f.sp - 1]!.type.flags & TPFLAGS_SEQUENCE) !== 0;
  f.slots[f.sp++] = newRef(yes ? f.vm.true_ : f.vm.false_);
}

/** Pushes the tuple of values, or None when a key is missing. */
export function MATCH_KEYS(f: Registers): Result {
  return matchKeys(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!);
}

export function MATCH_KEYS_finish(f: Registers, r: PyObject): void {
  f.slots[f.sp++] = r;
}

/** The subject, the class and the names of attributes are replaced by the tuple of attributes, or None. */
export function MATCH_CLASS(f: Registers): Result {
  return matchClass(f.vm, f.slots[f.sp - 3]!, f.slots[f.sp - 2]!, f.oparg, f.slots[f.sp - 1]!);
}

export function MATCH_CLASS_finish(f: Registers, r: PyObject): void {
  const names = f.slots[--f.sp]!;
  const type = f.slots[--f.sp]!;
  const subject = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, subject);
  decref(f, type);
  decref(f, names);
}
