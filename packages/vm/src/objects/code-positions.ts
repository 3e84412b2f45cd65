import { decodeLineTable } from "@vivarium/compiler";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { getIter } from "../protocol/iterator.ts";
import type { Code } from "./code.ts";

function iterate(vm: VM, items: PyObject[]): Result {
  const list = vm.newList(items);
  const r = getIter(vm, list);
  vm.counts.decref(list);
  return r;
}

function intOrNone(vm: VM, n: number | null | undefined): PyObject {
  return n === null || n === undefined || n < 0 ? vm.newNone() : vm.newInt(n);
}

/** CPython 3.11: Objects/codeobject.c code_linesiterator: (start, end, line) of each entry of the table. */
export function codeLines(vm: VM, code: Code): Result {
  const rows = decodeLineTable(code.co.co_linetable, code.co.co_firstlineno);
  return iterate(
    vm,
    rows.map(({ start, end, location }) => vm.newTuple([vm.newInt(start), vm.newInt(end), intOrNone(vm, location?.lineno)])),
  );
}

/** CPython 3.11: Objects/codeobject.c code_positionsiterator: four positions for each code unit. */
export function codePositions(vm: VM, code: Code): Result {
  const items: PyObject[] = [];
  for (const { start, end, location } of decodeLineTable(code.co.co_linetable, code.co.co_firstlineno)) {
    for (let at = start; at < end; at += 2)
      items.push(
        vm.newTuple([
          intOrNone(vm, location?.lineno),
          intOrNone(vm, location?.end_lineno),
          intOrNone(vm, location?.col_offset),
          intOrNone(vm, location?.end_col_offset),
        ]),
      );
  }
  return iterate(vm, items);
}

/** The table of earlier versions: pairs of a step in bytes and a signed step in lines. CPython 3.11: Objects/codeobject.c decode_linetable */
export function lineNumberTable(code: Code): Uint8Array {
  const { co_linetable, co_firstlineno } = code.co;
  const bytes: number[] = [];
  let line = co_firstlineno;
  let at = 0;
  for (const { start, location } of decodeLineTable(co_linetable, co_firstlineno)) {
    if (location === null || location.lineno === line) continue;
    let units = start - at;
    let lines = location.lineno - line;
    for (; units > 255; units -= 255) bytes.push(255, 0);
    for (; lines > 127; lines -= 127, units = 0) bytes.push(units, 127);
    for (; lines < -128; lines += 128, units = 0) bytes.push(units, -128 & 255);
    bytes.push(units, lines & 255);
    at = start;
    line = location.lineno;
  }
  return Uint8Array.from(bytes);
}
