import type { Client, Limits, Resumption, Stop, WaitFor } from "./client.ts";
import type { Lock } from "./locks/lock.ts";
import type { Simulation } from "./simulation.ts";
import type { HashSink, Undoable } from "./undoable.ts";

/** One instruction of a synthetic loop. */
export interface SyntheticInstruction {
  readonly name: string;
  /** ns of user time. */
  readonly cost: number;
  /** Whether the era looks after it. */
  readonly checkpoint: boolean;
  /** What it does, if anything. To be taken back, it must keep what it changes in `thread.registers` or in an Undoable. */
  readonly effect?: (thread: SyntheticThread) => void;
}

/** What a synthetic thread does, one after the other. All times in ns. */
export type SyntheticOperation =
  /** Computes, with a checkpoint each `every` ns. */
  | { readonly op: "burst"; readonly duration: number; readonly every: number }
  | { readonly op: "instructions"; readonly body: readonly SyntheticInstruction[]; readonly repeat: number }
  | { readonly op: "sleep"; readonly duration: number }
  /** Works without the GIL: a system call, a library function. */
  | { readonly op: "native"; readonly duration: number; readonly as: "user" | "system" | "idle"; readonly label: string }
  | { readonly op: "acquire"; readonly lock: Lock; readonly timeout?: number }
  | { readonly op: "release"; readonly lock: Lock }
  | { readonly op: "start"; readonly thread: SyntheticThread }
  /** Waits for the host to call `simulation.complete`. */
  | { readonly op: "external"; readonly label: string };

/** A thread that follows a list of operations: enough to see how the GIL behaves without an interpreter. */
export class SyntheticThread {
  readonly name: string;
  readonly operations: readonly SyntheticOperation[];
  /** Index of the present operation. */
  at = 0;
  /** How much of it is done: ns of a burst, instructions of a loop. */
  done = 0;
  /** For the effects of instructions. */
  registers: number[] = [];
  /** How its waits ended, in order. */
  resumptions: Resumption[] = [];

  constructor(name: string, operations: readonly SyntheticOperation[]) {
    this.name = name;
    this.operations = operations;
  }
}

/** Runs synthetic threads. Give it the simulation with `attach` before the first step. */
export class SyntheticClient implements Client<SyntheticThread>, Undoable {
  #simulation: Simulation<SyntheticThread> | null = null;
  #threads: SyntheticThread[] = [];
  #elapsed = 0;
  #passed = 0;
  /** Host budget: how many instructions a run executes at most. */
  readonly budget: number;

  constructor(budget: number = 1_000_000) {
    this.budget = budget;
  }

