import type { ThreadId, WaitFor } from "./client.ts";
import { NOBODY } from "./locks/lock.ts";
import type { ThreadState } from "./thread-state.ts";

/** One thread that will never run again by itself. */
export interface StuckThread {
  readonly thread: ThreadId;
  readonly name: string;
  readonly on: WaitFor | null;
  /** Who has the lock it waits for, or NOBODY. */
  readonly holder: ThreadId;
}

/** Who waits for what when nothing can go on. */
export interface DeadlockReport {
  readonly stuck: readonly StuckThread[];
  /** Threads each of which waits for a lock that the next one has, the last for one of the first; empty if there is no such circle. */
  readonly cycle: readonly ThreadId[];
  /** The same as a paragraph. */
  readonly text: string;
}

/** Looks at threads of which none can go on. */
export function findDeadlock(threads: readonly ThreadState<unknown>[]): DeadlockReport {
  const stuck = threads.map((thread) => {
    const on = thread.waitingFor;
    return { thread: thread.id, name: thread.name, on, holder: on?.kind === "lock" ? on.lock.holder : NOBODY };
  });
  const names = new Map(stuck.map(({ thread, name }) => [thread, name]));
  const lines = stuck.map(({ name, on, holder }) => {
    if (on?.kind === "external") return `${name} waits for ever in ${on.label}`;
    if (on?.kind !== "lock") return `${name} waits for ever`;
    const who = holder === NOBODY ? "nobody has" : `${names.get(holder) ?? `a finished thread (number ${holder})`} has`;
    return `${name} waits for ${on.lock.name}, which ${who}`;
  });
  const cycle = findCycle(stuck);
  if (cycle.length > 0) lines.push(`a circle: ${[...cycle, cycle[0]!].map((id) => names.get(id)).join(" -> ")}`);
  return { stuck, cycle, text: lines.join("\n") };
}

function findCycle(stuck: readonly StuckThread[]): ThreadId[] {
  const waitsFor = new Map(stuck.map(({ thread, holder }) => [thread, holder]));
  for (const { thread } of stuck) {
    const path: ThreadId[] = [];
    let at = thread;
    while (waitsFor.has(at) && !path.includes(at)) {
      path.push(at);
      at = waitsFor.get(at)!;
    }
    if (path.includes(at)) return path.slice(path.indexOf(at));
  }
  return [];
}
