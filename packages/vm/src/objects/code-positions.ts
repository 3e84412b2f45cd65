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

/** CPython 3.11: Objects/codeobject.c code_linesiterator: (start, end, line) of ranges of equal lines. */
export function codeLines(vm: VM, code: Code): Result {
  const rows: [number, number, number | null][] = [];
  for (const { start, end, location } of decodeLineTable(code.co.co_linetable, code.co.co_firstlineno)) {
    const line = location === null ? null : location.lineno;
    const last = rows[rows.length - 1];
    if (last !== undefined && last[2] === line && last[1] === start) last[1] = end;
    else rows.push([start, end, line]);
  }
  return iterate(
    vm,
    rows.map(([start, end, line]) => vm.newTuple([vm.newInt(start), vm.newInt(end), intOrNone(vm, line)])),
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
