import { CO_VARARGS, CO_VARKEYWORDS, type CodeFields, CodeObject, type Constant } from "@vivarium/compiler";
import type { VM } from "../interpreter.ts";
import type { PyObject, PyType, Result } from "../object.ts";
import { newCode } from "./code.ts";
import { constantOfObject } from "./constant-of-object.ts";
import { isSubtype } from "./type/mro.ts";

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

type FieldName = (typeof order)[number];

/** What a field is made from; everything else is a tuple. */
const kinds: Partial<Record<FieldName, "int" | "bytes" | "str">> = {
  co_argcount: "int",
  co_posonlyargcount: "int",
  co_kwonlyargcount: "int",
  co_nlocals: "int",
  co_stacksize: "int",
  co_flags: "int",
  co_firstlineno: "int",
  co_code: "bytes",
  co_linetable: "bytes",
  co_exceptiontable: "bytes",
  co_filename: "str",
  co_name: "str",
  co_qualname: "str",
};

type Changes = Partial<Record<FieldName, PyObject>>;

/** CPython 3.11: Objects/codeobject.c code_new_impl */
export function code_new(vm: VM, _type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (kwnames !== null && kwnames.length > 0) return vm.raise(vm.T.TypeError, "code() takes no keyword arguments");
  if (args.length < 16) return vm.raise(vm.T.TypeError, `code expected at least 16 arguments, got ${args.length}`);
  if (args.length > 18) return vm.raise(vm.T.TypeError, `code expected at most 18 arguments, got ${args.length}`);
  const changes: Changes = {};
  for (let i = 0; i < args.length; i++) {
    const name = order[i]!;
    if (!checkField(vm, name, args[i]!, `code() argument ${i + 1}`)) return null;
    changes[name] = args[i]!;
  }
  for (const [name, text] of [
    ["co_argcount", "argcount"],
    ["co_posonlyargcount", "posonlyargcount"],
    ["co_kwonlyargcount", "kwonlyargcount"],
    ["co_nlocals", "nlocals"],
  ] as const)
    if ((changes[name]!.v as number) < 0) return vm.raise(vm.T.ValueError, `code: ${text} must not be negative`);
  for (const name of ["co_names", "co_varnames", "co_freevars", "co_cellvars"] as const) {
    const odd = (changes[name]?.v as PyObject[] | undefined)?.find((o) => !isSubtype(o.type, vm.T.str));
    if (odd !== undefined) return vm.raise(vm.T.TypeError, `name tuples must contain only strings, not '${odd.type.name}'`);
  }
  return build(vm, null, changes);
}

/** CPython 3.11: Objects/codeobject.c code_replace_impl */
export function code_replace(vm: VM, self: PyObject, ...values: (PyObject | null)[]): Result {
  const changes: Changes = {};
  for (let i = 0; i < replaceNames.length; i++) {
    const name = replaceNames[i]!;
    const value = values[i] ?? null;
    if (value === null) continue;
    if (!checkField(vm, name, value, `replace() argument '${name}'`)) return null;
    changes[name] = value;
  }
  for (const name of [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
  ] as const)
    if (changes[name] !== undefined && (changes[name].v as number) < 0)
      return vm.raise(vm.T.ValueError, `${name} must be a positive integer`);
  return build(vm, (self.v as { co: CodeObject }).co, changes);
}

function checkField(vm: VM, name: FieldName, o: PyObject, where: string): boolean {
  const T = vm.T;
  const kind = kinds[name] ?? "tuple";
  if (isSubtype(o.type, T[kind])) return true;
  const message =
    kind === "int"
      ? `'${o.type.name}' object cannot be interpreted as an integer`
      : `${where} must be ${kind}, not ${o.type === T.NoneType ? "None" : o.type.name}`;
  vm.raise(T.TypeError, message);
  return false;
}

export const replaceNames: readonly FieldName[] = [
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

/** A code object from `base` with some fields changed; null with an exception. */
function build(vm: VM, base: CodeObject | null, changes: Changes): Result {
  const fields: CodeFields = base === null ? emptyFields() : { ...(base as unknown as CodeFields) };
  for (const [name, kind] of Object.entries(kinds) as [Exclude<keyof CodeFields, "co_consts">, string][])
    if (name !== ("co_nlocals" as string) && changes[name as FieldName] !== undefined)
      (fields as unknown as Record<string, unknown>)[name] =
        kind === "int" ? Number(changes[name as FieldName]!.v) : changes[name as FieldName]!.v;
  const { co_consts, co_names, co_varnames, co_cellvars, co_freevars } = changes;
  const strings = [co_names, co_varnames, co_cellvars, co_freevars].flatMap((o) => (o === undefined ? [] : (o.v as PyObject[])));
  if (strings.some((o) => !isSubtype(o.type, vm.T.str))) return vm.raise(vm.T.SystemError, "non-string found in code slot");
  if (co_names !== undefined) fields.co_names = textsOf(co_names);
  if (co_consts !== undefined) {
    const consts = constantsOf(vm, co_consts);
    if (consts === null) return null;
    fields.co_consts = consts;
  }
  const varnames = co_varnames === undefined ? [...(base?.co_varnames ?? [])] : textsOf(co_varnames);
  if (base === null || co_varnames !== undefined || co_cellvars !== undefined || co_freevars !== undefined)
    setLocals(
      fields,
      varnames,
      co_cellvars === undefined ? [...(base?.co_cellvars ?? [])] : textsOf(co_cellvars),
      co_freevars === undefined ? [...(base?.co_freevars ?? [])] : textsOf(co_freevars),
    );
  const wrong = problem(
    fields,
    varnames.length,
    changes.co_nlocals === undefined ? varnames.length : Number(changes.co_nlocals.v),
  );
  if (wrong !== null) return vm.raise(vm.T.ValueError, wrong);
  return newCode(vm, new CodeObject(fields));
}

/** CPython 3.11: Objects/codeobject.c _PyCode_Validate, PyCode_NewWithPosOnlyArgs */
function problem(fields: CodeFields, variables: number, nlocals: number): string | null {
  if (fields.co_code.length % 2 !== 0) return "code: co_code is malformed";
  if (nlocals !== variables) return "code: co_nlocals != len(co_varnames)";
  const flags = fields.co_flags;
  const total =
    fields.co_argcount +
    fields.co_kwonlyargcount +
    ((flags & CO_VARARGS) === 0 ? 0 : 1) +
    ((flags & CO_VARKEYWORDS) === 0 ? 0 : 1);
  return total > variables ? "code: co_varnames is too small" : null;
}

function textsOf(tuple: PyObject): string[] {
  return (tuple.v as PyObject<string>[]).map((o) => o.v);
}

/** NOT CPYTHON: only what can be a constant of a text can be in `co_consts`. */
function constantsOf(vm: VM, tuple: PyObject): Constant[] | null {
  const consts: Constant[] = [];
  for (const o of tuple.v as PyObject[]) {
    const constant = constantOfObject(vm, o);
    if (constant === null) return null;
    consts.push(constant);
  }
  return consts;
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
