import { newRef } from "@vivarium/heap";
import { sequenceTuple } from "../../eval/iterate.ts";
import { dropAfter, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { str } from "../../protocol/repr.ts";
import { isSubtype } from "../type/mro.ts";
import type { TypeSpec } from "../type/type-spec.ts";
import { BaseException_init, fieldMember } from "./base-exception.ts";
import { type ExceptionData, exceptionField, replaceExceptionField, separateLayout } from "./exception.ts";

type Exception = PyObject<ExceptionData>;

const INFO = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"] as const;

/** `SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset]))`. CPython 3.11: Objects/exceptions.c SyntaxError_init */
function SyntaxError_init(vm: VM, self: Exception, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (BaseException_init(vm, self, args, kwnames) === null) return null;
  if (args.length >= 1) replaceExceptionField(vm, self, "msg", newRef(args[0]!));
  if (args.length !== 2) return OK;
  return thenBorrowed(vm, sequenceTuple(vm, args[1]!), takeInfo, self);
}

function takeInfo(vm: VM, tuple: PyObject<PyObject[]>, self: PyObject | null): Result {
  const info = tuple.v;
  return dropAfter(vm, storeInfo(vm, self!, info), tuple);
}

function storeInfo(vm: VM, self: Exception, info: readonly PyObject[]): Result {
  const n = info.length;
  if (n < 4) return vm.raise(vm.T.TypeError, `function takes at least 4 arguments (${n} given)`);
  if (n > 6) return vm.raise(vm.T.TypeError, `function takes at most 6 arguments (${n} given)`);
  for (let i = 0; i < INFO.length; i++) replaceExceptionField(vm, self, INFO[i]!, i < n ? newRef(info[i]!) : null);
  if (n === 5) return vm.raise(vm.T.TypeError, "end_offset must be provided when end_lineno is provided");
  return OK;
}

/** The message, with the last part of the file's name and the line where there are such. CPython 3.11: Objects/exceptions.c SyntaxError_str */
function SyntaxError_str(vm: VM, self: Exception): Result {
  return thenBorrowed(vm, str(vm, exceptionField(self, "msg") ?? vm.none), addPlace, self);
}

function addPlace(vm: VM, text: PyObject, self: PyObject | null): Result {
  const filename = exceptionField(self!, "filename");
  const name = filename !== null && isSubtype(filename.type, vm.T.str) ? (filename.v as string) : null;
  const line = exceptionField(self!, "lineno");
  const parts: string[] = [];
  if (name !== null) parts.push(name.slice(name.lastIndexOf("/") + 1));
  if (line !== null && line.type === vm.T.int) parts.push(`line ${lineNumber(line.v as number | bigint)}`);
  if (parts.length === 0) return text;
  const r = vm.newStr(`${text.v as string} (${parts.join(", ")})`);
  vm.counts.decref(text);
  return r;
}

/** PyLong_AsLongAndOverflow gives -1 for what does not fit. */
function lineNumber(value: number | bigint): number | bigint {
  return value > 9223372036854775807n || value < -9223372036854775808n ? -1 : value;
}

export const syntaxErrorParts: Omit<TypeSpec, "name" | "base" | "doc"> = {
  layout: separateLayout(),
  flags: TPFLAGS_BASETYPE,
  slots: { tp_init: SyntaxError_init, tp_str: SyntaxError_str },
  getset: [
    fieldMember("msg", "exception msg"),
    fieldMember("filename", "exception filename"),
    fieldMember("lineno", "exception lineno"),
    fieldMember("offset", "exception offset"),
    fieldMember("text", "exception text"),
    fieldMember("end_lineno", "exception end lineno"),
    fieldMember("end_offset", "exception end offset"),
    fieldMember("print_file_and_line", "exception print_file_and_line"),
  ],
};
