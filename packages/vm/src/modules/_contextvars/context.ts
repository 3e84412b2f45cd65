import { newRef, touchPayload } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { insertFrame, startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../../object.ts";
import { raiseException } from "../../objects/exceptions/raise.ts";
import { selfIter } from "../../objects/iterators.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { compareBool, Py_EQ, Py_NE } from "../../protocol/compare.ts";
import { repr } from "../../protocol/repr.ts";
import { contextVarSpec } from "./context-var.ts";
import { newTable, type VariableTable } from "./table.ts";

/** The payload of a Context. */
export interface ContextData {
  /** Owned. */
  vars: PyObject<VariableTable>;
  /** What was current before it was entered, owned. */
  previous: PyObject<ContextData> | null;
  entered: boolean;
}

type Context = PyObject<ContextData>;

/** A context over `vars`, which is given away. CPython 3.11: Python/context.c context_new_from_vars */
function newContext(vm: VM, vars: PyObject<VariableTable>): Context {
  return alloc<ContextData>(vm, vm.type(contextSpec), { vars, previous: null, entered: false });
}

/** The thread's context, made at first use; borrowed. CPython 3.11: Python/context.c context_get */
export function currentContext(vm: VM): Context {
  vm.thread.contextVars ??= newContext(vm, newTable(vm));
  return vm.thread.contextVars as Context;
}

/** CPython 3.11: Python/context.c PyContext_CopyCurrent */
export function copyContext(vm: VM): Context {
  return newContext(vm, newRef(currentContext(vm).v.vars));
}

/** CPython 3.11: Python/context.c context_tp_new */
function context_new(vm: VM, _type: PyType, args: readonly PyObject[]): Result {
  if (args.length > 0) return vm.raise(vm.T.TypeError, "Context() does not accept any arguments");
  return newContext(vm, newTable(vm));
}

/** Whoever called `run` goes on: the context before is current again. CPython 3.11: Python/context.c _PyContext_Exit */
class RunFrame extends NativeFrame {
  self: Context;

  constructor(self: Context) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    leaveContext(vm, this.self);
    return sent;
  }
}

function leaveContext(vm: VM, self: Context): void {
  touchPayload(self);
  vm.thread.contextVars = self.v.previous;
  self.v.previous = null;
  self.v.entered = false;
  vm.counts.decref(self);
}

/** CPython 3.11: Python/context.c context_run, _PyContext_Enter */
function context_run(vm: VM, self: Context, args: readonly PyObject[], keywords: readonly [PyObject, PyObject][]): Result {
  if (args.length < 1) return vm.raise(vm.T.TypeError, "run() missing 1 required positional argument");
  if (self.v.entered) return raiseAbout(vm, vm.T.RuntimeError, self, ALREADY_ENTERED);
  touchPayload(self);
  self.v.previous = vm.thread.contextVars as Context | null;
  self.v.entered = true;
  vm.thread.contextVars = newRef(self);
  const kwnames = keywords.length === 0 ? null : keywords.map(([name]) => name);
  const r = callObject(vm, args[0]!, [...args.slice(1), ...keywords.map(([, value]) => value)], kwnames);
  if (r === PENDING) {
    insertFrame(vm, new RunFrame(self));
    return PENDING;
  }
  leaveContext(vm, self);
  return r;
}

/** Where the repr of an object stands in a message: what is before it, what is after. */
const aboutTexts: readonly (readonly [string, string])[] = [
  ["cannot enter context: ", " is already entered"],
  ["a ContextVar key was expected, got ", ""],
  ["expected an instance of Token, got ", ""],
  ["", " has already been used once"],
  ["", " was created by a different ContextVar"],
  ["", " was created in a different Context"],
];
export const ALREADY_ENTERED = 0;
export const KEY_EXPECTED = 1;
export const TOKEN_EXPECTED = 2;
export const USED_ONCE = 3;
export const DIFFERENT_VARIABLE = 4;
export const DIFFERENT_CONTEXT = 5;

/** Raises `type` with a message about `o`. */
export function raiseAbout(vm: VM, type: PyType, o: PyObject, message: number): Result {
  return then(vm, repr(vm, o), raiseMessage, type.object, null, null, message);
}

function raiseMessage(
  vm: VM,
  text: PyObject,
  type: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  message: number,
): Result {
  const [before, after] = aboutTexts[message]!;
  const whole = `${before}${text.v}${after}`;
  vm.counts.decref(text);
  return vm.raise(type!.v as PyType, whole);
}

// --- Mapping ------------------------------------------------------------------------------------------------------------------

function isVariable(vm: VM, o: PyObject): boolean {
  return o.type === vm.type(contextVarSpec);
}

/** CPython 3.11: Python/context.c context_tp_subscript */
function context_subscript(vm: VM, self: Context, key: PyObject): Result {
  if (!isVariable(vm, key)) return raiseAbout(vm, vm.T.TypeError, key, KEY_EXPECTED);
  const value = self.v.vars.v.map.get(key);
  return value === undefined ? raiseException(vm, vm.T.KeyError, [newRef(key)]) : newRef(value);
}

/** CPython 3.11: Python/context.c context_tp_contains */
function context_contains(vm: VM, self: Context, key: PyObject): Result {
  if (!isVariable(vm, key)) return raiseAbout(vm, vm.T.TypeError, key, KEY_EXPECTED);
  return vm.newBool(self.v.vars.v.map.has(key));
}

