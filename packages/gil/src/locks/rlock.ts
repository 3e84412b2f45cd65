import { Lock } from "./lock.ts";

/**
 * A lock its holder may acquire again; free when released as often. Made by `simulation.newRLock()`.
 * CPython 3.11: Modules/_threadmodule.c rlock_acquire, rlock_release
 */
export class RLock extends Lock {
  constructor(id: number, name: string) {
    super(id, name, true);
  }
}
