import { incref } from "@vivarium/heap";
import { decref, type Registers } from "./registers.ts";

/*
 * Instructions that only move values: constants, local variables, the operand stack.
 */

export function NOP(): void {}

export function EXTENDED_ARG(): void {}

export function CACHE(): void {
  throw new Error("an inline cache entry was executed");
}

/** The checkpoint rule of the table does all there is to do. */
export function RESUME(): void {}

export function POP_TOP(f: Registers): void {
  const value = f.slots[--f.sp]!;
  decref(f, value);
}

export function PUSH_NULL(f: Registers): void {
  f.slots[f.sp++] = null;
}

export function LOAD_CONST(f: Registers): void {
  const value = f.consts[f.oparg]!;
  incref(value);
  f.slots[f.sp++] = value;
}

export function STORE_FAST(f: Registers): void {
  const value = f.slots[--f.sp]!;
  const old = f.slots[f.oparg]!;
  f.slots[f.oparg] = value;
  if (old !== null) decref(f, old);
}

export function SWAP(f: Registers): void {
  const top = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = f.slots[f.sp - f.oparg]!;
  f.slots[f.sp - f.oparg] = top;
}

export function COPY(f: Registers): void {
  const value = f.slots[f.sp - f.oparg]!;
  if (value !== null) incref(value);
  f.slots[f.sp++] = value;
}
