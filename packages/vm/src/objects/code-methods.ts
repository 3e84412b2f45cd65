import { type CodeFields, CodeObject, type Constant } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject, PyType, Result } from "../object.ts";
import { Py_EQ, Py_NE } from "../protocol/compare.ts";
import { registerAsInt, setStringHash } from "../protocol/hash.ts";
import { type Code, newCode } from "./code.ts";
import { codeLines, codePositions } from "./code-positions.ts";
import { constantOfObject } from "./constant-of-object.ts";
import { type GetSetSpec, type MethodSpec, method } from "./type/type-spec.ts";

function names(vm: VM, list: readonly string[]): Result {
  return vm.newTuple(list.map((n) => vm.intern(n)));
}

function field(name: string, get: (vm: VM, code: Code) => Result, member = true): GetSetSpec {
  return { name, member, get: (vm, self) => get(vm, self.v as Code) };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

/** CPython 3.11: Objects/codeobject.c code_richcompare */
export function code_compare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if ((op !== Py_EQ && op !== Py_NE) || b.type !== vm.T.code) return vm.newNotImplemented();
  const x = (a.v as Code).co;
  const y = (b.v as Code).co;
  const same = a === b || equalCode(x, y);
  return vm.newBool(same === (op === Py_EQ));
}

function equalCode(x: CodeObject, y: CodeObject): boolean {
  return (
    x.co_name === y.co_name &&
    x.co_argcount === y.co_argcount &&
    x.co_posonlyargcount === y.co_posonlyargcount &&
    x.co_kwonlyargcount === y.co_kwonlyargcount &&
    x.co_flags === y.co_flags &&
    x.co_firstlineno === y.co_firstlineno &&
    sameBytes(x.co_code, y.co_code) &&
    x.co_names.join("\0") === y.co_names.join("\0") &&
    x.co_localsplusnames.join("\0") === y.co_localsplusnames.join("\0") &&
    sameBytes(x.co_linetable, y.co_linetable) &&
    sameBytes(x.co_exceptiontable, y.co_exceptiontable) &&
    x.co_consts.length === y.co_consts.length &&
    x.co_consts.every((c, i) => equalConstants(c, y.co_consts[i]!))
  );
}

/** Equal values of the same type, recursively (CPython 3.11: _PyCode_ConstantKey). */
function equalConstants(a: Constant, b: Constant): boolean {
  if (a.type !== b.type) return false;
  switch (a.type) {
    case "tuple":
    case "frozenset": {
      const items = (b as typeof a).items;
      return a.items.length === items.length && a.items.every((c, i) => equalConstants(c, items[i]!));
    }
    case "code":
      return equalCode(a.code, (b as typeof a).code);
    case "bytes":
      return sameBytes(a.value, (b as typeof a).value);
    case "complex":
      return Object.is(a.real, (b as typeof a).real) && Object.is(a.imag, (b as typeof a).imag);
    case "None":
    case "Ellipsis":
      return true;
    default:
      return Object.is(a.value, (b as typeof a).value);
  }
}

export function code_hash(vm: VM, self: PyObject): Result {
  setStringHash(vm, (self.v as Code).co.co_name);
  return registerAsInt(vm);
}

const order = [
  "co_argcount",
  "co_posonlyargcount",
  "co_kwonlyargcount",
  "co_nlocals",
  "co_stacksize",
  "co_flags",
  "co_code",
  "co_consts",
  "co_names",
  "co_varnames",
  "co_filename",
  "co_name",
  "co_qualname",
  "co_firstlineno",
  "co_linetable",
  "co_exceptiontable",
  "co_freevars",
  "co_cellvars",
] as const;

/** CPython 3.11: Objects/codeobject.c code_new_impl */
export function code_new(vm: VM, _type: PyType, args: readonly PyObject[]): Result {
  if (args.length < 16 || args.length > 18)
    return vm.raise(vm.T.TypeError, `code() takes at least 16 arguments (${args.length} given)`);
  const changes: Record<string, PyObject> = {};
  order.forEach((name, i) => {
    if (args[i] !== undefined) changes[name] = args[i]!;
  });
  return build(vm, null, changes);
}

function code_replace(vm: VM, self: PyObject, ...values: (PyObject | null)[]): Result {
  const changes: Record<string, PyObject> = {};
  replaceNames.forEach((name, i) => {
    const value = values[i];
    if (value !== null && value !== undefined) changes[name] = value;
  });
  return build(vm, (self.v as Code).co, changes);
}

const replaceNames = [
  "co_argcount",
  "co_posonlyargcount",
  "co_kwonlyargcount",
  "co_nlocals",
  "co_stacksize",
  "co_flags",
  "co_firstlineno",
  "co_code",
  "co_consts",
  "co_names",
  "co_varnames",
  "co_freevars",
  "co_cellvars",
  "co_filename",
  "co_name",
  "co_qualname",
  "co_linetable",
  "co_exceptiontable",
];

