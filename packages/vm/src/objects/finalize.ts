import { extra, newRef, touch, touchPayload } from "@vivarium/heap";
import { callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, PyType, type Result } from "../object.ts";
import { sizeOf } from "./address.ts";
import { clearWeakrefs, forgetWeakref, type WeakrefData, weakrefLayout } from "./weakref.ts";

/** Has the object something to run before it goes: `__del__`, a generator to close, weak references with callbacks. */
export function mustRunCode(vm: VM, o: PyObject): boolean {
  const finalize = o.type.tp_finalize;
  if (finalize !== null && !(o.w !== null && o.w.finalized) && (o.type.needsFinalizer === null || o.type.needsFinalizer(o)))
    return true;
  if (o.type.layout === weakrefLayout) forgetWeakref(o);
  else if (o.v instanceof PyType) forgetSubclass(o as PyObject<PyType>);
  const w = o.w;
  if (w === null) return false;
  if (w.weakrefs !== null && w.weakrefs.length > 0) {
    if (w.weakrefs.some((r) => (r.v as WeakrefData).callback !== null)) return true;
    clearWeakrefs(vm, o, []);
  }
  if (w.address !== 0) vm.addresses.freed(o, sizeOf(o), o.type.container ? 16 : 0);
  return false;
}

/** A class that dies is no longer among the subclasses of its bases. CPython 3.11: Objects/typeobject.c remove_all_subclasses */
function forgetSubclass(o: PyObject<PyType>): void {
  for (const base of o.v.bases.v) {
    const record = base.v as PyType;
    const index = record.subclasses.indexOf(o.v);
    if (index < 0) continue;
    touchPayload(base);
    record.subclasses.splice(index, 1);
  }
}

/** Runs what `mustRunCode` announced: the finalizer first, then the callbacks, as subtype_dealloc does. */
export function runFinalizer(vm: VM, o: PyObject): Result {
  return startFrame(vm, new FinalizeFrame(o));
}

class FinalizeFrame extends NativeFrame {
  /** The dying object, which the frame that called keeps. */
  dying: { readonly object: PyObject };
  /** Owned, in the order of the calls; what they are called with is in `references`. */
  callbacks: PyObject[] = [];
  /** Several are kept while they wait, a single one is not. */
  kept: PyObject[] = [];
  references: { readonly list: readonly PyObject[] } = { list: [] };
  stage: "finalizer" | "callbacks" | "calling" = "finalizer";
  index = 0;

  constructor(o: PyObject) {
    super();
    this.dying = { object: o };
  }

  step(vm: VM, sent: Result): Result {
    const o = this.dying.object;
    if (this.stage === "finalizer") {
      this.stage = "callbacks";
      const finalize = o.type.tp_finalize;
      if (finalize !== null && !(o.w !== null && o.w.finalized) && (o.type.needsFinalizer === null || o.type.needsFinalizer(o))) {
        touch(o);
        extra(o).finalized = true;
        const r = finalize(vm, o);
        if (r === PENDING) return r;
        this.dropResult(vm, r, o);
      }
    } else this.dropResult(vm, sent, this.stage === "calling" ? this.callbacks[this.index - 1]! : o);
    return this.runCallbacks(vm);
  }

  private dropResult(vm: VM, r: Result, context: PyObject): void {
    if (r === null) vm.unraisable(context);
    else if (r !== OK) vm.counts.decref(r);
  }

  private runCallbacks(vm: VM): Result {
    const o = this.dying.object;
    if (this.stage === "callbacks") {
      // The reference that keeps the dying object is all there is: nobody has brought it back.
      if (o.rc > 1 || o.w === null || o.w.weakrefs === null) return OK;
      const list = clearWeakrefs(vm, o, this.callbacks);
      this.references = { list };
      if (list.length > 1) this.kept = list.map((r) => newRef(r));
      this.stage = "calling";
    }
    while (this.index < this.callbacks.length) {
      const reference = this.references.list[this.index]!;
      const callback = this.callbacks[this.index++]!;
      const r = callOneArg(vm, callback, reference);
      if (r === PENDING) return r;
      this.dropResult(vm, r, callback);
    }
    return OK;
  }
}
