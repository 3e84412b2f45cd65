import type { ConstantValue } from "../constant.ts";

const MAX_DIGITS = 4300;

/**
 * Value of a number as it is written; where CPython refuses one that its tokenizer let pass, the message.
 *
 * CPython 3.11: Parser/pegen.c _PyPegen_number_token, parsenumber_raw
 */
export function numberValue(spelling: string, featureVersion: number): ConstantValue | string {
  let digits = spelling;
  if (spelling.includes("_")) {
    if (featureVersion < 6) return "Underscores in numeric literals are only supported in Python 3.6 and greater";
    digits = spelling.replaceAll("_", "");
  }
  const second = digits.charCodeAt(1) | 32;
  if (digits.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98)) return integer(digits);
  const last = digits.charCodeAt(digits.length - 1) | 32;
  if (last === 106) return { type: "complex", real: 0, imag: Number(digits.slice(0, -1)) };
  for (let i = 0; i < digits.length; i++) {
    const c = digits.charCodeAt(i);
    if (c < 48 || c > 57) return { type: "float", value: Number(digits) };
  }
  if (digits.length > MAX_DIGITS) return tooManyDigits(digits.length);
  return integer(digits);
}

function tooManyDigits(count: number): string {
  return (
    `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${count} digits; ` +
    "use sys.set_int_max_str_digits() to increase the limit" +
    " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits."
  );
}

function integer(digits: string): ConstantValue {
  const value = Number(digits);
  return { type: "int", value: Number.isSafeInteger(value) ? value : BigInt(digits) };
}
