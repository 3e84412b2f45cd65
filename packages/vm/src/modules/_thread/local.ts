import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  TPFLAGS_BASETYPE,
} from "../../object.ts";
import { dictDeleteString, dictGetStringBorrowed, dictSetString, newDict } from "../../objects/dict/dict.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { raiseAttributeError } from "../../objects/exceptions/raise.ts";
import { typeLookup } from "../../objects/type/lookup.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";

/** The payload of `threading.local()`: one dict a thread, and the arguments for `__init__` in each. All owned. */
interface LocalData {
  /** By thread number. */
  dicts: (PyObject<DictTable> | null)[];
  args: PyObject[];
  kwnames: PyObject[];
}

const localLayout: PayloadLayout<LocalData> = recordLayout<LocalData>({
  references: (l) => [...l.dicts, ...l.args, ...l.kwnames],
  clear: (l) => l.dicts.splice(0),
});

function local_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (args.length > 0 && type.tp_init === vm.T.object.tp_init)
    return vm.raise(vm.T.TypeError, "Initialization arguments are not supported");
  const data: LocalData = { dicts: [], args: args.map((a) => newRef(a)), kwnames: (kwnames ?? []).map((k) => newRef(k)) };
  data.dicts[vm.thread.id] = newDict(vm);
  for (let i = 0; i < vm.thread.id; i++) data.dicts[i] ??= null;
  const self = alloc(vm, type, data);
  localsOf(vm).objects.add(self);
  return self;
}

/** All locals that may be alive; borrowed. */
class ThreadLocals {
  readonly objects: Set<PyObject<LocalData>> = new Set();

  /** It owns nothing. */
  traverse(): void {}
}

function localsOf(vm: VM): ThreadLocals {
  let state = vm.moduleState.get("_thread._local") as ThreadLocals | undefined;
  if (state === undefined) {
    state = new ThreadLocals();
    vm.moduleState.set("_thread._local", state);
  }
  return state;
}

/** A thread ends: its part of every local, taken out; owned. CPython 3.11: _localdummy_destroyed */
export function takeThreadLocals(vm: VM, id: number): PyObject[] {
  const taken: PyObject[] = [];
  const { objects } = localsOf(vm);
  for (const o of objects) {
    if (o.rc <= 0) {
      objects.delete(o);
      continue;
    }
    const dict = o.v.dicts[id] ?? null;
    if (dict === null) continue;
    touchPayload(o);
    o.v.dicts[id] = null;
    taken.push(dict);
  }
  return taken;
}

/** This thread's dict, made and initialised at first use; gives OK and the dict is there. CPython 3.11: _ldict */
function ensureDict(vm: VM, self: PyObject<LocalData>): Result {
  const data = self.v;
  const id = vm.thread.id;
  if ((data.dicts[id] ?? null) !== null) return OK;
  touchPayload(self);
  for (let i = 0; i < id; i++) data.dicts[i] ??= null;
  data.dicts[id] = newDict(vm);
  if (self.type.tp_init === vm.T.object.tp_init || self.type.tp_init === null) return OK;
  return startFrame(vm, new InitFrame(self));
}

class InitFrame extends NativeFrame {
  self: PyObject<LocalData>;
  started = false;

  constructor(self: PyObject<LocalData>) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    if (this.started) {
      if (sent === null) this.forgetDict(vm);
      return sent === null ? null : OK;
    }
    this.started = true;
    const { args, kwnames } = this.self.v;
    const r = this.self.type.tp_init!(vm, this.self, args, kwnames.length === 0 ? null : kwnames);
    if (r === null) this.forgetDict(vm);
    return r === PENDING || r === null ? r : OK;
  }

  /** `__init__` failed: the thread has no dict yet. */
  private forgetDict(vm: VM): void {
    const { self } = this;
    const { id } = vm.thread;
    const dict = self.v.dicts[id] ?? null;
    touchPayload(self);
    self.v.dicts[id] = null;
    if (dict !== null) vm.counts.decref(dict);
  }
}

function dictOf(vm: VM, self: PyObject): PyObject<DictTable> {
  return (self.v as LocalData).dicts[vm.thread.id]!;
}

/** CPython 3.11: local_getattro */
function local_getattro(vm: VM, self: PyObject, name: PyObject<string>): Result {
  return then(vm, ensureDict(vm, self), getFromDict, self, name);
}

function getFromDict(vm: VM, _ok: PyObject, self: PyObject | null, name: PyObject | null): Result {
  const o = self!;
  const key = name!.v as string;
  if (key === "__dict__") return newRef(dictOf(vm, o));
  const descr = typeLookup(vm, o.type, key);
  if (descr !== null && descr.type.tp_descr_set !== null && descr.type.tp_descr_get !== null)
    return descr.type.tp_descr_get(vm, descr, o, o.type.object);
  const value = dictGetStringBorrowed(vm, dictOf(vm, o), key);
  if (value !== null) return newRef(value);
  if (descr !== null)
    return descr.type.tp_descr_get === null ? newRef(descr) : descr.type.tp_descr_get(vm, descr, o, o.type.object);
  return raiseAttributeError(vm, `'${o.type.name}' object has no attribute '${key}'`, o, name!);
}

function local_setattro(vm: VM, self: PyObject, name: PyObject<string>, value: PyObject | null): Result {
  if (name.v === "__dict__")
    return raiseAttributeError(vm, `'${self.type.name}' object attribute '__dict__' is read-only`, self, name);
  return then(vm, ensureDict(vm, self), setInDict, self, name, value);
}

function setInDict(vm: VM, _ok: PyObject, self: PyObject | null, name: PyObject | null, value: PyObject | null): Result {
  const o = self!;
  const descr = typeLookup(vm, o.type, name!.v as string);
  if (descr !== null && descr.type.tp_descr_set !== null) return descr.type.tp_descr_set(vm, descr, o, value);
  const dict = dictOf(vm, o);
  if (value !== null) dictSetString(vm, dict, name as PyObject<string>, value);
  else if (!dictDeleteString(vm, dict, name!.v as string))
    return raiseAttributeError(vm, `'${o.type.name}' object has no attribute '${name!.v}'`, o, name!);
  return OK;
}

/** The type `_thread._local`. CPython 3.11: Modules/_threadmodule.c local_type_spec */
export const threadLocalSpec: TypeSpec = {
  name: "_thread._local",
  layout: localLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  hasWeakrefs: true,
  doc: "Thread-local data",
  slots: { tp_new: local_new, tp_getattro: local_getattro, tp_setattro: local_setattro },
};
