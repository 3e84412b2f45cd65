import type { VM } from "../../interpreter.ts";
import { type PyObject, TPFLAGS_BYTES_SUBCLASS } from "../../object.ts";
import { isSubtype } from "../type/mro.ts";

/** The bytes of a bytes-like object, borrowed and not to be changed; null when it is none. */
export function bytesLike(vm: VM, o: PyObject): Uint8Array | null {
  if ((o.type.flags & TPFLAGS_BYTES_SUBCLASS) !== 0) return o.v as Uint8Array;
  return isSubtype(o.type, vm.T.bytearray) ? (o.v as Uint8Array) : null;
}

/** Each byte as the character with its number. */
export function latin1String(bytes: Uint8Array): string {
  let s = "";
  for (let i = 0; i < bytes.length; i += 8192) s += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return s;
}

/** `repr` of bytes. CPython 3.11: Objects/bytesobject.c PyBytes_Repr */
export function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let s = `b${quote}`;
  for (const c of bytes) {
    if (c === 92 || c === quote.charCodeAt(0)) s += `\\${String.fromCharCode(c)}`;
    else if (c === 9) s += "\\t";
    else if (c === 10) s += "\\n";
    else if (c === 13) s += "\\r";
    else if (c < 32 || c >= 127) s += `\\x${c.toString(16).padStart(2, "0")}`;
    else s += String.fromCharCode(c);
  }
  return s + quote;
}
