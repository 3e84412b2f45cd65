/**
 * The values an `ast.Constant` can hold.
 *
 * An `int` is a `number` while it is a safe integer and a `bigint` beyond: one canonical form.
 * A `str` is a JS string. Python counts code points, and can hold a high surrogate followed by a low one as two of them,
 * which a JS string cannot tell from one astral character: only then `codePoints` is there, and it is the truth.
 */
export type ConstantValue =
  | { readonly type: "None" }
  | { readonly type: "Ellipsis" }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "int"; readonly value: number | bigint }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "complex"; readonly real: number; readonly imag: number }
  | { readonly type: "str"; readonly value: string; readonly codePoints?: Uint32Array }
  | { readonly type: "bytes"; readonly value: Uint8Array };

export const NONE: ConstantValue = { type: "None" };
export const ELLIPSIS: ConstantValue = { type: "Ellipsis" };
export const TRUE: ConstantValue = { type: "bool", value: true };
export const FALSE: ConstantValue = { type: "bool", value: false };
