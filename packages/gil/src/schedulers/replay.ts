import type { Runs } from "../decisions.ts";
import type { ChoiceQuestion, DelayQuestion, ScheduleRecipe, Scheduler, SwitchQuestion } from "../scheduler.ts";
import { decodeToken, type ScheduleToken } from "../token.ts";
import type { HashSink } from "../undoable.ts";
import { RandomScheduler } from "./random.ts";

/** Thrown when the run asks what the recorded one did not: another program, other inputs, another era. */
export class ReplayError extends Error {
  override name = "ReplayError";
}

/** Reads recorded answers of one kind; 0 for ever after the last. */
class Cursor {
  readonly #runs: Runs;
  #run = 0;
  #used = 0;

  constructor(runs: Runs) {
    this.#runs = runs;
  }

  get atEnd(): boolean {
    return this.#run >= this.#runs.values.length;
  }

  next(): number {
    if (this.atEnd) return 0;
    const value = this.#runs.values[this.#run]!;
    if (++this.#used >= this.#runs.repeats[this.#run]!) {
      this.#run++;
      this.#used = 0;
    }
    return value;
  }

  get place(): readonly [number, number] {
    return [this.#run, this.#used];
  }

  set place([run, used]: readonly [number, number]) {
    this.#run = run;
    this.#used = used;
  }
}

/** Gives the answers of a recorded run again. What comes after its end is left to the clock. */
export class ReplayScheduler implements Scheduler {
  readonly schedule: ScheduleToken;
  /** Gives the answers when the token says only what they follow from. */
  readonly #again: Scheduler | null;
  readonly #cursors: { readonly switches: Cursor; readonly choices: Cursor; readonly delays: Cursor };

  /** A token, or one already decoded. Throws a TokenError when the token is bad. */
  constructor(token: string | ScheduleToken) {
    this.schedule = typeof token === "string" ? decodeToken(token) : token;
    const { switches, choices, delays, settings } = this.schedule;
    this.#again = settings.recipe === null ? null : new RandomScheduler(settings.recipe.seed);
    this.#cursors = { switches: new Cursor(switches), choices: new Cursor(choices), delays: new Cursor(delays) };
  }

  get recipe(): ScheduleRecipe | null {
    return this.schedule.settings.recipe;
  }

  /** Whether every recorded answer has been given: at the end of a faithful replay it is so. */
  get exhausted(): boolean {
    const { switches, choices, delays } = this.#cursors;
    return switches.atEnd && choices.atEnd && delays.atEnd;
  }

  checkpointsToSwitch(question: SwitchQuestion): number {
    if (this.#again !== null) return this.#again.checkpointsToSwitch(question);
    const answer = this.#cursors.switches.next();
    return answer === 0 ? Infinity : answer;
  }

  choose(question: ChoiceQuestion): number {
    if (this.#again !== null) return this.#again.choose(question);
    const { kind, options, usual } = question;
    const answer = this.#cursors.choices.next();
    if (answer === 0) return usual;
    if (answer <= options.length) return answer - 1;
    throw new ReplayError(
      `the recorded run chose number ${answer} where this one has ${options.length} (${kind}): not the same program, inputs or era`,
    );
  }

  delay(question: DelayQuestion): number {
    if (this.#again !== null) return this.#again.delay(question);
    const { nominal } = question;
    const answer = this.#cursors.delays.next();
    return answer === 0 ? nominal : answer - 1;
  }

  mark(): unknown {
    const { switches, choices, delays } = this.#cursors;
    return { places: [switches.place, choices.place, delays.place], again: this.#again?.mark() };
  }

  undo(mark: unknown): void {
    const { places, again } = mark as { places: (readonly [number, number])[]; again: unknown };
    const [switches, choices, delays] = places;
    this.#again?.undo(again);
    this.#cursors.switches.place = switches!;
    this.#cursors.choices.place = choices!;
    this.#cursors.delays.place = delays!;
  }

  hash(into: HashSink): void {
    for (const cursor of [this.#cursors.switches, this.#cursors.choices, this.#cursors.delays]) into(cursor.place.join());
    this.#again?.hash(into);
  }
}
