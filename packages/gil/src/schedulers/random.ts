import { RandomSource } from "../random-source.ts";
import type { ChoiceQuestion, DelayQuestion, ScheduleRecipe, Scheduler, SwitchQuestion } from "../scheduler.ts";
import type { HashSink } from "../undoable.ts";

/** At most so many of the client's checkpoints until a switch. */
const MOST_CHECKPOINTS = 131_072;

/**
 * May switch at every checkpoint, wakes anybody, and lets wake-ups take no time or long.
 *
 * How many checkpoints until the next switch is drawn evenly over the *logarithm* of 1 ... 131,072. So a program of fifty
 * checkpoints sees switches in every third turn, and one of ten million sees about a thousand in all: few enough to run at
 * full speed in between, many enough that an unprotected `counter += 1` loses updates where its era allows it.
 */
export class RandomScheduler implements Scheduler {
  readonly recipe: ScheduleRecipe;
  readonly #random: RandomSource;

  constructor(seed: number) {
    this.recipe = { name: "random", seed };
    this.#random = new RandomSource(seed);
  }

  checkpointsToSwitch({ checkpointsPerCheck }: SwitchQuestion): number {
    let doublings = 1;
    for (let most = 4 * checkpointsPerCheck; most <= MOST_CHECKPOINTS; most *= 2) doublings++;
    const magnitude = 1 << this.#random.below(doublings);
    return magnitude + this.#random.below(magnitude);
  }

  choose({ options, usual }: ChoiceQuestion): number {
    // Every other time as usual: era 2.7 asks at every check, and tokens should not grow with each.
    return this.#random.below(2) === 0 ? usual : this.#random.below(options.length);
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
