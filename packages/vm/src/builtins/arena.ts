import { op } from "@vivarium/compiler/opcodes";
import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { Code } from "../objects/code.ts";

/** Instructions behind a LOAD_CONST whose tuple the code generator has made: no part of the tree. */
const takesGeneratedTuple: ReadonlySet<number> = new Set([
  op.LIST_EXTEND!,
  op.SET_UPDATE!,
  op.IMPORT_NAME!,
  op.BUILD_CONST_KEY_MAP!,
  op.MATCH_CLASS!,
  op.MATCH_KEYS!,
]);

/** The constants of `code` that are tuples of the code generator, by index. */
function generatedTuples(code: Code): Set<number> {
  const { co_code } = code.co;
  const found = new Set<number>();
  // The constants loaded just before, the last one at the end.
  let loaded: number[] = [];
  let extended = 0;
  for (let i = 0; i < co_code.length; i += 2) {
    const opcode = co_code[i]!;
    const oparg = extended | co_code[i + 1]!;
    extended = opcode === op.EXTENDED_ARG ? oparg << 8 : 0;
    if (opcode === op.EXTENDED_ARG) continue;
    if (opcode === op.LOAD_CONST) {
      loaded.push(oparg);
      continue;
    }
    if (opcode === op.KW_NAMES) found.add(oparg);
    else if (takesGeneratedTuple.has(opcode) && loaded.length > 0) found.add(loaded[loaded.length - 1]!);
    // Defaults of a function, below its code object.
    else if (opcode === op.MAKE_FUNCTION && (oparg & 1) !== 0 && loaded.length > 1) found.add(loaded[loaded.length - 2]!);
    loaded = [];
  }
  return found;
}

/**
 * What code given as text owns while it runs, new references: the code object, which its runner keeps, and each constant, which the arena of its
 * syntax tree keeps. CPython 3.11: Python/pythonrun.c run_mod, Python/pyarena.c
 */
export function arenaOf(vm: VM, code: Code): PyObject[] {
  const kept: Set<PyObject> = new Set();
  const add = (o: PyObject): void => {
    if (o.type === vm.T.code) addAll(o.v as Code);
    else if (o.type === vm.T.tuple) for (const item of o.v as PyObject[]) add(item);
    // A frozenset is copied when it becomes a constant, its items are not.
    if (o.type === vm.T.frozenset) for (const item of (o.v as { list(): PyObject[] }).list()) add(item);
    else if (o.type !== vm.T.code) kept.add(o);
  };
  const addAll = (c: Code): void => {
    const generated = generatedTuples(c);
    for (let i = 0; i < c.consts.length; i++) {
      const o = c.consts[i]!;
      if (o.type !== vm.T.tuple || !generated.has(i)) add(o);
      else for (const item of o.v as PyObject[]) add(item);
    }
  };
  addAll(code);
  return [code.object, ...kept].map(newRef);
}
