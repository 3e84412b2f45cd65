import { type Extra, type HeapObject, setEpoch } from "./header.ts";

/*
 * Taking state back.
 *
 * `begin` opens an epoch. From then on the first change to an object in that epoch saves what it was: the header (count, type, place with the
 * collector, rare part) at the first touch, the payload at the first touch of the payload. `undo` puts everything back, the newest first: objects, then the singletons, which were saved when the epoch began. Epochs nest:
 * an object saved in the outer epoch and touched in the inner one is saved again. What is not an object (singletons: caches, counters, queues) takes part as an
 * `Undoable` of the registry and is saved whole by `begin`.
 *
 * Epoch numbers are even and never reused. An object's stamp says in which epoch it was last saved; stamp + 1 says that the payload was too. A new
 * object is stamped with the current epoch's payload mark, so it is not saved in that epoch: when the epoch is undone nobody can reach it any more.
 *
 * Rejected: copying the heap (a fork would cost as much as the heap is large); a log entry for each write (a loop that counts to a million would log a
 * million entries, and needs one).
 */

/** State outside the heap that can be saved and put back. The same shape in every package that has such state. */
export interface Undoable {
  /** A value that holds the present state; never changed afterwards. */
  mark(): unknown;
  /** Puts the state back to what `mark` gave. Can be called more than once with the same mark. */
  undo(mark: unknown): void;
  /** Feeds everything that makes up the present state to `into`, in a fixed order; `identity` takes objects and functions, as themselves. */
  hash(into: (item: number | string) => void, identity: (item: object) => void): void;
  /** No mark given so far will be undone: what was kept for them can go. Optional. */
  forget?(): void;
  /** Is undone before the objects are: it hears of what is written to them. Optional. */
  readonly beforeObjects?: boolean;
}

interface SavedHeader {
  readonly o: HeapObject<any>;
  readonly epoch: number;
  readonly rc: number;
  readonly gci: number;
  readonly type: HeapObject<any>["type"];
  readonly w: Extra | null;
  readonly wCopy: Extra | null;
}

interface SavedPayload {
  readonly o: HeapObject<any>;
  /** The layout that gave `saved`: an assignment to `__class__` may come later. */
  readonly type: HeapObject<any>["type"];
  readonly v: unknown;
  readonly saved: unknown;
}

interface Epoch {
  readonly number: number;
  readonly headers: SavedHeader[];
  readonly payloads: SavedPayload[];
  readonly marks: unknown[];
}

let lastEpoch = 0;

/** Saves what changes, so that it can be taken back; see the head of this file. */
export class Journal {
  private readonly epochs: Epoch[] = [];
  private readonly registry: Undoable[] = [];
  private readonly onTouch = (o: HeapObject<any>): void => this.saveHeader(o);
  private readonly onTouchPayload = (o: HeapObject<any>): void => this.savePayload(o);

  /** Adds a mutable singleton to what `begin` saves. One that is added while an epoch is open is forgotten when that epoch is undone: it came into being there. */
  register(state: Undoable): void {
    this.registry.push(state);
  }

  /** True while at least one epoch is open. */
  get on(): boolean {
    return this.epochs.length > 0;
  }

  /** Opens an epoch; gives its depth, for `undo`. */
  begin(): number {
    lastEpoch += 2;
    this.epochs.push({ number: lastEpoch, headers: [], payloads: [], marks: this.registry.map((s) => s.mark()) });
    this.enter();
    return this.epochs.length;
  }

  /** Makes this the journal that is written: before its objects are changed, when several heaps live in one process. */
  enter(): void {
    const top = this.epochs[this.epochs.length - 1];
    if (top === undefined)
      setEpoch(
        0,
        () => {},
        () => {},
      );
    else setEpoch(top.number, this.onTouch, this.onTouchPayload);
  }

  private saveHeader(o: HeapObject<any>): void {
    const top = this.epochs[this.epochs.length - 1]!;
    const w = o.w;
    top.headers.push({ o, epoch: o.epoch, rc: o.rc, gci: o.gci, type: o.type, w, wCopy: w === null ? null : w.clone() });
    o.epoch = top.number;
  }

  private savePayload(o: HeapObject<any>): void {
    const top = this.epochs[this.epochs.length - 1]!;
    if (o.epoch < top.number) this.saveHeader(o);
    if (o.epoch > top.number) return;
    top.payloads.push({ o, type: o.type, v: o.v, saved: o.type.save(o) });
    o.epoch = top.number + 1;
  }

  /**
   * Puts everything back to what it was when the epoch at `depth` was opened, and closes it and those inside it. Throws a RangeError if there is no
   * such epoch.
   */
  undo(depth: number): void {
    if (depth < 1 || depth > this.epochs.length) throw new RangeError(`no epoch is open at depth ${depth}`);
    while (this.epochs.length >= depth) this.undoTop();
    this.enter();
    if (this.epochs.length === 0) this.forget();
  }

  private undoTop(): void {
    const top = this.epochs.pop()!;
    // No epoch is current meanwhile: what `restore` writes is not a change.
    setEpoch(
      0,
      () => {},
      () => {},
    );
    this.registry.length = top.marks.length;
    this.undoSingletons(top, true);
    for (let i = top.payloads.length - 1; i >= 0; i--) {
      const p = top.payloads[i]!;
      p.o.v = p.v as never;
      p.type.restore(p.o, p.saved);
    }
    for (let i = top.headers.length - 1; i >= 0; i--) restoreHeader(top.headers[i]!);
    this.undoSingletons(top, false);
  }

  private undoSingletons(top: Epoch, beforeObjects: boolean): void {
    for (let i = top.marks.length - 1; i >= 0; i--) {
      const state = this.registry[i]!;
      if ((state.beforeObjects ?? false) === beforeObjects) state.undo(top.marks[i]);
    }
  }

  /** Closes the innermost epoch and keeps its changes; what it saved goes to the epoch around it. Throws an Error if none is open. */
  commit(): void {
    const top = this.epochs.pop();
    if (top === undefined) throw new Error("no epoch is open");
    const outer = this.epochs[this.epochs.length - 1];
    if (outer !== undefined) mergeEpoch(top, outer);
    this.enter();
    if (outer === undefined) this.forget();
  }

  private forget(): void {
    for (const state of this.registry) state.forget?.();
  }

  /** How many objects the innermost epoch has saved: headers and payloads. */
  size(): { headers: number; payloads: number } {
    const top = this.epochs[this.epochs.length - 1];
    return { headers: top?.headers.length ?? 0, payloads: top?.payloads.length ?? 0 };
  }
}

/** Gives `outer` what `inner` saved of objects that `outer` itself has not saved, and stamps them as if `outer` had. */
function mergeEpoch(inner: Epoch, outer: Epoch): void {
  const payloadKept = new Set<HeapObject<any>>();
  for (const h of inner.headers) {
    const stamp = h.o.epoch;
    if (h.epoch < outer.number) outer.headers.push(h);
    else if (h.epoch > outer.number) payloadKept.add(h.o);
    h.o.epoch = payloadKept.has(h.o) ? outer.number + 1 : outer.number + (stamp - inner.number);
  }
  for (const p of inner.payloads) if (!payloadKept.has(p.o)) outer.payloads.push(p);
}

function restoreHeader(h: SavedHeader): void {
  const o = h.o;
  o.epoch = h.epoch;
  o.rc = h.rc;
  o.gci = h.gci;
  o.type = h.type;
  o.w = h.w;
  if (h.w !== null && h.wCopy !== null) Object.assign(h.w, h.wCopy.clone());
}
