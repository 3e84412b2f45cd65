import { newRef, touchPayload } from "@vivarium/heap";
import { noKeywords } from "../../builtins/check-arguments.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { sequenceTuple } from "../../eval/iterate.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, PENDING, type PyObject, type PyType, type Result, STOP } from "../../object.ts";
import { getInstanceDict, instanceDictBorrowed, lookupAttrString, setAttr, setInstanceDict } from "../../protocol/attribute.ts";
import { repr, str } from "../../protocol/repr.ts";
import { dictEntries } from "../dict/dict.ts";
import { listAppend } from "../list/list.ts";
import { isSubtype } from "../type/mro.ts";
import { type GetSetSpec, type MethodSpec, method } from "../type/type-spec.ts";
import { ExceptionData, exceptionField, replaceExceptionField } from "./exception.ts";
import { isException } from "./match.ts";
import { setCause, setContext, setTraceback } from "./raise.ts";

type Keywordnames = readonly PyObject[] | null;
type Exception = PyObject<ExceptionData>;

/** The positional ones of `args`, which also hold the values of `kwnames`. */
export function positionalOf(args: readonly PyObject[], kwnames: Keywordnames): readonly PyObject[] {
  return kwnames === null || kwnames.length === 0 ? args : args.slice(0, args.length - kwnames.length);
}

/** CPython 3.11: Objects/exceptions.c BaseException_new; keywords are `__init__`'s business */
export function BaseException_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: Keywordnames): Result {
  const items = positionalOf(args, kwnames).map((a) => newRef(a));
  return alloc(vm, type, new ExceptionData(vm.newTuple(items)));
}

/** Replaces the arguments. CPython 3.11: Objects/exceptions.c BaseException_init after its check */
export function setArgs(vm: VM, self: Exception, args: readonly PyObject[]): void {
  touchPayload(self);
  const old: PyObject | null = self.v.args;
  self.v.args = vm.newTuple(args.map((a) => newRef(a)));
  if (old !== null) vm.counts.decref(old);
}

/** CPython 3.11: Objects/exceptions.c BaseException_init */
export function BaseException_init(vm: VM, self: Exception, args: readonly PyObject[], kwnames: Keywordnames): Result {
  if (!noKeywords(vm, self.type.name, kwnames)) return null;
  setArgs(vm, self, args);
  return OK;
}

/** CPython 3.11: Objects/exceptions.c BaseException_str */
export function BaseException_str(vm: VM, self: Exception): Result {
  const args = self.v.args.v;
  if (args.length === 0) return vm.newStr("");
  return str(vm, args.length === 1 ? args[0]! : self.v.args);
}

/** The last part of a type's name. CPython 3.11: Objects/typeobject.c _PyType_Name */
export function shortName(type: PyType): string {
  return type.name.slice(type.name.lastIndexOf(".") + 1);
}

/** CPython 3.11: Objects/exceptions.c BaseException_repr */
export function BaseException_repr(vm: VM, self: Exception): Result {
  const { args } = self.v;
  return thenBorrowed(vm, repr(vm, args.v.length === 1 ? args.v[0]! : args), withName, self, null, null, args.v.length);
}

function withName(
  vm: VM,
  text: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  count: number,
): Result {
  const name = shortName(self!.type);
  const r = vm.newStr(count === 1 ? `${name}(${text.v as string})` : `${name}${text.v as string}`);
  vm.counts.decref(text);
  return r;
}

/** `(type, args)`, and the instance's dict if it has one. CPython 3.11: Objects/exceptions.c BaseException_reduce */
export function BaseException_reduce(vm: VM, self: Exception): Result {
  return reduceWithArgs(vm, self, newRef(self.v.args));
}

/** As `BaseException_reduce`, with other arguments; takes over `args`. */
export function reduceWithArgs(vm: VM, self: Exception, args: PyObject): Result {
  const dict = instanceDictBorrowed(self);
  const parts = [newRef(self.type.object) as PyObject, args];
  if (dict !== null) parts.push(newRef(dict));
  return vm.newTuple(parts);
}

class SetStateFrame extends NativeFrame {
  self: PyObject;
  state: PyObject;
  /** Names and values alternate. */
  items: PyObject[];
  index = 0;

