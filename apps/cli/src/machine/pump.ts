import { setTimeout as sleep } from "node:timers/promises";
import type { VM } from "@vivarium/vm";

/** How a run ended. */
export type Ending = "done" | "deadlock" | "limit";

/** What the pump needs of the outside. */
export interface Outside {
  /** Resolves when standard input has something to read, or has ended. */
  inputReady(): Promise<void>;
  /** Resolves at the next Ctrl-C. */
  interrupted(): Promise<void>;
}

/** Host ms that a run keeps the event loop waiting at most. */
const TURN = 15;

/** How far ahead of the host simulated waiting may run, in ns, before the host waits too. */
const AHEAD = 500_000;

/** Simulated ns in which no thread was on a core: sleeping, which under the real clock takes its time here too. */
class IdleTime {
  private readonly vm: VM;
  private wall = 0;
  private cpu = 0;
  owed = 0;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** To be called after each step: between two events either somebody works or nobody. */
  note(): void {
    const { simulation } = this.vm;
    const wall = simulation.now();
    if (wall === this.wall) return;
    const { user, system } = simulation.cpu();
    const worked = user + system - this.cpu;
    if (worked === 0) this.owed += wall - this.wall;
    this.wall = wall;
    this.cpu += worked;
  }
}

/**
 * Runs an interpreter to its end, between turns of the event loop. Under the real clock the host sleeps when all threads do.
 * @param spent whether a limit has been reached; asked after each step
 */
export async function pump(vm: VM, outside: Outside, clock: "real" | "virtual", spent: () => boolean): Promise<Ending> {
  const idle = clock === "real" ? new IdleTime(vm) : null;
  for (;;) {
    const until = performance.now() + TURN;
    let result = vm.runSlice(1);
    while (result.kind === "progress") {
      idle?.note();
      if (spent()) return "limit";
      if ((idle !== null && idle.owed > AHEAD) || performance.now() > until) break;
      result = vm.runSlice(1);
    }
    if (result.kind === "done" || result.kind === "deadlock") return result.kind;
    if (result.kind === "waiting-on-host") {
      await Promise.race([outside.inputReady(), outside.interrupted()]);
      for (const id of vm.simulation.liveThreads()) vm.simulation.complete(id);
    } else if (idle !== null && idle.owed > AHEAD) {
      const before = performance.now();
      await Promise.race([sleep(idle.owed / 1e6, undefined, { ref: true }), outside.interrupted()]);
      idle.owed = Math.max(0, idle.owed - (performance.now() - before) * 1e6);
    } else await new Promise((resolve) => setImmediate(resolve));
  }
}
