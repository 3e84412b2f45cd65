import { newRef, touchPayload } from "@vivarium/heap";
import { isSubclass } from "../../builtins/instance-checks.ts";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result } from "../../object.ts";
import { setClear } from "../../objects/set/set.ts";
import { isSubtype, isType } from "../../objects/type/mro.ts";
import type { WeakrefData } from "../../objects/weakref.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { truth } from "../../protocol/truth.ts";
import { abcState, getImpl } from "./state.ts";
import { type AbcData, addToWeakSet, inWeakSet, type WeakSetName } from "./weak-set.ts";

// --- issubclass -----------------------------------------------------------------------------------------------------------------

type Stage = "start" | "impl" | "cache" | "negative" | "hook" | "registry" | "candidate" | "subclasses" | "answer";

/** CPython 3.11: Modules/_abc.c _abc__abc_subclasscheck_impl */
class SubclassCheckFrame extends NativeFrame {
  cls: PyObject;
  subclass: PyObject;
  impl: PyObject<AbcData> | null = null;
  /** Classes still to ask: those registered, then the direct subclasses; owned. */
  candidates: PyObject[] = [];
  index = 0;
  asked: "registered" | "subclasses" = "registered";
  stage: Stage = "start";
  answer = false;

  constructor(cls: PyObject, subclass: PyObject) {
    super();
    this.cls = newRef(cls);
    this.subclass = newRef(subclass);
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.stage === "answer") return vm.newBool(this.answer);
      got = this.next(vm, got);
    }
  }

  /** The answer is known and goes into a cache. */
  private finish(vm: VM, answer: boolean, into: WeakSetName | null): Result {
    this.answer = answer;
    this.stage = "answer";
    return into === null ? OK : addToWeakSet(vm, this.impl!, into, this.subclass);
  }

  private next(vm: VM, got: PyObject): Result {
    switch (this.stage) {
      case "start":
        this.stage = "impl";
        return getImpl(vm, this.cls);
      case "impl":
        this.impl = got;
        this.stage = "cache";
        return inWeakSet(vm, got.v.cache, this.subclass);
      case "cache":
        return this.take(vm, got) ? this.finish(vm, true, null) : this.askNegative(vm);
      case "negative":
        if (this.take(vm, got)) return this.finish(vm, false, null);
        this.stage = "hook";
        return callMethod(vm, this.cls, "__subclasshook__", [this.subclass]);
      case "hook":
        return this.afterHook(vm, got);
      case "registry":
        if (this.take(vm, got)) return this.finish(vm, true, null);
        this.listRegistered();
        return this.ask(vm);
      case "candidate":
        return this.take(vm, got) ? this.finish(vm, true, "cache") : this.ask(vm);
      default:
        return this.takeSubclasses(vm, got);
    }
  }

  private take(vm: VM, got: PyObject): boolean {
    const yes = got === vm.true_;
    vm.counts.decref(got);
    return yes;
  }

  private askNegative(vm: VM): Result {
    const data = this.impl!;
    const { counter } = abcState(vm);
    this.stage = "negative";
    if (data.v.negativeCacheVersion >= counter) return inWeakSet(vm, data.v.negativeCache, this.subclass);
    touchPayload(data);
    data.v.negativeCacheVersion = counter;
    if (data.v.negativeCache !== null) setClear(vm, data.v.negativeCache);
    return vm.newBool(false);
  }

  private afterHook(vm: VM, got: PyObject): Result {
    vm.counts.decref(got);
    if (got === vm.true_) return this.finish(vm, true, "cache");
    if (got === vm.false_) return this.finish(vm, false, "negativeCache");
    if (got !== vm.notImplemented)
      return vm.raise(vm.T.AssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
    if ((this.subclass.v as PyType).mro.some((t) => t.object === this.cls)) return this.finish(vm, true, "cache");
    this.stage = "registry";
    return inWeakSet(vm, this.impl!.v.registry, this.subclass);
  }

  private listRegistered(): void {
    const registry = this.impl!.v.registry;
    if (registry === null) return;
    for (const reference of registry.v.list()) {
      const cls = (reference.v as WeakrefData).referent;
      if (cls !== null) this.candidates.push(newRef(cls));
    }
  }

  private ask(vm: VM): Result {
    if (this.index < this.candidates.length) {
      this.stage = "candidate";
      return isSubclass(vm, this.subclass, this.candidates[this.index++]!);
    }
    if (this.asked === "subclasses") return this.finish(vm, false, "negativeCache");
    this.asked = "subclasses";
    this.stage = "subclasses";
    return callMethod(vm, this.cls, "__subclasses__", []);
  }

  private takeSubclasses(vm: VM, got: PyObject): Result {
    if (!isSubtype(got.type, vm.T.list)) {
      vm.counts.decref(got);
      return vm.raise(vm.T.TypeError, "__subclasses__() must return a list");
    }
    const old = this.candidates;
    this.candidates = (got.v as PyObject[]).map((o) => newRef(o));
    this.index = 0;
    vm.counts.decref(got);
    vm.counts.decrefAll(old);
    return this.ask(vm);
  }
}

