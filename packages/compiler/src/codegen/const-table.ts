/**
 * `co_consts` while it grows: equal constants share a place, where "equal" tells types, signs of zeros and nested items apart.
 * CPython 3.11: Objects/codeobject.c _PyCode_ConstantKey
 */
import type { CodeObject } from "../code-object.ts";
import type { Constant } from "../constant.ts";

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** CPython 3.11: Objects/codeobject.c code_richcompare */
function sameCode(a: CodeObject, b: CodeObject): boolean {
  return (
    a.co_name === b.co_name &&
    a.co_argcount === b.co_argcount &&
    a.co_posonlyargcount === b.co_posonlyargcount &&
    a.co_kwonlyargcount === b.co_kwonlyargcount &&
    a.co_flags === b.co_flags &&
    a.co_firstlineno === b.co_firstlineno &&
    sameBytes(a.co_code, b.co_code) &&
    sameBytes(a.co_linetable, b.co_linetable) &&
    sameBytes(a.co_exceptiontable, b.co_exceptiontable) &&
    sameNames(a.co_names, b.co_names) &&
    sameNames(a.co_localsplusnames, b.co_localsplusnames) &&
    a.co_consts.length === b.co_consts.length &&
    a.co_consts.every((c, i) => sameConstant(c, b.co_consts[i]!))
  );
}

function sameConstant(a: Constant, b: Constant): boolean {
  if (a.type === "code" || b.type === "code") return a.type === "code" && b.type === "code" && sameCode(a.code, b.code);
  return a === b || constantKey(a) === constantKey(b);
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Whether a constant holds a NaN, which equals nothing. */
function holdsNaN(c: Constant): boolean {
  switch (c.type) {
    case "float":
      return Number.isNaN(c.value);
    case "complex":
      return Number.isNaN(c.real) || Number.isNaN(c.imag);
    case "tuple":
    case "frozenset":
      return c.items.some(holdsNaN);
    default:
      return false;
  }
}

/** A string that two constants share exactly when `co_consts` may hold one for both. Code objects have none: they are compared. */
export function constantKey(c: Constant): string {
  switch (c.type) {
    case "None":
      return "N";
    case "Ellipsis":
      return "E";
    case "bool":
      return c.value ? "T" : "F";
    case "int":
      return `i${c.value}`;
    case "float":
      return `f${floatKey(c.value)}`;
    case "complex":
      return `c${floatKey(c.real)},${floatKey(c.imag)}`;
    case "str":
      return c.codePoints === undefined ? `s${c.value.length}:${c.value}` : `u${c.codePoints.length}:${c.codePoints.join()}`;
    case "bytes":
      return `b${c.value.length}:${c.value.join()}`;
    case "tuple":
      return `(${c.items.map(constantKey).join()})`;
    case "frozenset":
      return `{${c.items.map(constantKey).sort().join()}}`;
    case "code":
      throw new TypeError("a code object has no key");
  }
}

export class ConstTable {
  readonly values: Constant[] = [];
  private readonly strings: Map<string, number> = new Map();
  private readonly others: Map<string | number | bigint, number> = new Map();

  private append(value: Constant): number {
    return this.values.push(value) - 1;
  }

  /** The index of a constant, which is appended when it is new (CPython 3.11: Python/compile.c compiler_add_const). */
  add(value: Constant): number {
    if (value.type === "code") return this.addCode(value.code, value);
    const plain = value.type === "str" && value.codePoints === undefined;
    const map: Map<string | number | bigint, number> = plain ? this.strings : this.others;
    const key = plain ? value.value : value.type === "int" ? value.value : constantKey(value);
    const known = map.get(key);
    if (known !== undefined && !holdsNaN(value)) return known;
    const index = this.append(value);
    map.set(key, index);
    return index;
  }

  private addCode(code: CodeObject, value: Constant): number {
    const known = this.values.findIndex((v) => v.type === "code" && (v.code === code || sameCode(v.code, code)));
    return known >= 0 ? known : this.append(value);
  }
}
