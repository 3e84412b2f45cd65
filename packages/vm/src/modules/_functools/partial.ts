import { extra, newRef, touch, touchPayload } from "@vivarium/heap";
import { callObject, callTuple } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { sequenceTuple } from "../../eval/iterate.ts";
import { holdWhilePending, startFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  TPFLAGS_BASETYPE,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../../object.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { reprEnter, reprLeave } from "../../objects/container-repr.ts";
import { dictEntries, dictSet } from "../../objects/dict/dict.ts";
import { dictCopy } from "../../objects/dict/merge.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getInstanceDict, instanceDictBorrowed, setInstanceDict } from "../../protocol/attribute.ts";
import { repr, str } from "../../protocol/repr.ts";

/** The payload of a partial object. */
export class PartialCall {
  func: PyObject;
  args: PyObject<PyObject[]>;
  keywords: PyObject<DictTable>;

  constructor(func: PyObject, args: PyObject, keywords: PyObject) {
    this.func = func;
    this.args = args;
    this.keywords = keywords;
  }
}

type Self = PyObject<PartialCall>;

export function isCallable(o: PyObject): boolean {
  return o.type.tp_call !== null;
}

/** CPython 3.11: Modules/_functoolsmodule.c partial_new */
function partial_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) return vm.raise(vm.T.TypeError, "type 'partial' takes at least one argument");
  let func = args[0]!;
  if (!isCallable(func)) return vm.raise(vm.T.TypeError, "the first argument must be callable");
  const given = args.slice(1, positional);
  let keywords: PyObject<DictTable> | null = null;
  // A partial of a partial without attributes of its own is one partial.
  if (func.type.tp_call === partial_call && !hasAttributes(func)) {
    const inner = func.v as PartialCall;
    given.unshift(...inner.args.v);
    keywords = dictCopy(vm, inner.keywords);
    func = inner.func;
  }
  const dict = keywords ?? vm.newDict();
  for (let i = positional; i < args.length; i++) dictSet(vm, dict, kwnames![i - positional]!, args[i]!);
  return alloc(vm, type, new PartialCall(newRef(func), vm.newTuple(given.map((o) => newRef(o))), dict));
}

function hasAttributes(o: PyObject): boolean {
  return instanceDictBorrowed(o) !== null;
}

/** CPython 3.11: Modules/_functoolsmodule.c partial_call, partial_vectorcall */
function partial_call(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const { func, args: first, keywords } = self.v;
  if (keywords.v.used === 0) return callObject(vm, func, first.v.length === 0 ? args : [...first.v, ...args], kwnames);
  const positional = args.length - (kwnames?.length ?? 0);
  const names: PyObject[] = [];
  const values: PyObject[] = [];
  for (const [name, value] of dictEntries(keywords)) {
    if ((name.type.flags & TPFLAGS_UNICODE_SUBCLASS) === 0) return vm.raise(vm.T.TypeError, "keywords must be strings");
    names.push(name);
    values.push(value);
  }
  for (let k = 0; kwnames !== null && k < kwnames.length; k++) {
    const name = kwnames[k]!;
    const at = names.findIndex((n) => n.v === name.v);
    if (at >= 0) values[at] = args[positional + k]!;
    else {
      names.push(name);
      values.push(args[positional + k]!);
    }
  }
  // CPython packs the arguments, puts them behind the first ones in another tuple, and copies the keywords.
  const given = first.v.length === 0 ? values : [...first.v, ...args.slice(0, positional), ...values];
  const r = callTuple(vm, func, [...first.v, ...args.slice(0, positional), ...values], names);
  return holdWhilePending(vm, holdWhilePending(vm, r, given), args);
}

/** CPython 3.11: partial_repr */
function partial_repr(vm: VM, self: Self): Result {
  if (reprEnter(vm, self)) return vm.newStr("...");
  return startFrame(vm, new PartialReprFrame(self));
}

/** Texts of the arguments, then of each keyword and its value, then of the function. */
class PartialReprFrame extends NativeFrame {
  self: Self;
  parts: PyObject[] = [];
  texts: string[] = [];
  argCount: number;

