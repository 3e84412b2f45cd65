import { RandomSource } from "../random-source.ts";
import type { ChoiceQuestion, DelayQuestion, Scheduler, SwitchQuestion } from "../scheduler.ts";
import type { HashSink } from "../undoable.ts";

/** Doublings of the number of checkpoints until a switch: up to 2 ** 17 of the client's checkpoints. */
const DOUBLINGS = 17;

/**
 * May switch at every checkpoint, wakes anybody, and lets wake-ups take no time or long.
 *
 * How many checkpoints until the next switch is drawn evenly over the *logarithm* of 1 ... 131,072. So a program of fifty
 * checkpoints sees switches in every third turn, and one of ten million sees about a thousand in all: few enough to run at
 * full speed in between, many enough that an unprotected `counter += 1` loses updates where its era allows it.
 */
export class RandomScheduler implements Scheduler {
  readonly #random: RandomSource;

  constructor(seed: number) {
    this.#random = new RandomSource(seed);
  }

  checkpointsToSwitch({ checkpointsPerCheck }: SwitchQuestion): number {
    const magnitude = 2 ** this.#random.below(DOUBLINGS);
    return Math.max(1, Math.floor((magnitude + this.#random.below(magnitude)) / checkpointsPerCheck));
  }

  choose({ options }: ChoiceQuestion): number {
    return this.#random.below(options.length);
  }

  delay({ nominal }: DelayQuestion): number {
    if (nominal === 0 || this.#random.below(4) !== 0) return 0;
    return this.#random.below(4 * nominal);
  }

  mark(): unknown {
    return this.#random.mark();
  }

  undo(mark: unknown): void {
    this.#random.undo(mark);
  }

  hash(into: HashSink): void {
    this.#random.hash(into);
  }
}
