import type { Constant } from "./constant.ts";

/** Bits of `co_flags` (CPython 3.11: Include/cpython/code.h). */
export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
export const CO_VARARGS = 0x4;
export const CO_VARKEYWORDS = 0x8;
export const CO_NESTED = 0x10;
export const CO_GENERATOR = 0x20;
export const CO_COROUTINE = 0x80;
export const CO_ITERABLE_COROUTINE = 0x100;
export const CO_ASYNC_GENERATOR = 0x200;
export const CO_FUTURE_DIVISION = 0x20000;
export const CO_FUTURE_ABSOLUTE_IMPORT = 0x40000;
export const CO_FUTURE_WITH_STATEMENT = 0x80000;
export const CO_FUTURE_PRINT_FUNCTION = 0x100000;
export const CO_FUTURE_UNICODE_LITERALS = 0x200000;
export const CO_FUTURE_BARRY_AS_BDFL = 0x400000;
export const CO_FUTURE_GENERATOR_STOP = 0x800000;
export const CO_FUTURE_ANNOTATIONS = 0x1000000;

/** Kinds in `co_localspluskinds` (CPython 3.11: Include/internal/pycore_code.h). */
export const CO_FAST_LOCAL = 0x20;
export const CO_FAST_CELL = 0x40;
export const CO_FAST_FREE = 0x80;

/** What a code object is made of: the arguments of CPython's `_PyCode_New`. */
export interface CodeFields {
  co_filename: string;
  co_name: string;
  co_qualname: string;
  co_flags: number;
  co_code: Uint8Array;
  co_firstlineno: number;
  co_linetable: Uint8Array;
  co_consts: readonly Constant[];
  co_names: readonly string[];
  co_localsplusnames: readonly string[];
  co_localspluskinds: Uint8Array;
  co_argcount: number;
  co_posonlyargcount: number;
  co_kwonlyargcount: number;
  co_stacksize: number;
  co_exceptiontable: Uint8Array;
}

/** A 3.11 code object, field by field as CPython's (CPython 3.11: Objects/codeobject.c). Immutable. */
export class CodeObject implements Readonly<CodeFields> {
  readonly co_filename: string;
  readonly co_name: string;
  readonly co_qualname: string;
  readonly co_flags: number;
  /** Instructions with their inline caches, two bytes a code unit. */
  readonly co_code: Uint8Array;
  readonly co_firstlineno: number;
  readonly co_linetable: Uint8Array;
  readonly co_consts: readonly Constant[];
  readonly co_names: readonly string[];
  readonly co_localsplusnames: readonly string[];
  readonly co_localspluskinds: Uint8Array;
  readonly co_argcount: number;
  readonly co_posonlyargcount: number;
  readonly co_kwonlyargcount: number;
  readonly co_stacksize: number;
  readonly co_exceptiontable: Uint8Array;

  constructor(fields: CodeFields) {
    this.co_filename = fields.co_filename;
    this.co_name = fields.co_name;
    this.co_qualname = fields.co_qualname;
    this.co_flags = fields.co_flags;
    this.co_code = fields.co_code;
    this.co_firstlineno = fields.co_firstlineno;
    this.co_linetable = fields.co_linetable;
    this.co_consts = fields.co_consts;
    this.co_names = fields.co_names;
    this.co_localsplusnames = fields.co_localsplusnames;
    this.co_localspluskinds = fields.co_localspluskinds;
    this.co_argcount = fields.co_argcount;
    this.co_posonlyargcount = fields.co_posonlyargcount;
    this.co_kwonlyargcount = fields.co_kwonlyargcount;
    this.co_stacksize = fields.co_stacksize;
    this.co_exceptiontable = fields.co_exceptiontable;
  }

  private namesOfKind(kind: number): string[] {
    return this.co_localsplusnames.filter((_, i) => (this.co_localspluskinds[i]! & kind) !== 0);
  }

  get co_varnames(): string[] {
    return this.namesOfKind(CO_FAST_LOCAL);
  }

  get co_cellvars(): string[] {
    return this.namesOfKind(CO_FAST_CELL);
  }

  get co_freevars(): string[] {
    return this.namesOfKind(CO_FAST_FREE);
  }

  get co_nlocals(): number {
    return this.co_varnames.length;
  }
}
