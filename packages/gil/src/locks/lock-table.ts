import type { ThreadId } from "../client.ts";
import type { HashSink, Undoable } from "../undoable.ts";
import { Lock, NOBODY } from "./lock.ts";
import { RLock } from "./rlock.ts";

interface SavedLock {
  readonly lock: Lock;
  readonly holder: ThreadId;
  readonly count: number;
  readonly waiters: readonly ThreadId[];
}

/**
 * The locks of a run. Only those that are locked or waited for are kept: any other lock is in the state it was made in, and
 * belongs to whoever holds the object, so that a forgotten lock costs nothing.
 */
export class LockTable implements Undoable {
  #busy: Map<number, Lock> = new Map();
  #next = 0;

  create(name: string): Lock {
    const id = this.#next++;
    return new Lock(id, name === "" ? `lock ${id}` : name);
  }

  createReentrant(name: string): RLock {
    const id = this.#next++;
    return new RLock(id, name === "" ? `rlock ${id}` : name);
  }

  /** Acquires without waiting. False when it is taken. */
  tryAcquire(lock: Lock, thread: ThreadId): boolean {
    if (lock.locked && !(lock.reentrant && lock.holder === thread)) return false;
    lock.holder = thread;
    lock.count++;
    this.#busy.set(lock.id, lock);
    return true;
  }

  /** Gives one acquisition back. Returns whether the lock is free now. The caller has checked that it is locked. */
  release(lock: Lock): boolean {
    lock.count--;
    if (lock.count > 0) return false;
    lock.holder = NOBODY;
    this.#tidy(lock);
    return true;
  }

  addWaiter(lock: Lock, thread: ThreadId): void {
    lock.waiters.push(thread);
    this.#busy.set(lock.id, lock);
  }

  removeWaiter(lock: Lock, thread: ThreadId): void {
    const at = lock.waiters.indexOf(thread);
    if (at >= 0) lock.waiters.splice(at, 1);
    this.#tidy(lock);
  }

  #tidy(lock: Lock): void {
    if (lock.count === 0 && lock.waiters.length === 0) this.#busy.delete(lock.id);
  }

  mark(): unknown {
    const saved: SavedLock[] = [];
    for (const lock of this.#busy.values())
      saved.push({ lock, holder: lock.holder, count: lock.count, waiters: lock.waiters.slice() });
    return { next: this.#next, saved };
  }

  undo(mark: unknown): void {
    const { next, saved } = mark as { next: number; saved: SavedLock[] };
    for (const lock of this.#busy.values()) {
      lock.holder = NOBODY;
      lock.count = 0;
      lock.waiters = [];
    }
    this.#busy = new Map();
    for (const { lock, holder, count, waiters } of saved) {
      lock.holder = holder;
      lock.count = count;
      lock.waiters = waiters.slice();
      this.#busy.set(lock.id, lock);
    }
    this.#next = next;
  }

  hash(into: HashSink): void {
    into(this.#next);
    const ids = [...this.#busy.keys()].sort((a, b) => a - b);
    for (const id of ids) {
      const lock = this.#busy.get(id)!;
      into(id);
      into(lock.holder);
      into(lock.count);
      into(lock.waiters.join());
    }
  }
}
