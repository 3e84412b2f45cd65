import { epoch, type HeapObject, incref, touch } from "./header.ts";

/*
 * When an object is freed.
 *
 * A count that reaches zero frees its object at once, and that drops what the object held, and so on: in CPython a recursion of
 * tp_dealloc functions, here a stack of references still to be dropped (`work`). Taking one off the end, dropping it, and putting what
 * it held on the end visits objects in the order of CPython's recursion without using the JavaScript stack.
 *
 * Death can need Python code (`__del__`, a weak reference's callback, a suspended generator's `finally`). Python code cannot run from
 * here, so the heap asks its client (`mustRunCode`), and if so stops: `suspended` is the object whose code has to run, raised back to a count
 * of one as CPython's PyObject_CallFinalizerFromDealloc does, and `work` holds the drops that come after. The client runs the code
 * before the next instruction, takes both over with `takeSuspended`, and hands them back to `resume`.
 *
 * While a death is suspended, other counts may reach zero in the same operation (the second argument of a call). They died later, so they go
 * below everything that is waiting.
 *
 * Rejected: calling the client recursively (nothing that Python sees may live on the JS stack), a queue drained in order of death (siblings would
 * die before children, CPython does the opposite), and deferring all deaths to the end of an instruction (dead objects could be seen).
 */

/** What the heap asks of the layer above. */
export interface DeathClient<O> {
  /**
   * `o` has no reference left. True if Python code has to run before it goes; then nothing has been changed. False otherwise; then weak
   * references to it have been cleared and what the layer above knew about it (its address) is forgotten.
   */
  mustRunCode(o: O): boolean;
}

/** An object whose finalizer must run, with the drops that wait behind it. */
export interface SuspendedDeath<O> {
  readonly dying: O;
  /** References still to be dropped; the last one is next. Owned. */
  readonly rest: O[];
}

/** Reference counting with prompt deallocation; see the head of this file. */
export class RefCounts<O extends HeapObject<any>> {
  private work: O[] = [];
  private draining = false;
  /** The object whose death needs Python code, or null. Tested after each instruction that may drop a reference. */
  suspended: O | null = null;
  private readonly client: DeathClient<O>;
  private readonly untrack: (o: O) => void;

  constructor(client: DeathClient<O>, untrack: (o: O) => void) {
    this.client = client;
    this.untrack = untrack;
  }

  /** One reference less; at zero the object dies now. Py_DECREF. */
  decref(o: O): void {
    if (o.epoch < epoch) touch(o);
    if (--o.rc === 0) this.dealloc(o);
  }

  /** Py_XDECREF. */
  xdecref(o: O | null): void {
    if (o !== null) this.decref(o);
  }

  /** `o`'s count has just become zero. _Py_Dealloc. */
  dealloc(o: O): void {
    if (o.type.leaf && o.w === null) return;
    if (this.suspended !== null) {
      o.rc = 1;
      this.work.unshift(o);
      return;
    }
    if (!this.bury(o)) return;
    if (!this.draining) this.drain();
  }

  /** Drops `refs` in order, from index 0 on, as one operation. */
  decrefAll(refs: readonly O[]): void {
    for (let i = 0; i < refs.length; i++) {
      if (this.suspended !== null) {
        const rest = refs.slice(i).reverse();
        this.work.unshift(...rest);
        return;
      }
      this.decref(refs[i]!);
    }
  }

  private drain(): void {
    this.draining = true;
    const work = this.work;
    while (work.length > 0) {
      const o = work.pop()!;
      if (o.epoch < epoch) touch(o);
      if (--o.rc === 0 && !(o.type.leaf && o.w === null) && !this.bury(o)) break;
    }
    this.draining = false;
  }

  /** Puts what `o` held onto the work stack. False if Python code must run first. */
  private bury(o: O): boolean {
    if (this.client.mustRunCode(o)) {
      touch(o);
      o.rc = 1;
      this.suspended = o;
      return false;
    }
    this.release(o);
    return true;
  }

  private release(o: O): void {
    if (o.gci >= 0) this.untrack(o);
    const work = this.work;
    const from = work.length;
    o.type.traverse(o, (child: HeapObject<any>) => work.push(child as O));
    // Visited in the order of the drops; the stack is taken from its end.
    for (let i = from, j = work.length - 1; i < j; i++, j--) {
      const t = work[i]!;
      work[i] = work[j]!;
      work[j] = t;
    }
  }

  /** Takes over the suspended death and the drops behind it. The caller owns one reference to `dying` and one to each of `rest`. */
  takeSuspended(): SuspendedDeath<O> | null {
    const dying = this.suspended;
    if (dying === null) return null;
    const rest = this.work;
    this.work = [];
    this.suspended = null;
    return { dying, rest };
  }

  /**
   * The code of `dying` has run: its temporary reference is dropped, it goes unless somebody took a new one, and then the rest goes.
   * May suspend again.
   */
  resume(death: SuspendedDeath<O>): void {
    this.work = death.rest.slice();
    const o = death.dying;
    touch(o);
    if (--o.rc === 0) {
      if (!this.bury(o)) return;
    }
    this.drain();
  }

  /** References that wait to be dropped and so still count; for the audit. */
  pending(visit: (o: O) => void): void {
    if (this.suspended !== null) visit(this.suspended);
    for (const o of this.work) visit(o);
  }
}

export { incref };
