import type { VM } from "../../src/interpreter.ts";

/** A program on an interpreter, ready to run. */
export interface Prepared {
  readonly vm: VM;
  readonly stdout: () => string;
}

/** Runs `vm` for so many instructions, or to its end: then, false. The interpreter stands between two instructions of one thread. */
export function runInstructions(vm: VM, count: number): boolean {
  let left = count;
  let stopped = false;
  vm.observed = true;
  vm.observer = () => {
    stopped = left-- === 0;
    return !stopped;
  };
  let more = true;
  while (more && !stopped) more = vm.runSlice(1).kind === "progress";
  vm.observer = null;
  vm.observed = vm.checkpointColumn !== "3.11";
  return stopped;
}

/** More steps than any program here takes. */
const MOST_STEPS = 5_000_000;

/** Runs `vm` until every thread has ended, or none can go on. */
export function runToEnd(vm: VM): void {
  vm.runSlice(MOST_STEPS);
}

/** What a run did, as text: its output and, event by event with times and causes, what its threads did. */
export function storyOf({ vm, stdout }: Prepared): string {
  const { simulation } = vm;
  const events = simulation.events().map((event) => `${event.time} ${simulation.sentence(event)}`);
  return [stdout(), `exit ${vm.exitCode} at ${simulation.now()}, switches ${simulation.switches}`, ...events].join("\n");
}

/** Numbers that look random, the same each time: 0 <= n < below. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 1;
  }

  roll(below: number): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return (x >>> 0) % below;
  }
}