  constructor(self: PyObject, state: PyObject) {
    super();
    this.self = newRef(self);
    this.state = newRef(state);
    this.items = dictEntries(state).flatMap(([k, v]) => [newRef(k), newRef(v)]);
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    while (this.index < this.items.length) {
      const name = this.items[this.index]!;
      const value = this.items[this.index + 1]!;
      this.index += 2;
      if (!isSubtype(name.type, vm.T.str))
        return vm.raise(vm.T.TypeError, `attribute name must be string, not '${name.type.name}'`);
      const r = setAttr(vm, this.self, name, value);
      if (r === null || r === PENDING) return r;
    }
    return vm.newNone();
  }
}

/** Sets an attribute for each entry of a dict. CPython 3.11: Objects/exceptions.c BaseException_setstate */
function BaseException_setstate(vm: VM, self: Exception, state: PyObject): Result {
  if (state === vm.none) return vm.newNone();
  if (!isSubtype(state.type, vm.T.dict)) return vm.raise(vm.T.TypeError, "state is not a dictionary");
  return startFrame(vm, new SetStateFrame(self, state));
}

/** CPython 3.11: Objects/exceptions.c BaseException_with_traceback */
function BaseException_with_traceback(vm: VM, self: Exception, traceback: PyObject): Result {
  return setTracebackAttribute(vm, self, traceback) === null ? null : newRef(self);
}

/** CPython 3.11: Objects/exceptions.c BaseException_add_note */
function BaseException_add_note(vm: VM, self: Exception, note: PyObject): Result {
  if (!isSubtype(note.type, vm.T.str)) return vm.raise(vm.T.TypeError, `note must be a str, not '${note.type.name}'`);
  return thenBorrowed(vm, lookupAttrString(vm, self, "__notes__"), appendNote, self, note, null, 0, true);
}

function appendNote(vm: VM, notes: PyObject, self: PyObject | null, note: PyObject | null): Result {
  if (notes === STOP) {
    const list = vm.newList([newRef(note!)]);
    const name = vm.intern("__notes__");
    return dropAfter(vm, dropAfter(vm, then(vm, setAttr(vm, self!, name, list), giveNone), name), list);
  }
  const isList = isSubtype(notes.type, vm.T.list);
  if (isList) listAppend(notes, note!);
  vm.counts.decref(notes);
  return isList ? vm.newNone() : vm.raise(vm.T.TypeError, "Cannot add note: __notes__ is not a list");
}

function giveNone(vm: VM): Result {
  return vm.newNone();
}

function orNone(vm: VM, o: PyObject | null): PyObject {
  return newRef(o ?? vm.none);
}

/** CPython 3.11: Objects/exceptions.c BaseException_set_args */
function setArgsAttribute(vm: VM, self: Exception, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.TypeError, "args may not be deleted");
  return thenBorrowed(vm, sequenceTuple(vm, value), storeArgs, self);
}

function storeArgs(vm: VM, tuple: PyObject, self: PyObject | null): Result {
  touchPayload(self!);
  const data = self!.v as ExceptionData;
  const old: PyObject | null = data.args;
  data.args = tuple;
  if (old !== null) vm.counts.decref(old);
  return OK;
}

/** CPython 3.11: Objects/exceptions.c BaseException_set_tb */
function setTracebackAttribute(vm: VM, self: Exception, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.TypeError, "__traceback__ may not be deleted");
  if (value !== vm.none && value.type !== vm.T.traceback)
    return vm.raise(vm.T.TypeError, "__traceback__ must be a traceback or None");
  setTraceback(vm, self, value === vm.none ? null : newRef(value));
  return OK;
}

/** CPython 3.11: Objects/exceptions.c BaseException_set_context */
function setContextAttribute(vm: VM, self: Exception, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.TypeError, "__context__ may not be deleted");
  if (value !== vm.none && !isException(value))
    return vm.raise(vm.T.TypeError, "exception context must be None or derive from BaseException");
  setContext(vm, self, value === vm.none ? null : newRef(value));
  return OK;
}

/** CPython 3.11: Objects/exceptions.c BaseException_set_cause */
function setCauseAttribute(vm: VM, self: Exception, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.TypeError, "__cause__ may not be deleted");
  if (value !== vm.none && !isException(value))
    return vm.raise(vm.T.TypeError, "exception cause must be None or derive from BaseException");
  setCause(vm, self, value === vm.none ? null : newRef(value));
  return OK;
}

