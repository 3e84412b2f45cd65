import type { PyObject } from "../../object.ts";
import { characterString, type Text, textOf, textOfString } from "./text.ts";
import { isPrintable } from "./unicode.ts";

const PLAIN = /^[ !#-&(-[\]-~]*$/;

/** `repr` of a JS string. */
export function reprText(s: string): string {
  return PLAIN.test(s) ? `'${s}'` : reprOf(textOfString(s));
}

/** `repr` of a str. CPython 3.11: Objects/unicodeobject.c unicode_repr */
export function reprStr(o: PyObject<string>): string {
  return PLAIN.test(o.v) ? `'${o.v}'` : reprOf(textOf(o));
}

function reprOf(text: Text): string {
  const single = includes(text, 39);
  const quote = single && !includes(text, 34) ? 34 : 39;
  let s = String.fromCharCode(quote);
  for (let i = 0; i < text.length; i++) {
    const c = typeof text === "string" ? text.charCodeAt(i) : text[i]!;
    if (c === quote || c === 92) s += `\\${String.fromCharCode(c)}`;
    else if (c === 9) s += "\\t";
    else if (c === 10) s += "\\n";
    else if (c === 13) s += "\\r";
    else if (c >= 32 && c < 127) s += String.fromCharCode(c);
    else if (c >= 127 && isPrintable(c)) s += characterString(c);
    else s += escapeCharacter(c);
  }
  return s + String.fromCharCode(quote);
}

function includes(text: Text, c: number): boolean {
  return typeof text === "string" ? text.includes(String.fromCharCode(c)) : text.includes(c);
}

/** `\xhh`, `\uhhhh` or `\Uhhhhhhhh`. */
export function escapeCharacter(c: number): string {
  if (c < 0x100) return `\\x${c.toString(16).padStart(2, "0")}`;
  if (c < 0x10000) return `\\u${c.toString(16).padStart(4, "0")}`;
  return `\\U${c.toString(16).padStart(8, "0")}`;
}

/** All but ASCII escaped. CPython 3.11: Objects/object.c PyObject_ASCII, over what repr gave */
export function escapeNonAscii(o: PyObject<string>): string {
  const text = textOf(o);
  let s = "";
  for (let i = 0; i < text.length; i++) {
    const c = typeof text === "string" ? text.charCodeAt(i) : text[i]!;
    s += c < 128 ? String.fromCharCode(c) : escapeCharacter(c);
  }
  return s;
}