  constructor(self: Self) {
    super();
    this.self = newRef(self);
    const { func, args, keywords } = self.v;
    this.argCount = args.v.length;
    for (const o of args.v) this.parts.push(newRef(o));
    for (const [name, value] of dictEntries(keywords)) this.parts.push(newRef(name), newRef(value));
    this.parts.push(newRef(func));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) {
        reprLeave(vm, this.self);
        return null;
      }
      if (got !== OK) {
        this.texts.push(got.v as string);
        vm.counts.decref(got);
      }
      const i = this.texts.length;
      if (i === this.parts.length) return this.finish(vm);
      const isName = i >= this.argCount && i < this.parts.length - 1 && (i - this.argCount) % 2 === 0;
      got = isName ? str(vm, this.parts[i]!) : repr(vm, this.parts[i]!);
      if (got === PENDING) return got;
    }
  }

  private finish(vm: VM): Result {
    reprLeave(vm, this.self);
    const texts = this.texts;
    const func = texts.pop();
    let text = "";
    for (let i = 0; i < this.argCount; i++) text += `, ${texts[i]}`;
    for (let i = this.argCount; i < texts.length; i += 2) text += `, ${texts[i]}=${texts[i + 1]}`;
    return vm.newStr(`${this.self.type.name}(${func}${text})`);
  }
}

/** CPython 3.11: partial_reduce */
function partial_reduce(vm: VM, self: Self): Result {
  const { func, args, keywords } = self.v;
  const dict = instanceDictBorrowed(self);
  const state = vm.newTuple([newRef(func), newRef(args), newRef(keywords), newRef(dict ?? vm.none)]);
  return vm.newTuple([newRef(self.type.object), vm.newTuple([newRef(func)]), state]);
}

/** CPython 3.11: partial_setstate */
function partial_setstate(vm: VM, self: Self, state: PyObject): Result {
  const parts = (state.type.flags & TPFLAGS_TUPLE_SUBCLASS) === 0 ? [] : (state.v as PyObject[]);
  const [func, args, keywords] = parts;
  if (
    parts.length !== 4 ||
    !isCallable(func!) ||
    (args!.type.flags & TPFLAGS_TUPLE_SUBCLASS) === 0 ||
    (keywords !== vm.none && (keywords!.type.flags & TPFLAGS_DICT_SUBCLASS) === 0)
  )
    return vm.raise(vm.T.TypeError, "invalid partial state");
  return thenBorrowed(vm, sequenceTuple(vm, args!), setState, self, state);
}

function setState(vm: VM, args: PyObject, self: PyObject | null, state: PyObject | null): Result {
  const [func, , keywords, dict] = state!.v as [PyObject, PyObject, PyObject, PyObject];
  const v = self!.v as PartialCall;
  touchPayload(self!);
  touch(self!);
  const w = extra(self!);
  const old = [v.func, v.args, v.keywords, w.dict as PyObject | null].filter((o) => o !== null);
  v.func = newRef(func);
  v.args = args;
  v.keywords = keywords === vm.none ? vm.newDict() : keywords.type === vm.T.dict ? newRef(keywords) : dictCopy(vm, keywords);
  w.dict = dict === vm.none ? null : newRef(dict);
  vm.counts.decrefAll(old);
  return vm.newNone();
}

function member(name: "func" | "args" | "keywords", doc: string): NonNullable<TypeSpec["getset"]>[number] {
  return { name, doc, member: true, get: (_vm, self) => newRef((self.v as PartialCall)[name]) };
}

/** CPython 3.11: Modules/_functoolsmodule.c partial_type_spec */
export const partialSpec: TypeSpec = {
  name: "functools.partial",
  layout: recordLayout<PartialCall>({ references: (v) => [v.func, v.args, v.keywords] }),
  flags: TPFLAGS_BASETYPE,
  hasDict: true,
  hasWeakrefs: true,
  doc: "partial(func, *args, **keywords) - a function with some of its arguments given already.\n",
  slots: { tp_new: partial_new, tp_call: partial_call, tp_repr: partial_repr },
  methods: [
    method("__reduce__", "($self, /)", partial_reduce),
    method("__setstate__", "($self, state, /)", partial_setstate),
    classGetItem,
  ],
  getset: [
    member("func", "the function that is called"),
    member("args", "its first arguments"),
    member("keywords", "keyword arguments of every call"),
    { name: "__dict__", get: getInstanceDict, set: setInstanceDict },
  ],
};
