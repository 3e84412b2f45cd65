import { newRef } from "@vivarium/heap";
import { countedCall } from "../eval/c-calls.ts";
import { holdWhilePending, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { address } from "../objects/address.ts";
import { typeLookup } from "../objects/type/lookup.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { callSpecial } from "../objects/type/slot-adapters.ts";

/** `repr(o)`. CPython 3.11: Objects/object.c PyObject_Repr */
export function repr(vm: VM, o: PyObject): Result {
  const f = o.type.tp_repr;
  if (f === null) return vm.newStr(`<${o.type.name} object at ${addressText(vm, o)}>`);
  return countedCall(vm, " while getting the repr of an object", reprNow, o, o);
}

function reprNow(vm: VM, o: PyObject): Result {
  return then(vm, o.type.tp_repr!(vm, o), checkRepr);
}

function checkRepr(vm: VM, value: PyObject): Result {
  return checkStr(vm, value, "__repr__");
}

function checkStr(vm: VM, value: PyObject, name: string): Result {
  if (isSubtype(value.type, vm.T.str)) return value;
  const type = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `${name} returned non-string (type ${type})`);
}

/** `str(o)`. CPython 3.11: Objects/object.c PyObject_Str */
export function str(vm: VM, o: PyObject): Result {
  if (o.type === vm.T.str) return newRef(o);
  const f = o.type.tp_str;
  if (f === null) return repr(vm, o);
  return countedCall(vm, " while getting the str of an object", strNow, o, o);
}

function strNow(vm: VM, o: PyObject): Result {
  return then(vm, o.type.tp_str!(vm, o), checkStrResult);
}

function checkStrResult(vm: VM, value: PyObject): Result {
  return checkStr(vm, value, "__str__");
}

/** `ascii(o)`. CPython 3.11: Objects/object.c PyObject_ASCII */
export function ascii(vm: VM, o: PyObject): Result {
  return then(vm, repr(vm, o), escapeNonAscii);
}

function escapeNonAscii(vm: VM, value: PyObject): Result {
  const s = value.v as string;
  let out = "";
  for (const c of s) {
    const n = c.codePointAt(0)!;
    if (n < 128) out += c;
    else if (n < 256) out += `\\x${n.toString(16).padStart(2, "0")}`;
    else if (n < 65536) out += `\\u${n.toString(16).padStart(4, "0")}`;
    else out += `\\U${n.toString(16).padStart(8, "0")}`;
  }
  if (out === s) return value;
  vm.counts.decref(value);
  return vm.newStr(out);
}

/** `format(o, spec)`; `spec` an exact str or null for "". CPython 3.11: Objects/abstract.c PyObject_Format */
export function format(vm: VM, o: PyObject, spec: PyObject | null): Result {
  if (spec === null || spec.v === "") {
    if (o.type === vm.T.str) return newRef(o);
    if (o.type === vm.T.int) return str(vm, o);
  }
  const method = typeLookup(vm, o.type, "__format__");
  if (method === null) return vm.raise(vm.T.TypeError, `Type ${o.type.name} doesn't define __format__`);
  const text = spec ?? vm.newStr("");
  const r = then(vm, callFormat(vm, o, method, text), checkFormat);
  if (spec === null) vm.counts.decref(text);
  return r;
}

/** The method is bound first. CPython 3.11: PyObject_Format (_PyObject_LookupSpecial, PyObject_CallFunctionObjArgs) */
function callFormat(vm: VM, o: PyObject, method: PyObject, spec: PyObject): Result {
  return holdWhilePending(vm, callSpecial(vm, o, method, [spec]), [o]);
}

function checkFormat(vm: VM, value: PyObject): Result {
  if (isSubtype(value.type, vm.T.str)) return value;
  const type = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `__format__ must return a str, not ${type}`);
}

/** The address of an object as `%p` prints it. */
export function addressText(vm: VM, o: PyObject): string {
  return `0x${address(vm, o).toString(16)}`;
}