  attach(simulation: Simulation<SyntheticThread>): void {
    this.#simulation = simulation;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  run(thread: SyntheticThread, limits: Limits, resumption: Resumption): Stop {
    this.#elapsed = 0;
    this.#passed = 0;
    if (resumption === "started") this.#threads.push(thread);
    else if (resumption !== "continue") thread.resumptions.push(resumption);
    while (thread.at < thread.operations.length) {
      const stop = this.#operation(thread, thread.operations[thread.at]!, limits);
      if (stop !== null) return stop;
    }
    return { ...this.#soFar(), kind: "finished" };
  }

  #soFar(): { elapsed: number; checkpoints: number } {
    return { elapsed: this.#elapsed, checkpoints: this.#passed };
  }

  /** Does the operation, or as much as the limits allow. Null: it is over and nothing stops the thread. */
  #operation(thread: SyntheticThread, operation: SyntheticOperation, limits: Limits): Stop | null {
    if (operation.op === "burst") return this.#burst(thread, operation.duration, operation.every, limits);
    if (operation.op === "instructions") return this.#instructions(thread, operation.body, operation.repeat, limits);
    thread.at++;
    const simulation = this.#simulation!;
    switch (operation.op) {
      case "sleep":
        return this.#wait({ kind: "timer", until: simulation.now() + operation.duration, interruptible: true });
      case "external":
        return this.#wait({ kind: "external", label: operation.label, until: Infinity, interruptible: true });
      case "native": {
        const { duration, as, label } = operation;
        return { ...this.#soFar(), kind: "released", duration, as, label };
      }
      case "acquire": {
        if (simulation.tryAcquire(operation.lock)) return null;
        const until = operation.timeout === undefined ? Infinity : simulation.now() + operation.timeout;
        return this.#wait({ kind: "lock", lock: operation.lock, until, interruptible: true });
      }
      case "release":
        simulation.release(operation.lock);
        return null;
      case "start":
        simulation.spawn(operation.thread, operation.thread.name);
        return null;
    }
  }

  #wait(on: WaitFor): Stop {
    return { ...this.#soFar(), kind: "blocked", on };
  }

  /** Passes as many checkpoints at once as the limits allow. */
  #burst(thread: SyntheticThread, duration: number, every: number, limits: Limits): Stop | null {
    const untilCheckpoint = every - (thread.done % every);
    const due = limits.deadline - limits.start - this.#elapsed;
    const byDeadline = due <= untilCheckpoint ? 1 : 1 + Math.ceil((due - untilCheckpoint) / every);
    const more = Math.min(byDeadline, limits.checkpoints - this.#passed);
    const end = thread.done + untilCheckpoint + (more - 1) * every;
    if (end > duration) {
      this.#passed += Math.floor(duration / every) - Math.floor(thread.done / every);
      this.#elapsed += duration - thread.done;
      thread.at++;
      thread.done = 0;
      return null;
    }
    this.#passed += more;
    this.#elapsed += end - thread.done;
    thread.done = end;
    return { ...this.#soFar(), kind: "checkpoint", where: { function: thread.name, offset: end } };
  }

  #instructions(thread: SyntheticThread, body: readonly SyntheticInstruction[], repeat: number, limits: Limits): Stop | null {
    const total = body.length * repeat;
    for (let left = this.budget; thread.done < total; left--) {
      if (left === 0) return { ...this.#soFar(), kind: "yield" };
      const instruction = body[thread.done % body.length]!;
      thread.done++;
      this.#elapsed += instruction.cost;
      instruction.effect?.(thread);
      if (!instruction.checkpoint) continue;
      this.#passed++;
      if (this.#passed >= limits.checkpoints || limits.start + this.#elapsed >= limits.deadline) {
        return { ...this.#soFar(), kind: "checkpoint", where: { function: thread.name, opcode: instruction.name } };
      }
    }
    thread.at++;
    thread.done = 0;
    return null;
  }

  mark(): unknown {
    return this.#threads.map((thread) => ({
      thread,
      at: thread.at,
      done: thread.done,
      registers: thread.registers.slice(),
      resumptions: thread.resumptions.slice(),
    }));
  }

  undo(mark: unknown): void {
    for (const thread of this.#threads) Object.assign(thread, { at: 0, done: 0, registers: [], resumptions: [] });
    this.#threads = [];
    for (const saved of mark as (Omit<SyntheticThread, "name" | "operations"> & { thread: SyntheticThread })[]) {
      const { thread, at, done, registers, resumptions } = saved;
      Object.assign(thread, { at, done, registers: registers.slice(), resumptions: resumptions.slice() });
      this.#threads.push(thread);
    }
  }

  hash(into: HashSink): void {
    for (const { name, at, done, registers, resumptions } of this.#threads) {
      into(name);
      into(at);
      into(done);
      into(registers.join());
      into(resumptions.join());
    }
  }
}

/** A simulation of synthetic threads: `setUp(client)` makes it, and the threads are spawned in order. */
export function simulate(
  setUp: (client: SyntheticClient) => Simulation<SyntheticThread>,
  threads: readonly SyntheticThread[],
): Simulation<SyntheticThread> {
  const client = new SyntheticClient();
  const simulation = setUp(client);
  client.attach(simulation);
  for (const thread of threads) simulation.spawn(thread, thread.name);
  return simulation;
}
