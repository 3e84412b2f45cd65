/** Python's `repr` of constants, for error messages and the text of annotations. */
import type { Constant } from "../constant.ts";

/** CPython 3.11: Python/pystrtod.c PyOS_double_to_string with 'r' */
function reprFloat(value: number, suffix: ".0" | ""): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return `-0${suffix}`;
  const [mantissa, exponentText] = value.toExponential().split("e") as [string, string];
  const exponent = Number(exponentText);
  const negative = mantissa.startsWith("-");
  const digits = mantissa.replace("-", "").replace(".", "");
  let text: string;
  if (exponent < -4 || exponent >= 16) {
    const magnitude = String(Math.abs(exponent)).padStart(2, "0");
    text = `${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ""}e${exponent < 0 ? "-" : "+"}${magnitude}`;
  } else if (exponent < 0) text = `0.${"0".repeat(-exponent - 1)}${digits}`;
  else if (digits.length <= exponent + 1) text = digits + "0".repeat(exponent + 1 - digits.length) + suffix;
  else text = `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  return negative ? `-${text}` : text;
}

/** CPython 3.11: Objects/complexobject.c complex_repr */
function reprComplex(real: number, imag: number): string {
  if (Object.is(real, 0)) return `${reprFloat(imag, "")}j`;
  const tail = reprFloat(imag, "");
  return `(${reprFloat(real, "")}${tail.startsWith("-") ? "" : "+"}${tail}j)`;
}

function escaped(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

function isPrintable(code: number): boolean {
  return code >= 0x20 && code !== 0x7f && !(code >= 0x80 && code < 0xa1) && code !== 0xad && !(code >= 0xd800 && code < 0xe000);
}

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [9, "\\t"],
  [10, "\\n"],
  [13, "\\r"],
  [92, "\\\\"],
]);

function quoteFor(text: string): string {
  return text.includes("'") && !text.includes('"') ? '"' : "'";
}

function reprStr(text: string): string {
  const quote = quoteFor(text);
  let out = quote;
  for (const ch of text) {
    const code = ch.codePointAt(0)!;
    if (ch === quote) out += `\\${ch}`;
    else out += ESCAPES.get(code) ?? (isPrintable(code) ? ch : escaped(code));
  }
  return out + quote;
}

function reprBytes(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes);
  const quote = quoteFor(text);
  let out = `b${quote}`;
  for (const code of bytes) {
    const ch = String.fromCharCode(code);
    if (ch === quote) out += `\\${ch}`;
    else out += ESCAPES.get(code) ?? (code >= 0x20 && code < 0x7f ? ch : escaped(code));
  }
  return out + quote;
}

/** `repr` of a constant that is no code object. */
export function reprConstant(c: Constant): string {
  switch (c.type) {
    case "None":
      return "None";
    case "Ellipsis":
      return "Ellipsis";
    case "bool":
      return c.value ? "True" : "False";
    case "int":
      return String(c.value);
    case "float":
      return reprFloat(c.value, ".0");
    case "complex":
      return reprComplex(c.real, c.imag);
    case "str":
      return reprStr(c.value);
    case "bytes":
      return reprBytes(c.value);
    case "tuple":
      return `(${c.items.map(reprConstant).join(", ")}${c.items.length === 1 ? "," : ""})`;
    case "frozenset":
      return `frozenset({${c.items.map(reprConstant).join(", ")}})`;
    case "code":
      return `<code object ${c.code.co_name}>`;
  }
}