export function abcSubclassCheck(vm: VM, _m: PyObject, self: PyObject, subclass: PyObject): Result {
  if (!isType(vm, subclass)) return vm.raise(vm.T.TypeError, "issubclass() arg 1 must be a class");
  return startFrame(vm, new SubclassCheckFrame(self, subclass));
}

// --- isinstance -----------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_abc.c _abc__abc_instancecheck_impl */
export function abcInstanceCheck(vm: VM, _m: PyObject, self: PyObject, instance: PyObject): Result {
  return thenBorrowed(vm, getImpl(vm, self), withImpl, self, instance);
}

function withImpl(vm: VM, impl: PyObject, self: PyObject | null, instance: PyObject | null): Result {
  const pack = vm.newTuple([newRef(self!), newRef(instance!), impl]);
  const r = then(vm, getAttrString(vm, instance!, "__class__"), withClass, pack);
  vm.counts.decref(pack);
  return r;
}

function withClass(vm: VM, subclass: PyObject, pack: PyObject | null): Result {
  const impl = pack!.v[2] as PyObject<AbcData>;
  const r = then(vm, inWeakSet(vm, impl.v.cache, subclass), afterCache, pack, subclass);
  vm.counts.decref(subclass);
  return r;
}

function afterCache(vm: VM, inside: PyObject, pack: PyObject | null, subclass: PyObject | null): Result {
  if (inside === vm.true_) return inside;
  vm.counts.decref(inside);
  const [self, instance, impl] = pack!.v as [PyObject, PyObject, PyObject<AbcData>];
  if (instance.type.object !== subclass)
    return thenBorrowed(vm, callMethod(vm, self, "__subclasscheck__", [subclass!]), orByType, pack);
  const known = impl.v.negativeCacheVersion === abcState(vm).counter;
  const r = known ? inWeakSet(vm, impl.v.negativeCache, subclass) : vm.newBool(false);
  return then(vm, r, afterNegative, self, subclass);
}

function afterNegative(vm: VM, inside: PyObject, self: PyObject | null, subclass: PyObject | null): Result {
  vm.counts.decref(inside);
  if (inside === vm.true_) return vm.newBool(false);
  return callMethod(vm, self!, "__subclasscheck__", [subclass!]);
}

/** `__class__` said another class than the type: if that is none, the type may be. */
function orByType(vm: VM, result: PyObject, pack: PyObject | null): Result {
  const r = then(vm, truth(vm, result), decideByType, pack, result);
  vm.counts.decref(result);
  return r;
}

function decideByType(vm: VM, yes: PyObject, pack: PyObject | null, result: PyObject | null): Result {
  vm.counts.decref(yes);
  if (yes === vm.true_) return newRef(result!);
  const [self, instance] = pack!.v as [PyObject, PyObject];
  return callMethod(vm, self, "__subclasscheck__", [instance.type.object]);
}