/** CPython 3.11: Python/context.c _contextvars_Context_get_impl */
function context_get(vm: VM, self: Context, key: PyObject, otherwise: PyObject | null): Result {
  if (!isVariable(vm, key)) return raiseAbout(vm, vm.T.TypeError, key, KEY_EXPECTED);
  return newRef(self.v.vars.v.map.get(key) ?? otherwise ?? vm.none);
}

/** The values of one table in the other, one after another. CPython 3.11: Python/hamt.c _PyHamt_Eq */
class EqualFrame extends NativeFrame {
  left: PyObject<VariableTable>;
  right: PyObject<VariableTable>;
  op: number;
  at = 0;

  constructor(left: PyObject<VariableTable>, right: PyObject<VariableTable>, op: number) {
    super();
    this.left = newRef(left);
    this.right = newRef(right);
    this.op = op;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    const names = [...this.left.v.map.keys()];
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (got === vm.false_) return this.answer(vm, false, got);
      if (got !== OK) vm.counts.decref(got);
      if (this.at === names.length) return this.answer(vm, true, null);
      const name = names[this.at++]!;
      const other = this.right.v.map.get(name);
      if (other === undefined) return this.answer(vm, false, null);
      got = compareBool(vm, this.left.v.map.get(name)!, other, Py_EQ);
    }
  }

  private answer(vm: VM, equal: boolean, sent: PyObject | null): Result {
    vm.counts.xdecref(sent);
    return vm.newBool(equal === (this.op === Py_EQ));
  }
}

/** CPython 3.11: Python/context.c context_tp_richcompare */
function context_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (b.type !== a.type || (op !== Py_EQ && op !== Py_NE)) return vm.newNotImplemented();
  const left = (a.v as ContextData).vars;
  const right = (b.v as ContextData).vars;
  if (left === right) return vm.newBool(op === Py_EQ);
  if (left.v.map.size !== right.v.map.size) return vm.newBool(op === Py_NE);
  return startFrame(vm, new EqualFrame(left, right, op));
}

// --- Iterators ----------------------------------------------------------------------------------------------------------------

/** The payload of an iterator over a context's table, owned; null once it has ended. */
interface IteratorData {
  table: PyObject<VariableTable> | null;
  at: number;
}

type Item = (vm: VM, name: PyObject, value: PyObject) => PyObject;

/** CPython 3.11: Python/hamt.c hamt_baseiter_tp_iternext */
function iteratorSpec(name: string, item: Item): TypeSpec {
  return {
    name,
    layout: recordLayout<IteratorData>({
      references: (i) => [i.table],
      clear: (i) => {
        const table = i.table;
        i.table = null;
        return [table];
      },
    }),
    flags: TPFLAGS_DISALLOW_INSTANTIATION,
    slots: {
      tp_iter: selfIter,
      tp_iternext(vm, self: PyObject<IteratorData>) {
        const { table, at } = self.v;
        if (table === null) return STOP;
        const entry = [...table.v.map][at];
        if (entry === undefined) return STOP;
        touchPayload(self);
        self.v.at++;
        return item(vm, entry[0], entry[1]);
      },
      sq_length: (vm, self: PyObject<IteratorData>) => vm.newInt(self.v.table?.v.map.size ?? 0),
    },
  };
}

export const keysSpec: TypeSpec = iteratorSpec("keys", (_vm, name) => newRef(name));
export const valuesSpec: TypeSpec = iteratorSpec("values", (_vm, _name, value) => newRef(value));
export const itemsSpec: TypeSpec = iteratorSpec("items", (vm, name, value) => vm.newTuple([newRef(name), newRef(value)]));

function iterate(vm: VM, spec: TypeSpec, self: Context): Result {
  return alloc<IteratorData>(vm, vm.type(spec), { table: newRef(self.v.vars), at: 0 });
}

/** The type Context. CPython 3.11: Python/context.c PyContext_Type */
export const contextSpec: TypeSpec = {
  name: "_contextvars.Context",
  layout: recordLayout<ContextData>({ references: (c) => [c.previous, c.vars] }),
  hasWeakrefs: true,
  slots: {
    tp_new: context_new,
    tp_richcompare: context_richcompare,
    tp_iter: (vm, self) => iterate(vm, keysSpec, self),
    mp_length: (vm, self: Context) => vm.newInt(self.v.vars.v.map.size),
    mp_subscript: context_subscript,
    sq_contains: context_contains,
  },
  methods: [
    method("get", "($self, key, default=None, /)", context_get, {
      doc: "Return the value for `key` if `key` has the value in the context object.\n\nIf `key` does not exist, return `default`. If `default` is not given,\nreturn None.",
    }),
    method("items", "($self, /)", (vm, self) => iterate(vm, itemsSpec, self), {
      doc: "Return all variables and their values in the context object.\n\nThe result is returned as a list of 2-tuples (variable, value).",
    }),
    method("keys", "($self, /)", (vm, self) => iterate(vm, keysSpec, self), {
      doc: "Return a list of all variables in the context object.",
    }),
    method("values", "($self, /)", (vm, self) => iterate(vm, valuesSpec, self), {
      doc: "Return a list of all variables' values in the context object.",
    }),
    method("copy", "($self, /)", (vm, self: Context) => newContext(vm, newRef(self.v.vars)), {
      doc: "Return a shallow copy of the context object.",
    }),
    method("run", "($self, *args, **kwargs)", context_run, { convention: "METH_FASTCALL|METH_KEYWORDS" }),
  ],
};
