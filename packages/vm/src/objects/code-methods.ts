import type { CodeObject, Constant } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { Py_EQ, Py_NE } from "../protocol/compare.ts";
import { registerAsInt, setStringHash } from "../protocol/hash.ts";
import type { Code } from "./code.ts";
import { code_replace, replaceNames } from "./code-new.ts";
import { codeLines, codePositions, lineNumberTable } from "./code-positions.ts";
import { isInt } from "./int/value.ts";
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

/** The name of the variable that an operand of LOAD_FAST or LOAD_DEREF means. CPython 3.11: Objects/codeobject.c code__varname_from_oparg_impl */
function varname_from_oparg(vm: VM, self: PyObject, oparg: PyObject): Result {
  if (!isInt(oparg)) return vm.raise(vm.T.TypeError, `'${oparg.type.name}' object cannot be interpreted as an integer`);
  const name = (self.v as Code).localNames[Number(oparg.v)];
  return name === undefined ? vm.raise(vm.T.IndexError, "tuple index out of range") : newRef(name);
}

export const codeMethods: readonly MethodSpec[] = [
  method("replace", `($self, /, *, ${replaceNames.map((n) => `${n}=-1`).join(", ")})`, code_replace),
  method("co_lines", "($self, /)", (vm, self) => codeLines(vm, self.v as Code)),
  method("co_positions", "($self, /)", (vm, self) => codePositions(vm, self.v as Code)),
  method("_varname_from_oparg", "($self, /, oparg)", varname_from_oparg, {
    doc: "(internal-only) Return the local variable name for the given oparg.\n\nWARNING: this method is for internal use only and may change or go away.",
  }),
  method("__sizeof__", "($self, /)", (vm, self) => vm.newInt((184 + (self.v as Code).co.co_code.length + 7) & ~7)),
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
  field("co_lnotab", (vm, c) => vm.newBytes(lineNumberTable(c)), false),
];
