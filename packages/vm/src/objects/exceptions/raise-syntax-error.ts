import { newRef } from "@vivarium/heap";
import type { PySyntaxError } from "@vivarium/parser";
import type { VM } from "../../interpreter.ts";
import type { PyObject } from "../../object.ts";
import { newException, setExceptionField } from "./exception.ts";
import { raiseObject } from "./raise.ts";

/** A SyntaxError of the parser or compiler becomes a Python one, with all its fields. */
export function raiseSyntaxError(vm: VM, error: PySyntaxError): null {
  const T = vm.T;
  const number = (n: number | null): PyObject => (n === null ? vm.newNone() : vm.newInt(n));
  const text = (s: string | null): PyObject => (s === null ? vm.newNone() : vm.newStr(s));
  const type = error.type === "TabError" ? T.TabError : error.type === "IndentationError" ? T.IndentationError : T.SyntaxError;
  const fields: [string, PyObject][] = [
    ["filename", text(error.filename)],
    ["lineno", number(error.lineno)],
    ["offset", number(error.offset)],
    ["text", text(error.text)],
    ["end_lineno", number(error.end_lineno)],
    ["end_offset", number(error.end_offset)],
  ];
  if (error.filename === null && error.lineno === null) {
    vm.counts.decrefAll(fields.map(([, value]) => value));
    return raiseObject(vm, newException(vm, type, [vm.newStr(error.msg)]));
  }
  const location = vm.newTuple(fields.map(([, value]) => value));
  const e = newException(vm, type, [vm.newStr(error.msg), location]);
  // `msg` is there already. The fields share the objects of the argument tuple.
  for (const [name, value] of fields) setExceptionField(e, name, newRef(value));
  return raiseObject(vm, e);
}