/** A code object from `base` with some fields changed. */
function build(vm: VM, base: CodeObject | null, changes: Record<string, PyObject>): Result {
  const fields: CodeFields = base === null ? emptyFields() : { ...(base as unknown as CodeFields) };
  for (const key of ["co_filename", "co_name", "co_qualname"] as const)
    if (changes[key] !== undefined) fields[key] = changes[key].v as string;
  for (const key of [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_stacksize",
    "co_flags",
    "co_firstlineno",
  ] as const)
    if (changes[key] !== undefined) fields[key] = changes[key].v as number;
  for (const key of ["co_code", "co_linetable", "co_exceptiontable"] as const)
    if (changes[key] !== undefined) fields[key] = changes[key].v as Uint8Array;
  if (changes.co_names !== undefined) fields.co_names = (changes.co_names.v as PyObject<string>[]).map((n) => n.v);
  if (changes.co_consts !== undefined) {
    const consts: Constant[] = [];
    for (const c of changes.co_consts.v as PyObject[]) {
      const constant = constantOfObject(vm, c);
      if (constant === null) return null;
      consts.push(constant);
    }
    fields.co_consts = consts;
  }
  const own = base === null ? null : base;
  const texts = (o: PyObject | undefined, otherwise: readonly string[]): string[] =>
    o === undefined ? [...otherwise] : (o.v as PyObject<string>[]).map((n) => n.v);
  if (own === null || changes.co_varnames !== undefined || changes.co_cellvars !== undefined || changes.co_freevars !== undefined)
    setLocals(
      fields,
      texts(changes.co_varnames, own?.co_varnames ?? []),
      texts(changes.co_cellvars, own?.co_cellvars ?? []),
      texts(changes.co_freevars, own?.co_freevars ?? []),
    );
  return newCode(vm, new CodeObject(fields));
}

/** CPython 3.11: Objects/codeobject.c PyCode_NewWithPosOnlyArgs: a cell that is also a variable has one place. */
function setLocals(fields: CodeFields, varnames: string[], cellvars: string[], freevars: string[]): void {
  const all = [...varnames, ...cellvars.filter((c) => !varnames.includes(c)), ...freevars];
  fields.co_localsplusnames = all;
  fields.co_localspluskinds = Uint8Array.from(all, (name, i) => {
    if (i >= all.length - freevars.length) return 0x80;
    return (varnames.includes(name) ? 0x20 : 0) | (cellvars.includes(name) ? 0x40 : 0);
  });
}

function emptyFields(): CodeFields {
  return {
    co_filename: "",
    co_name: "",
    co_qualname: "",
    co_flags: 0,
    co_code: new Uint8Array(),
    co_firstlineno: 1,
    co_linetable: new Uint8Array(),
    co_consts: [],
    co_names: [],
    co_localsplusnames: [],
    co_localspluskinds: new Uint8Array(),
    co_argcount: 0,
    co_posonlyargcount: 0,
    co_kwonlyargcount: 0,
    co_stacksize: 0,
    co_exceptiontable: new Uint8Array(),
  };
}

export const codeMethods: readonly MethodSpec[] = [
  method("replace", `($self, /, *, ${replaceNames.map((n) => `${n}=-1`).join(", ")})`, code_replace),
  method("co_lines", "($self, /)", (vm, self) => codeLines(vm, self.v as Code)),
  method("co_positions", "($self, /)", (vm, self) => codePositions(vm, self.v as Code)),
  method("__sizeof__", "($self, /)", (vm, self) => vm.newInt(160 + (self.v as Code).co.co_code.length)),
];

export const codeGetset: readonly GetSetSpec[] = [
  field("co_argcount", (vm, c) => vm.newInt(c.argcount)),
  field("co_posonlyargcount", (vm, c) => vm.newInt(c.posonlyargcount)),
  field("co_kwonlyargcount", (vm, c) => vm.newInt(c.kwonlyargcount)),
  field("co_stacksize", (vm, c) => vm.newInt(c.co.co_stacksize)),
  field("co_flags", (vm, c) => vm.newInt(c.flags)),
  field("co_names", (vm, c) => names(vm, c.co.co_names)),
  field("co_filename", (_vm, c) => newRef(c.filename)),
  field("co_name", (_vm, c) => newRef(c.name)),
  field("co_qualname", (_vm, c) => newRef(c.qualname)),
  field("co_firstlineno", (vm, c) => vm.newInt(c.co.co_firstlineno)),
  field("co_linetable", (vm, c) => vm.newBytes(c.co.co_linetable)),
  field("co_exceptiontable", (vm, c) => vm.newBytes(c.co.co_exceptiontable)),
  field("co_consts", (_vm, c) => newRef(c.constsTuple)),
  field("co_nlocals", (vm, c) => vm.newInt(c.nlocals), false),
  field("co_varnames", (vm, c) => names(vm, c.co.co_varnames), false),
  field("co_cellvars", (vm, c) => names(vm, c.co.co_cellvars), false),
  field("co_freevars", (vm, c) => names(vm, c.co.co_freevars), false),
  field("co_code", (vm, c) => vm.newBytes(c.co.co_code), false),
  field("_co_code_adaptive", (vm, c) => vm.newBytes(c.co.co_code), false),
  field("co_lnotab", (vm) => vm.newBytes(new Uint8Array()), false),
];
