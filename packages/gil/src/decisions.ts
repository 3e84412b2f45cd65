import { RandomSource } from "./random-source.ts";
import type { ChoiceQuestion, DelayQuestion, ScheduleRecipe, Scheduler, SwitchQuestion } from "./scheduler.ts";
import { encodeToken, type ScheduleToken } from "./token.ts";
import type { HashSink, Undoable } from "./undoable.ts";

/** What a replay has to set up the same way. */
export interface RunSettings {
  readonly era: string;
  readonly machine: string;
  readonly cores: number;
  /** Of the variation of latencies; 0: none. */
  readonly seed: number;
  /** A 32-bit digest of program and inputs; 0: unknown. */
  readonly program: number;
  /** ns, at the start; 0 in an era that has none. */
  readonly switchInterval: number;
  /** Ticks, at the start; 0 in an era that has none. */
  readonly checkInterval: number;
  /** What the answers follow from, so that they need not be written down; null: they are written down. */
  readonly recipe: ScheduleRecipe | null;
}

/** A list of small numbers as runs of equal ones. */
export interface Runs {
  readonly values: readonly number[];
  readonly repeats: readonly number[];
}

const NO_RUNS: Runs = { values: [], repeats: [] };

/** Answers of one kind, as they come. 0 stands for what happens by the clock alone, so that an undisturbed run is one run of zeros. */
export class AnswerStream implements Undoable {
  readonly values: number[] = [];
  readonly repeats: number[] = [];

  add(value: number): void {
    const last = this.values.length - 1;
    if (last >= 0 && this.values[last] === value) this.repeats[last]!++;
    else {
      this.values.push(value);
      this.repeats.push(1);
    }
  }

  mark(): unknown {
    return { length: this.values.length, last: this.repeats[this.repeats.length - 1] ?? 0 };
  }

  undo(mark: unknown): void {
    const { length, last } = mark as { length: number; last: number };
    this.values.length = this.repeats.length = length;
    if (length > 0) this.repeats[length - 1] = last;
  }

  hash(): void {
    // What was decided is past; it influences nothing that is to come.
  }
}

/**
 * Puts questions to a scheduler and writes down the answers.
 *
 * With a seed, what the machine takes varies here, before a scheduler hears of it: every delay between half and one and a half
 * times its preset. So only answers other than the machine's own need writing down, and the seed stands for the rest.
 */
export class Decisions implements Scheduler {
  readonly #jitter: RandomSource | null;
  readonly #scheduler: Scheduler;
  readonly #switches: AnswerStream = new AnswerStream();
  readonly #choices: AnswerStream = new AnswerStream();
  readonly #delays: AnswerStream = new AnswerStream();

  constructor(scheduler: Scheduler, seed: number) {
    this.#scheduler = scheduler;
    this.#jitter = seed === 0 ? null : new RandomSource(seed);
  }

  checkpointsToSwitch(question: SwitchQuestion): number {
    const answer = this.#scheduler.checkpointsToSwitch(question);
    if (answer !== Infinity && !(Number.isSafeInteger(answer) && answer >= 1))
      throw new RangeError(`a scheduler said ${answer} checkpoints`);
    this.#switches.add(answer === Infinity ? 0 : answer);
    return answer;
  }

  choose(question: ChoiceQuestion): number {
    const answer = this.#scheduler.choose(question);
    if (!(Number.isInteger(answer) && answer >= 0 && answer < question.options.length)) {
      throw new RangeError(`a scheduler chose ${answer} of ${question.options.length}`);
    }
    this.#choices.add(answer === question.usual ? 0 : answer + 1);
    return answer;
  }

  /** Where in its period of `length` ticks the ticker of era 2.7 stands when the program begins. */
  phase(length: number): number {
    const options = Array.from({ length }, (_, ticks) => ticks);
    return this.choose({ kind: "phase", time: 0, options, usual: this.#jitter?.below(length) ?? 0 });
  }

  delay(asked: DelayQuestion): number {
    const question = this.#jitter === null ? asked : { ...asked, nominal: this.#vary(asked.nominal, this.#jitter) };
    const answer = this.#scheduler.delay(question);
    if (!(Number.isSafeInteger(answer) && answer >= 0)) throw new RangeError(`a scheduler said a delay of ${answer} ns`);
    this.#delays.add(answer === question.nominal ? 0 : answer + 1);
    return answer;
  }

  #vary(nominal: number, jitter: RandomSource): number {
    return Math.floor(nominal / 2) + jitter.below(nominal + 1);
  }

  /** Everything decided so far, answer by answer, with the settings it was decided under. */
  record(settings: RunSettings): ScheduleToken {
    return {
      settings: { ...settings, recipe: null },
      switches: this.#switches,
      choices: this.#choices,
      delays: this.#delays,
    };
  }

  /** The same as a string; with a recipe that stands for the answers. */
  token(settings: RunSettings): string {
    if (settings.recipe === null) return encodeToken(this.record(settings));
    return encodeToken({ settings, switches: NO_RUNS, choices: NO_RUNS, delays: NO_RUNS });
  }

  mark(): unknown {
    return [this.#scheduler.mark(), this.#jitter?.mark(), this.#switches.mark(), this.#choices.mark(), this.#delays.mark()];
  }

  undo(mark: unknown): void {
    const [scheduler, jitter, switches, choices, delays] = mark as unknown[];
    this.#scheduler.undo(scheduler);
    this.#jitter?.undo(jitter);
    this.#switches.undo(switches);
    this.#choices.undo(choices);
    this.#delays.undo(delays);
  }

  hash(into: HashSink): void {
    this.#scheduler.hash(into);
    this.#jitter?.hash(into);
  }
}
