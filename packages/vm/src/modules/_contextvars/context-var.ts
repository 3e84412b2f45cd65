import { newRef, touchPayload } from "@vivarium/heap";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, type Result, recordLayout } from "../../object.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { raiseException } from "../../objects/exceptions/raise.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { addressText, repr } from "../../protocol/repr.ts";
import { constructorArguments } from "../constructor.ts";
import {
  type ContextData,
  currentContext,
  DIFFERENT_CONTEXT,
  DIFFERENT_VARIABLE,
  raiseAbout,
  TOKEN_EXPECTED,
  USED_ONCE,
} from "./context.ts";
import { tableWith, tableWithout } from "./table.ts";

/** The payload of a ContextVar, owned. */
interface ContextVarData {
  readonly name: PyObject<string>;
  otherwise: PyObject | null;
}

/** The payload of a Token, owned: what reset puts back. */
interface TokenData {
  readonly context: PyObject<ContextData>;
  readonly variable: PyObject;
  oldValue: PyObject | null;
  used: boolean;
}

type Variable = PyObject<ContextVarData>;
type Token = PyObject<TokenData>;

/** CPython 3.11: Python/context.c contextvar_tp_new, contextvar_new */
function contextvar_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(
    vm,
    contextVarSpec,
    type,
    "ContextVar",
    "(name, /, *, default=<unrepresentable>)",
    args,
    kwnames,
  );
  if (values === null) return null;
  const [name, otherwise] = values as [PyObject, PyObject | null];
  if (!isSubtype(name.type, vm.T.str)) return vm.raise(vm.T.TypeError, "context variable name must be a str");
  return alloc<ContextVarData>(vm, type, { name: newRef(name), otherwise: otherwise === null ? null : newRef(otherwise) });
}

/** CPython 3.11: Python/context.c PyContextVar_Get, _contextvars_ContextVar_get_impl */
export function contextvar_get(vm: VM, self: Variable, otherwise: PyObject | null): Result {
  const context = vm.thread.contextVars as PyObject<ContextData> | null;
  const value = context?.v.vars.v.map.get(self) ?? otherwise ?? self.v.otherwise;
  return value === null ? raiseException(vm, vm.T.LookupError, [newRef(self)]) : newRef(value);
}

/** CPython 3.11: Python/context.c PyContextVar_Set */
export function contextvar_set(vm: VM, self: Variable, value: PyObject): Result {
  const context = currentContext(vm);
  const old = context.v.vars.v.map.get(self);
  const token = alloc<TokenData>(vm, vm.type(tokenSpec), {
    context: newRef(context),
    variable: newRef(self),
    oldValue: old === undefined ? null : newRef(old),
    used: false,
  });
  storeVariable(vm, context, self, value);
  return token;
}

/** `value` null: the variable goes. */
function storeVariable(vm: VM, context: PyObject<ContextData>, variable: Variable, value: PyObject | null): void {
  touchPayload(context);
  const { vars } = context.v;
  context.v.vars = value === null ? tableWithout(vm, vars, variable) : tableWith(vm, vars, variable, value);
}

/** CPython 3.11: Python/context.c PyContextVar_Reset */
function contextvar_reset(vm: VM, self: Variable, given: PyObject): Result {
  if (given.type !== vm.type(tokenSpec)) return raiseAbout(vm, vm.T.TypeError, given, TOKEN_EXPECTED);
  const token = given as Token;
  if (token.v.used) return raiseAbout(vm, vm.T.RuntimeError, token, USED_ONCE);
  if (token.v.variable !== self) return raiseAbout(vm, vm.T.ValueError, token, DIFFERENT_VARIABLE);
  const context = currentContext(vm);
  if (token.v.context !== context) return raiseAbout(vm, vm.T.ValueError, token, DIFFERENT_CONTEXT);
  touchPayload(token);
  token.v.used = true;
  if (token.v.oldValue === null && !context.v.vars.v.map.has(self)) return raiseException(vm, vm.T.LookupError, [newRef(self)]);
  storeVariable(vm, context, self, token.v.oldValue);
  return vm.newNone();
}

/** CPython 3.11: Python/context.c contextvar_tp_repr */
function contextvar_repr(vm: VM, self: Variable): Result {
  return then(vm, repr(vm, self.v.name), reprDefault, self);
}

