import { epoch, type HeapObject, incref, touch } from "./header.ts";
import type { Undoable } from "./journal.ts";

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
   * references to it have been cleared and what the layer above knew about it (its address) is forgotten. Asked again after the code has run. Before
   * a finalizer (not a callback) is run, `Generations.retrack` is due.
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
export class RefCounts<O extends HeapObject<any>> implements Undoable {
  private work: O[] = [];
  /** The object whose death needs Python code, or null. Tested after each instruction that may drop a reference. */
  suspended: O | null = null;
  /** Told of every object that is gone, leaves too; for debugging and statistics. Null costs one comparison a death. */
  observer: ((o: O) => void) | null = null;
  /** Made once: a function a death would be most of its cost. */
  private readonly push = (child: HeapObject<any>): void => {
    this.work.push(child as O);
  };
  private readonly client: DeathClient<O>;
  private readonly untrack: (o: O) => void;

  /** Saved by the journal as a singleton. */
  get savesItself(): true {
    return true;
  }

  /** `untrack` is told of each container that dies, tracked or not: `Generations.untrackDead`. */
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
    if (o.type.leaf && o.w === null) {
      if (this.observer !== null) this.observer(o);
      return;
    }
    if (this.suspended !== null) {
      this.postpone([o]);
      o.rc = 1;
      return;
    }
    // Inside another death (the client clears a weak reference and drops its callback), this one is finished first, as a call would be.
    const floor = this.work.length;
    if (this.bury(o)) this.drain(floor);
  }

  /** Drops `refs` in order, from index 0 on, as one operation. */
  decrefAll(refs: readonly O[]): void {
    for (let i = 0; i < refs.length; i++) {
      if (this.suspended !== null) {
        this.postpone(refs.slice(i));
        return;
      }
      this.decref(refs[i]!);
    }
  }

  /** Puts drops, in order, below all that wait already. */
  private postpone(refs: readonly O[]): void {
    this.work = refs.slice().reverse().concat(this.work);
  }

  private drain(floor: number): void {
    while (this.work.length > floor && this.suspended === null) {
      const o = this.work.pop()!;
      if (o.epoch < epoch) touch(o);
      if (--o.rc !== 0) continue;
      if (!(o.type.leaf && o.w === null)) this.bury(o);
      else if (this.observer !== null) this.observer(o);
    }
  }

  /** Puts what `o` held onto the work stack. False if Python code must run first. */
  private bury(o: O): boolean {
    if (this.client.mustRunCode(o)) {
      touch(o);
      o.rc = 1;
      // While it was asked, the client may have caused a death that needs code itself; that one is first.
      if (this.suspended === null) this.suspended = o;
      else this.work.push(o);
      return false;
    }
    this.release(o);
    return true;
  }

  private release(o: O): void {
    if (o.gci >= 0 || o.type.container) this.untrack(o);
    const work = this.work;
    const from = work.length;
    o.type.traverse(o, this.push);
    // Visited in the order of the drops; the stack is taken from its end.
    for (let i = from, j = work.length - 1; i < j; i++, j--) {
      const t = work[i]!;
      work[i] = work[j]!;
      work[j] = t;
    }
    if (this.observer !== null) this.observer(o);
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
    if (this.suspended !== null) throw new Error("another death is suspended; it must be taken first");
    this.work = this.work.concat(death.rest);
    const o = death.dying;
    touch(o);
    if (--o.rc === 0 && !this.bury(o)) return;
    this.drain(0);
  }

  /** References that wait to be dropped and so still count; for the audit. */
  pending(visit: (o: O) => void): void {
    if (this.suspended !== null) visit(this.suspended);
    for (const o of this.work) visit(o);
  }

  mark(): unknown {
    return { work: this.work.slice(), suspended: this.suspended };
  }

  undo(mark: unknown): void {
    const saved = mark as { work: O[]; suspended: O | null };
    this.work = saved.work.slice();
    this.suspended = saved.suspended;
  }

  /** How many drops wait; which ones, `pending` tells. */
  hash(into: (item: number | string) => void): void {
    into(this.work.length);
    into(Number(this.suspended !== null));
  }
}

export { incref };
