import type { HeapObject } from "./header.ts";

/*
 * Seeing every change of one object's count without a test in the paths that change it.
 *
 * A watched object's `rc` is turned from a plain field into a pair of functions. Whatever writes it, also code generated elsewhere, then goes through
 * them. That object loses the shared hidden class and the paths that meet it become slower, so it is for debugging only.
 */

/** Called before the count goes from `was` to `now`; what it gives is stored. */
export type CountHook = (o: HeapObject<any>, was: number, now: number) => number;

/** From now on `hook` decides every write to the count of `o`. */
export function watchCount(o: HeapObject<any>, hook: CountHook): void {
  let count = o.rc;
  Object.defineProperty(o, "rc", {
    configurable: true,
    enumerable: true,
    get: () => count,
    set: (now: number) => {
      count = hook(o, count, now);
    },
  });
}

/** The count is a plain field again. Nothing if it was. */
export function unwatchCount(o: HeapObject<any>): void {
  const { rc } = o;
  Object.defineProperty(o, "rc", { configurable: true, enumerable: true, writable: true, value: rc });
}