function reprDefault(vm: VM, name: PyObject, self: PyObject | null): Result {
  const { otherwise } = self!.v as ContextVarData;
  if (otherwise === null) return finishRepr(vm, null, name, self, null);
  const r = then(vm, repr(vm, otherwise), finishReprOwned, name, self);
  vm.counts.decref(name);
  return r;
}

function finishReprOwned(vm: VM, text: PyObject, name: PyObject | null, self: PyObject | null): Result {
  return finishRepr(vm, text, newRef(name!), self, null);
}

function finishRepr(vm: VM, text: PyObject | null, name: PyObject, self: PyObject | null, _c: PyObject | null): Result {
  const more = text === null ? "" : ` default=${text.v}`;
  const r = vm.newStr(`<ContextVar name=${name.v}${more} at ${addressText(vm, self!)}>`);
  vm.counts.xdecref(text);
  vm.counts.decref(name);
  return r;
}

/** The type ContextVar. CPython 3.11: Python/context.c PyContextVar_Type */
export const contextVarSpec: TypeSpec = {
  name: "_contextvars.ContextVar",
  layout: recordLayout<ContextVarData>({
    references: (v) => [v.name, v.otherwise],
    clear: (v) => {
      const { otherwise } = v;
      v.otherwise = null;
      return [otherwise];
    },
  }),
  slots: { tp_new: contextvar_new, tp_repr: contextvar_repr },
  methods: [
    method("get", "($self, default=<unrepresentable>, /)", contextvar_get, {
      doc: "Return a value for the context variable for the current context.\n\nIf there is no value for the variable in the current context, the method will:\n * return the value of the default argument of the method, if provided; or\n * return the default value for the context variable, if it was created\n   with one; or\n * raise a LookupError.",
    }),
    method("set", "($self, value, /)", contextvar_set, {
      doc: "Call to set a new value for the context variable in the current context.\n\nThe required *value* argument is the new value for the context variable.\n\nReturns a Token object that can be used to restore the variable to its previous\nvalue via the `ContextVar.reset()` method.",
    }),
    method("reset", "($self, token, /)", contextvar_reset, {
      doc: "Reset the context variable.\n\nThe variable is reset to the value it had before the `ContextVar.set()` that\ncreated the token was used.",
    }),
    classGetItem,
  ],
  getset: [{ name: "name", member: true, get: (_vm, self: Variable) => newRef(self.v.name) }],
};

/** The mark of a token whose variable had no value. CPython 3.11: Python/context.c _PyContextTokenMissing_Type */
const missingSpec: TypeSpec = {
  name: "Token.MISSING",
  slots: { tp_repr: (vm) => vm.newStr("<Token.MISSING>") },
};

/** Borrowed from the interpreter's state. */
function missing(vm: VM): PyObject {
  let mark = vm.moduleState.get("Token.MISSING") as PyObject | undefined;
  if (mark === undefined) {
    mark = alloc(vm, vm.type(missingSpec), null) as PyObject;
    vm.moduleState.set("Token.MISSING", mark);
  }
  return mark;
}

/** CPython 3.11: Python/context.c token_tp_repr */
function token_repr(vm: VM, self: Token): Result {
  return then(vm, repr(vm, self.v.variable), finishTokenRepr, self);
}

function finishTokenRepr(vm: VM, variable: PyObject, self: PyObject | null): Result {
  const used = (self!.v as TokenData).used ? " used" : "";
  const text = `<Token${used} var=${variable.v} at ${addressText(vm, self!)}>`;
  vm.counts.decref(variable);
  return vm.newStr(text);
}

/** The type Token. CPython 3.11: Python/context.c PyContextToken_Type */
export const tokenSpec: TypeSpec = {
  name: "_contextvars.Token",
  layout: recordLayout<TokenData>({ references: (t) => [t.context, t.variable, t.oldValue] }),
  slots: {
    tp_new: (vm) => vm.raise(vm.T.RuntimeError, "Tokens can only be created by ContextVars"),
    tp_repr: token_repr,
    tp_hash: (vm, self) => vm.raise(vm.T.TypeError, `unhashable type: '${self.type.name}'`),
  },
  methods: [classGetItem],
  getset: [
    { name: "var", get: (_vm, self: Token) => newRef(self.v.variable) },
    { name: "old_value", get: (vm, self: Token) => newRef(self.v.oldValue ?? missing(vm)) },
  ],
  attributes: (vm) => ({ __hash__: vm.newNone(), MISSING: newRef(missing(vm)) }),
};
