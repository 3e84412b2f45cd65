import type { ConstantValue } from "@vivarium/parser";
import type { CodeObject } from "../code-object.ts";

/**
 * Every value that marshal knows. Containers are mutable while they are read, and may contain themselves.
 *
 * - A set's and a frozenset's items, and a dict's keys, are distinct in Python's sense (`1 == 1.0 == True`).
 * - `interned` on a string says that it is marked so: whoever makes a Python string of it must intern it.
 * - `StopIteration` is the class; marshal has a code for it, alone of all classes.
 */
export type MarshalValue =
  | ConstantValue
  | { readonly type: "str"; readonly value: string; readonly codePoints?: Uint32Array; readonly interned: true }
  | { readonly type: "StopIteration" }
  | { readonly type: "tuple"; readonly items: readonly MarshalValue[] }
  | { readonly type: "list"; readonly items: readonly MarshalValue[] }
  | { readonly type: "set"; readonly items: readonly MarshalValue[] }
  | { readonly type: "frozenset"; readonly items: readonly MarshalValue[] }
  | { readonly type: "dict"; readonly items: readonly (readonly [MarshalValue, MarshalValue])[] }
  | { readonly type: "code"; readonly code: CodeObject };

/** The string member of {@link MarshalValue}. */
export type MarshalString = Extract<MarshalValue, { type: "str" }>;

/** Which Python exception a failure of marshal is. */
export type MarshalErrorType = "ValueError" | "EOFError" | "TypeError" | "SystemError" | "UnicodeDecodeError";

/** Data that cannot be read, or a value that cannot be written; `message` is CPython's. */
export class MarshalError extends Error {
  override readonly name: string = "MarshalError";
  readonly type: MarshalErrorType;

  constructor(type: MarshalErrorType, message: string) {
    super(message);
    this.type = type;
  }
}

/** CPython 3.11: Python/marshal.c MAX_MARSHAL_STACK_DEPTH */
export const MAX_DEPTH = 2000;

/** The bit of a type code that says: this value gets the next number, for TYPE_REF to name. */
export const FLAG_REF = 0x80;

/** CPython 3.11: Python/marshal.c TYPE_* */
export const TYPE = {
  NULL: 0x30, // '0'
  NONE: 0x4e, // 'N'
  FALSE: 0x46, // 'F'
  TRUE: 0x54, // 'T'
  STOPITER: 0x53, // 'S'
  ELLIPSIS: 0x2e, // '.'
  INT: 0x69, // 'i'
  INT64: 0x49, // 'I', no longer written
  FLOAT: 0x66, // 'f'
  BINARY_FLOAT: 0x67, // 'g'
  COMPLEX: 0x78, // 'x'
  BINARY_COMPLEX: 0x79, // 'y'
  LONG: 0x6c, // 'l'
  STRING: 0x73, // 's': bytes
  INTERNED: 0x74, // 't'
  REF: 0x72, // 'r'
  TUPLE: 0x28, // '('
  LIST: 0x5b, // '['
  DICT: 0x7b, // '{'
  CODE: 0x63, // 'c'
  UNICODE: 0x75, // 'u'
  SET: 0x3c, // '<'
  FROZENSET: 0x3e, // '>'
  ASCII: 0x61, // 'a'
  ASCII_INTERNED: 0x41, // 'A'
  SMALL_TUPLE: 0x29, // ')'
  SHORT_ASCII: 0x7a, // 'z'
  SHORT_ASCII_INTERNED: 0x5a, // 'Z'
} as const;
