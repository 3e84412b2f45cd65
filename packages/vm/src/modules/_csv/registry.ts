import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { dictEntries, dictGet, dictPop, dictSet, newDict } from "../../objects/dict/dict.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { isStr } from "../../objects/str/arguments.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { callDialect } from "./dialect.ts";

/** CPython 3.11: Modules/_csv.c error_spec */
export const csvErrorSpec: TypeSpec = { name: "_csv.Error", base: (vm) => vm.T.Exception, flags: TPFLAGS_BASETYPE };

export function csvError(vm: VM, message: string): null {
  return vm.raise(vm.type(csvErrorSpec), message);
}

/** CPython 3.11: Modules/_csv.c _csvstate */
class CsvState {
  /** Registered dialects by name; owned. */
  readonly dialects: PyObject<DictTable>;
  fieldLimit: number = 128 * 1024;

  constructor(vm: VM) {
    this.dialects = newDict(vm);
  }

  traverse(visit: (child: PyObject) => void): void {
    visit(this.dialects);
  }
}

export function csvState(vm: VM): CsvState {
  let state = vm.moduleState.get("_csv") as CsvState | undefined;
  if (state === undefined) {
    state = new CsvState(vm);
    vm.moduleState.set("_csv", state);
  }
  return state;
}

/** A registered dialect, a new reference. CPython 3.11: Modules/_csv.c get_dialect_from_registry */
export function dialectByName(vm: VM, name: PyObject): Result {
  return andThen(vm, dictGet(vm, csvState(vm).dialects, name), orUnknown, null, null, null, 0, true);
}

function orUnknown(vm: VM, value: PyObject): Result {
  return value === STOP ? csvError(vm, "unknown dialect") : value;
}

/** CPython 3.11: _csv_unregister_dialect_impl */
export function unregister_dialect(vm: VM, _module: PyObject, name: PyObject): Result {
  return andThen(vm, dictPop(vm, csvState(vm).dialects, name), popped, null, null, null, 0, true);
}

function popped(vm: VM, value: PyObject): Result {
  if (value === STOP) return csvError(vm, "unknown dialect");
  vm.counts.decref(value);
  return vm.newNone();
}

/** CPython 3.11: _csv_list_dialects_impl */
export function list_dialects(vm: VM): Result {
  return vm.newList(dictEntries(csvState(vm).dialects).map(([name]) => newRef(name)));
}

/** CPython 3.11: csv_register_dialect */
export function register_dialect(vm: VM, _module: PyObject, args: PyObject[], keywords: [PyObject<string>, PyObject][]): Result {
  if (args.length < 1 || args.length > 2) {
    const bound = args.length < 1 ? "at least 1 argument" : "at most 2 arguments";
    return vm.raise(vm.T.TypeError, ` expected ${bound}, got ${args.length}`);
  }
  if (!isStr(args[0]!)) return vm.raise(vm.T.TypeError, "dialect name must be a string");
  return andThen(vm, callDialect(vm, args[1] ?? null, keywords), register, args[0]!);
}

function register(vm: VM, dialect: PyObject, name: PyObject | null): Result {
  const r = andThen(vm, dictSet(vm, csvState(vm).dialects, name!, dialect), done);
  vm.counts.decref(dialect);
  return r;
}

function done(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: _csv_field_size_limit_impl */
export function field_size_limit(vm: VM, module: PyObject, limit: PyObject | null): Result {
  const state = csvState(vm);
  const old = state.fieldLimit;
  if (limit !== null) {
    if (limit.type !== vm.T.int) return vm.raise(vm.T.TypeError, "limit must be an integer");
    const value = limit.v as number | bigint;
    if (value >= 1n << 63n || value < -(1n << 63n))
      return vm.raise(vm.T.OverflowError, "Python int too large to convert to C long");
    touchPayload(module);
    state.fieldLimit = Number(value);
  }
  return vm.newInt(old);
}