/** CPython 3.11: Python/structmember.c PyMember_SetOne, T_BOOL */
function setSuppressContext(vm: VM, self: Exception, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.TypeError, "can't delete numeric/char attribute");
  if (value.type !== vm.T.bool) return vm.raise(vm.T.TypeError, "attribute value type must be bool");
  touchPayload(self);
  self.v.suppressContext = value === vm.true_;
  return OK;
}

function setDictAttribute(vm: VM, self: PyObject, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.TypeError, "cannot delete __dict__");
  return setInstanceDict(vm, self, value);
}

/** CPython 3.11: Objects/exceptions.c BaseException_getset, BaseException_members */
export const baseExceptionGetset: readonly GetSetSpec[] = [
  {
    name: "__suppress_context__",
    member: true,
    get: (vm, self) => vm.newBool((self.v as ExceptionData).suppressContext),
    set: setSuppressContext,
  },
  { name: "__dict__", get: getInstanceDict, set: setDictAttribute },
  { name: "args", get: (vm, self) => orNone(vm, (self.v as ExceptionData).args), set: setArgsAttribute },
  { name: "__traceback__", get: (vm, self) => orNone(vm, (self.v as ExceptionData).traceback), set: setTracebackAttribute },
  {
    name: "__context__",
    get: (vm, self) => orNone(vm, (self.v as ExceptionData).context),
    set: setContextAttribute,
    doc: "exception context",
  },
  {
    name: "__cause__",
    get: (vm, self) => orNone(vm, (self.v as ExceptionData).cause),
    set: setCauseAttribute,
    doc: "exception cause",
  },
];

/** CPython 3.11: Objects/exceptions.c BaseException_methods */
export const baseExceptionMethods: readonly MethodSpec[] = [
  method("__reduce__", "($self, /)", BaseException_reduce),
  method("__setstate__", "($self, state, /)", BaseException_setstate),
  method("with_traceback", "($self, tb, /)", BaseException_with_traceback, {
    doc: "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.",
  }),
  method("add_note", "($self, note, /)", BaseException_add_note, {
    doc: "Exception.add_note(note) --\n    add a note to the exception",
  }),
];

/** A field as a member: None where it is not set, and after it was deleted. CPython 3.11: Python/structmember.c, T_OBJECT */
export function fieldMember(name: string, doc: string, readonly = false): GetSetSpec {
  const get = (vm: VM, self: PyObject): Result => orNone(vm, exceptionField(self, name));
  if (readonly) return { name, member: true, doc, get };
  return {
    name,
    member: true,
    doc,
    get,
    set(vm, self, value) {
      replaceExceptionField(vm, self, name, value === null ? null : newRef(value));
      return OK;
    },
  };
}

/** StopIteration.value and SystemExit.code. */
export function valueMember(name: string, doc: string): GetSetSpec {
  return {
    name,
    member: true,
    doc,
    get: (vm, self) => orNone(vm, (self.v as ExceptionData).value),
    set(vm, self, value) {
      setValue(vm, self, value === null ? null : newRef(value));
      return OK;
    },
  };
}

/** Sets `value`; takes over the reference. */
export function setValue(vm: VM, self: Exception, value: PyObject | null): void {
  touchPayload(self);
  const old = self.v.value;
  self.v.value = value;
  if (old !== null) vm.counts.decref(old);
}

/**
 * Reads an exception's keyword-only arguments into its fields; null with TypeError for others. CPython 3.11: Python/getargs.c
 * PyArg_ParseTupleAndKeywords with "|$OO:NAME" over no positional arguments
 */
export function keywordFields(
  vm: VM,
  self: Exception,
  name: string,
  fields: readonly string[],
  args: readonly PyObject[],
  kwnames: Keywordnames,
): Result {
  const count = kwnames?.length ?? 0;
  const plural = fields.length === 1 ? "" : "s";
  if (count > fields.length)
    return vm.raise(vm.T.TypeError, `${name}() takes at most ${fields.length} keyword argument${plural} (${count} given)`);
  for (let i = 0; i < count; i++) {
    const keyword = kwnames![i]!.v as string;
    if (!fields.includes(keyword)) return vm.raise(vm.T.TypeError, `'${keyword}' is an invalid keyword argument for ${name}()`);
  }
  for (const field of fields) {
    const i = kwnames === null ? -1 : kwnames.findIndex((k) => k.v === field);
    replaceExceptionField(vm, self, field, i < 0 ? null : newRef(args[args.length - count + i]!));
  }
  return OK;
}
