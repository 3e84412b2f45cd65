import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { instanceDictBorrowed } from "../../protocol/attribute.ts";
import { repr } from "../../protocol/repr.ts";
import { dictEntries, dictSet, dictStealString, newDict } from "../dict/dict.ts";
import { method, type TypeSpec } from "../type/type-spec.ts";
import { BaseException_str, fieldMember, keywordFields, positionalOf, setArgs, setValue, valueMember } from "./base-exception.ts";
import { type ExceptionData, exceptionField, replaceExceptionField, separateLayout } from "./exception.ts";

/*
 * Exceptions whose constructors do a little more than keep their arguments. CPython 3.11: Objects/exceptions.c
 */

type Exception = PyObject<ExceptionData>;
type Keywordnames = readonly PyObject[] | null;
type Specification = Omit<TypeSpec, "name" | "base" | "doc">;

/** CPython 3.11: Objects/exceptions.c ImportError_init; also ModuleNotFoundError's */
function ImportError_init(vm: VM, self: Exception, args: readonly PyObject[], kwnames: Keywordnames): Result {
  const positional = positionalOf(args, kwnames);
  setArgs(vm, self, positional);
  if (keywordFields(vm, self, "ImportError", ["name", "path"], args, kwnames) === null) return null;
  if (positional.length === 1) replaceExceptionField(vm, self, "msg", newRef(positional[0]!));
  return OK;
}

/** CPython 3.11: Objects/exceptions.c ImportError_str */
function ImportError_str(vm: VM, self: Exception): Result {
  const msg = exceptionField(self, "msg");
  return msg !== null && msg.type === vm.T.str ? newRef(msg) : BaseException_str(vm, self);
}

/** The instance's dict with name and path added. CPython 3.11: Objects/exceptions.c ImportError_getstate, ImportError_reduce */
function ImportError_reduce(vm: VM, self: Exception): Result {
  const dict = instanceDictBorrowed(self);
  const name = exceptionField(self, "name");
  const path = exceptionField(self, "path");
  const parts: PyObject[] = [newRef(self.type.object), newRef(self.v.args)];
  if (name === null && path === null) {
    if (dict !== null) parts.push(newRef(dict));
    return vm.newTuple(parts);
  }
  const state = newDict(vm);
  // Attribute names are strs with a hash of their own: nothing here can wait.
  if (dict !== null) for (const [k, v] of dictEntries(dict)) dictSet(vm, state, k, v);
  if (name !== null) dictStealString(vm, state, "name", newRef(name));
  if (path !== null) dictStealString(vm, state, "path", newRef(path));
  parts.push(state);
  return vm.newTuple(parts);
}

export const importErrorParts: Specification = {
  layout: separateLayout(),
  flags: TPFLAGS_BASETYPE,
  slots: { tp_init: ImportError_init, tp_str: ImportError_str },
  methods: [method("__reduce__", "($self, /)", ImportError_reduce)],
  getset: [fieldMember("msg", "exception message"), fieldMember("name", "module name"), fieldMember("path", "module path")],
};

/** CPython 3.11: Objects/exceptions.c AttributeError_init */
function AttributeError_init(vm: VM, self: Exception, args: readonly PyObject[], kwnames: Keywordnames): Result {
  setArgs(vm, self, positionalOf(args, kwnames));
  return keywordFields(vm, self, "AttributeError", ["name", "obj"], args, kwnames);
}

export const attributeErrorParts: Specification = {
  layout: separateLayout(),
  flags: TPFLAGS_BASETYPE,
  slots: { tp_init: AttributeError_init, tp_str: BaseException_str },
  getset: [fieldMember("name", "attribute name"), fieldMember("obj", "object")],
};

/** CPython 3.11: Objects/exceptions.c NameError_init; also UnboundLocalError's */
function NameError_init(vm: VM, self: Exception, args: readonly PyObject[], kwnames: Keywordnames): Result {
  setArgs(vm, self, positionalOf(args, kwnames));
  return keywordFields(vm, self, "NameError", ["name"], args, kwnames);
}

export const nameErrorParts: Specification = {
  layout: separateLayout(),
  flags: TPFLAGS_BASETYPE,
  slots: { tp_init: NameError_init, tp_str: BaseException_str },
  getset: [fieldMember("name", "name")],
};

function noKeywordArguments(vm: VM, self: Exception, kwnames: Keywordnames): boolean {
  if (kwnames === null || kwnames.length === 0) return true;
  vm.raise(vm.T.TypeError, `${self.type.name}() takes no keyword arguments`);
  return false;
}

/** CPython 3.11: Objects/exceptions.c StopIteration_init */
function StopIteration_init(vm: VM, self: Exception, args: readonly PyObject[], kwnames: Keywordnames): Result {
  if (!noKeywordArguments(vm, self, kwnames)) return null;
  setArgs(vm, self, args);
  setValue(vm, self, newRef(args.length > 0 ? args[0]! : vm.none));
  return OK;
}

export const stopIterationParts: Specification = {
  layout: separateLayout(),
  flags: TPFLAGS_BASETYPE,
  slots: { tp_init: StopIteration_init },
  getset: [valueMember("value", "generator return value")],
};

/** CPython 3.11: Objects/exceptions.c SystemExit_init */
function SystemExit_init(vm: VM, self: Exception, args: readonly PyObject[], kwnames: Keywordnames): Result {
  if (!noKeywordArguments(vm, self, kwnames)) return null;
  setArgs(vm, self, args);
  if (args.length > 0) setValue(vm, self, newRef(args.length === 1 ? args[0]! : self.v.args));
  return OK;
}

export const systemExitParts: Specification = {
  layout: separateLayout(),
  flags: TPFLAGS_BASETYPE,
  slots: { tp_init: SystemExit_init },
  getset: [valueMember("code", "exception code")],
};

/** A single argument shows as its repr, so that `KeyError('')` says something. CPython 3.11: Objects/exceptions.c KeyError_str */
function KeyError_str(vm: VM, self: Exception): Result {
  const args = self.v.args.v;
  return args.length === 1 ? repr(vm, args[0]!) : BaseException_str(vm, self);
}

export const keyErrorParts: Specification = { flags: TPFLAGS_BASETYPE, slots: { tp_str: KeyError_str } };
