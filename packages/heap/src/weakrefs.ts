import { extra, type HeapObject, incref, touch, touchPayload } from "./header.ts";

/*
 * Who refers weakly to an object.
 *
 * The list of an object's weak references is in its rare part, borrowed: a weak reference that dies leaves the list. The order is CPython's: the
 * shared plain reference first, then the shared plain proxy, both without a callback, then the others, newest first. It is the order in
 * which callbacks run.
 *
 * When the object dies, all of its weak references are cleared before the first callback runs, so that no callback can bring the object back. The
 * callbacks are Python code, so they are given to the client to run; here nothing is called.
 */

/** What a weak reference is to the sharing rule. */
export type WeakrefKind =
  /** Exactly `weakref.ref`. */
  | "reference"
  /** A proxy. */
  | "proxy"
  /** A subclass of `weakref.ref`: never shared. */
  | "other";

/** How to read and write the weak references of the layer above. Writers need not call `touchPayload`. */
export interface WeakrefAccess<O> {
  isWeakref(o: O): boolean;
  kind(ref: O): WeakrefKind;
  /** Borrowed; null once cleared. */
  referent(ref: O): O | null;
  setReferent(ref: O, o: O | null): void;
  /** Borrowed. */
  callback(ref: O): O | null;
  /** Makes the callback null. The reference it held is the caller's now. */
  takeCallback(ref: O): O | null;
}

/** A callback that must be called with its weak reference. The holder owns one reference to each and drops both afterwards. */
export interface PendingCallback<O> {
  readonly ref: O;
  readonly callback: O;
}

/** The weak references of a heap (CPython 3.11: Objects/weakrefobject.c). */
export class Weakrefs<O extends HeapObject<any>> {
  readonly access: WeakrefAccess<O>;

  constructor(access: WeakrefAccess<O>) {
    this.access = access;
  }

  /** The plain references that may be shared: those without a callback at the head of the list. Borrowed. get_basic_refs */
  private basic(o: O): { reference: O | null; proxy: O | null } {
    const list = this.list(o);
    const { access } = this;
    const isPlain = (ref: O | undefined, kind: WeakrefKind): boolean =>
      ref !== undefined && access.callback(ref) === null && access.kind(ref) === kind;
    let at = 0;
    const reference = isPlain(list[at], "reference") ? list[at++]! : null;
    const proxy = isPlain(list[at], "proxy") ? list[at]! : null;
    return { reference, proxy };
  }

  /** The existing reference that a new one of this kind without callback would be; null if one has to be made. Borrowed. */
  shared(o: O, kind: WeakrefKind): O | null {
    if (kind === "other") return null;
    const basic = this.basic(o);
    return kind === "reference" ? basic.reference : basic.proxy;
  }

  /** Puts the new weak reference `ref`, whose kind and callback are set already, into the list of `o`. weakref___new__, PyWeakref_NewProxy */
  link(ref: O, o: O): void {
    const list = (this.mutableWeakrefs(o) as O[] | null) ?? [];
    const kind = this.access.kind(ref);
    const isPlain = this.access.callback(ref) === null;
    const { reference, proxy } = this.basic(o);
    let at = 0;
    if (!(isPlain && kind === "reference")) {
      const before = isPlain && kind === "proxy" ? reference : (proxy ?? reference);
      if (before !== null) at = list.indexOf(before) + 1;
    }
    list.splice(at, 0, ref);
    extra(o).weakrefs = list;
    touchPayload(ref);
    this.access.setReferent(ref, o);
  }

  /** Makes `ref` dead, and takes it from its referent's list; its callback stays. Also for a `ref` that dies itself. _PyWeakref_ClearRef */
  clear(ref: O): void {
    const o = this.access.referent(ref);
    if (o === null) return;
    const list = this.mutableWeakrefs(o);
    const at = list === null ? -1 : list.indexOf(ref);
    if (at >= 0) list!.splice(at, 1);
    if (list !== null && list.length === 0) o.w!.weakrefs = null;
    touchPayload(ref);
    this.access.setReferent(ref, null);
  }

  /** The weak references to `o`, in order; borrowed, a new array. */
  list(o: O): O[] {
    return o.w === null || o.w.weakrefs === null ? [] : (o.w.weakrefs.slice() as O[]);
  }

  /** PyObject_ClearWeakRefs would have to call something if `o` died now. */
  hasCallbacks(o: O): boolean {
    if (o.w === null || o.w.weakrefs === null) return false;
    return o.w.weakrefs.some((ref) => ref.rc > 0 && this.access.callback(ref as O) !== null);
  }

  /**
   * `o` dies: clears every weak reference to it; gives the callbacks to call, in order. Once called, drop what the pairs own as `PyObject_ClearWeakRefs` does: a
   * single pair its callback, several pairs from the last to the first, callback before reference. PyObject_ClearWeakRefs
   */
  die(o: O): PendingCallback<O>[] {
    const pending: PendingCallback<O>[] = [];
    for (const ref of this.list(o)) {
      this.clear(ref);
      if (this.access.callback(ref) === null || ref.rc <= 0) continue;
      touchPayload(ref);
      incref(ref);
      pending.push({ ref, callback: this.access.takeCallback(ref)! });
    }
    return pending;
  }

  private mutableWeakrefs(o: O): HeapObject<any>[] | null {
    touch(o);
    return o.w === null ? null : o.w.weakrefs;
  }
}
