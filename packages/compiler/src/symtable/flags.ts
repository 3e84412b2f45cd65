/**
 * The bits of a symbol (CPython 3.11: Include/internal/pycore_symtable.h).
 *
 * The low bits say what the text does with the name (`DEF_*`, `USE`); from bit `SCOPE_SHIFT` on stands where the name lives, one of
 * `LOCAL` ... `CELL`, once the analysis has decided it.
 */
export const DEF_GLOBAL = 1;
export const DEF_LOCAL = 2;
export const DEF_PARAM = 4;
export const DEF_NONLOCAL = 8;
export const USE = 16;
export const DEF_FREE = 32;
export const DEF_FREE_CLASS = 64;
export const DEF_IMPORT = 128;
export const DEF_ANNOT = 256;
export const DEF_COMP_ITER = 512;
export const DEF_BOUND: number = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

export const SCOPE_SHIFT = 11;
export const LOCAL = 1;
export const GLOBAL_EXPLICIT = 2;
export const GLOBAL_IMPLICIT = 3;
export const FREE = 4;
export const CELL = 5;
