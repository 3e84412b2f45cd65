import type { VM } from "@vivarium/vm";

/** How a run ended. */
export type Ending = "done" | "deadlock" | "limit";

/** What the pump needs of the outside. */
export interface Outside {
  /** Resolves when standard input has something to read, or has ended. */
  inputReady(): Promise<void>;
  /** Takes the signals that have arrived. */
  takeSignals(): readonly number[];
  /** Resolves when a signal arrives. */
  signalArrived(): Promise<void>;
}

/** Host ms that a run keeps the event loop waiting at most. */
const TURN = 15;

/** How far ahead of the host simulated waiting may run, in ns, before the host waits too. */
const AHEAD = 500_000;

/** The longest a timer of the host can be set to, in ms. */
const LONGEST = 2 ** 30;

/**
 * Runs an interpreter to its end, between turns of the event loop. Under the real clock the host sleeps when all threads do, and threads that wait for
 * each other wait for a signal, as processes do; under the virtual one they are a deadlock.
 */
class Pump {
  private readonly vm: VM;
  private readonly outside: Outside;
  private readonly isReal: boolean;
  private readonly spent: () => boolean;
  /** ns that passed in the simulation with nobody on a core, and not here. */
  private owed = 0;
  /** When the timeouts of sleeping threads end here, in host ms; by thread, with what they are in the simulation. */
  private deadlines: Map<number, { readonly until: number; readonly at: number }> = new Map();
  /** Resolves when input has come; null: nobody has asked for any. */
  private input: Promise<void> | null = null;
  private inputCame = false;

  constructor(vm: VM, outside: Outside, isReal: boolean, spent: () => boolean) {
    this.vm = vm;
    this.outside = outside;
    this.isReal = isReal;
    this.spent = spent;
  }

  async run(): Promise<Ending> {
    const { simulation } = this.vm;
    for (;;) {
      const until = performance.now() + TURN;
      let result = { kind: "progress" as string };
      let idle = 0;
      while (result.kind === "progress") {
        if (this.isReal && (idle = this.idle()) > 0) break;
        result = this.vm.runSlice(1);
        if (this.spent()) return "limit";
        if (performance.now() > until) break;
      }
      if (result.kind === "done") return "done";
      if (result.kind === "waiting-on-host") await this.wait(LONGEST);
      else if (result.kind === "deadlock") {
        if (!this.isReal) return "deadlock";
        await this.wait(LONGEST);
      } else if (idle > 0) await this.sleep(idle);
      else await new Promise((resolve) => setImmediate(resolve));
      if (this.isReal) this.expireTimeouts();
      if (simulation.waitsOnHost) this.completeReads();
      for (const signal of this.outside.takeSignals()) this.vm.signal(signal);
    }
  }

  /** ns to wait before the next step: so long nobody will be on a core. 0: go on. */
  private idle(): number {
    const idle = this.vm.simulation.idleFor();
    if (idle === 0 || idle === Infinity) return 0;
    if (this.owed + idle > AHEAD) return this.owed + idle;
    this.owed += idle;
    return 0;
  }

  /** Waits as the threads do; cut short by a signal or input, which then find them at that time. */
  private async sleep(ns: number): Promise<void> {
    const start = performance.now();
    const woken = await this.wait(ns / 1e6);
    const passed = (performance.now() - start) * 1e6;
    const owed = this.owed;
    this.owed = woken ? 0 : Math.max(ns - passed, -20e6);
    const { simulation } = this.vm;
    simulation.letPass(woken ? Math.max(0, passed - owed) : simulation.idleFor());
  }

  /** While others compute, simulated time may go by more slowly than time does here: nobody sleeps longer than he said because of that. */
  private expireTimeouts(): void {
    const { simulation } = this.vm;
    const now = performance.now();
    const deadlines: typeof this.deadlines = new Map();
    for (const { thread, until } of simulation.timeouts()) {
      const known = this.deadlines.get(thread);
      const deadline = known?.until === until ? known : { until, at: now + (until - simulation.now()) / 1e6 };
      if (deadline.at <= now) simulation.expire(thread);
      else deadlines.set(thread, deadline);
    }
    this.deadlines = deadlines;
  }

  /** Waits so many ms, or until a signal or awaited input comes: true then. */
  private async wait(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), Math.min(LONGEST, Math.max(0, ms)));
    });
    const events = [over, this.outside.signalArrived().then(() => true)];
    if (this.vm.simulation.waitsOnHost) events.push(this.awaitInput().then(() => true));
    const woken = await Promise.race(events);
    clearTimeout(timer);
    return woken;
  }

  private awaitInput(): Promise<void> {
    this.input ??= this.outside.inputReady().then(() => {
      this.inputCame = true;
    });
    return this.input;
  }

  /** Those who wait for input look again once it has come. */
  private completeReads(): void {
    void this.awaitInput();
    if (!this.inputCame) return;
    this.input = null;
    this.inputCame = false;
    const { simulation } = this.vm;
    for (const id of simulation.liveThreads()) simulation.complete(id);
  }
}

/** @param spent whether a limit has been reached; asked after each step */
export function pump(vm: VM, outside: Outside, clock: "real" | "virtual", spent: () => boolean): Promise<Ending> {
  return new Pump(vm, outside, clock === "real", spent).run();
}
