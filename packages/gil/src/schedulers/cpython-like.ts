import type { ChoiceQuestion, DelayQuestion, Scheduler } from "../scheduler.ts";

/**
 * Leaves everything to the clock and to first-in-first-out queues, as CPython on an idle machine mostly does. How the latencies
 * vary from one time to the next is the simulation's `seed`, not a decision of the scheduler's.
 */
export class CPythonLikeScheduler implements Scheduler {
  checkpointsToSwitch(): number {
    return Infinity;
  }

  choose({ usual }: ChoiceQuestion): number {
    return usual;
  }

  delay({ nominal }: DelayQuestion): number {
    return nominal;
  }

  mark(): unknown {
    return null;
  }

  undo(): void {
    // Has no state.
  }

  hash(): void {
    // Has no state.
  }
}
