import { formatAudit } from "@vivarium/heap";
import { auditVM, stateHashOfVM } from "../../src/audit/audit-vm.ts";
import type { VM } from "../../src/interpreter.ts";
import { Dice, type Prepared, runInstructions, runToEnd, storyOf } from "./interrupted-run.ts";
import { changes, objectGraph } from "./object-graph.ts";

/** A program, ready to run as often as one likes. */
export type Prepare = () => Prepared;

/** What a program does when nobody disturbs it. */
export interface Undisturbed {
  readonly story: string;
  readonly instructions: number;
}

/** Runs a program in the fast loop, for its story, and again in the observed one, to count. */
export function runUndisturbed(prepare: Prepare): Undisturbed {
  const run = prepare();
  runToEnd(run.vm);
  const counted = prepare();
  let instructions = 0;
  counted.vm.observed = true;
  counted.vm.observer = () => {
    instructions++;
    return true;
  };
  runToEnd(counted.vm);
  return { story: storyOf(run), instructions };
}

/** The whole state now, to be compared with what it is later. */
class Snapshot {
  private readonly vm: VM;
  private readonly graph: ReturnType<typeof objectGraph> | null;
  private readonly hash: string;

  /** `deep`: every field of every object; else only the hash of it all. */
  constructor(vm: VM, deep: boolean) {
    this.vm = vm;
    this.graph = deep ? objectGraph(vm) : null;
    this.hash = stateHashOfVM(vm);
  }

  differences(where: string): string[] {
    const found = this.graph === null ? [] : changes(this.graph, 4);
    if (stateHashOfVM(this.vm) !== this.hash) found.push("the hash of the state is another one");
    return found.map((text) => `${where}: ${text}`);
  }
}

/** Stops a program at places chosen by `seed`, runs on from there, takes that back or keeps it, and compares; gives what is wrong, a line each. */
export class DisturbedRun {
  readonly problems: string[] = [];
  private readonly run: Prepared;
  private readonly undisturbed: Undisturbed;
  private readonly dice: Dice;
  private readonly deep: boolean;
  /** Instructions that the program has done and that will not be taken back. */
  private at = 0;

  constructor(prepare: Prepare, undisturbed: Undisturbed, seed: number, deep: boolean) {
    this.undisturbed = undisturbed;
    this.run = prepare();
    this.dice = new Dice(seed);
    this.deep = deep;
  }

  /** Disturbs the program at so many places, then lets it end. */
  disturb(places: number): string[] {
    const { vm } = this.run;
    const { instructions, story } = this.undisturbed;
    const stops = Array.from({ length: places }, () => this.dice.roll(instructions)).sort((a, b) => a - b);
    for (const stop of stops) {
      if (this.problems.length > 0) return this.problems;
      if (stop < this.at) continue;
      runInstructions(vm, stop - this.at);
      this.at = stop;
      this.disturbHere();
    }
    runToEnd(vm);
    this.compareStory(story);
    const report = auditVM(vm);
    if (!report.clean) this.problems.push(formatAudit(report).slice(0, 600));
    return this.problems;
  }

  private disturbHere(): void {
    const kind = this.dice.roll(6);
    if (kind === 0) this.keep();
    else if (kind === 1) this.takeBackNested();
    else if (kind === 2) this.takeBackKept();
    else this.takeBack();
  }

  /** Mostly a few instructions, sometimes to the end. */
  private goOn(): void {
    const { instructions } = this.undisturbed;
    runInstructions(this.run.vm, this.dice.roll(4) === 0 ? this.dice.roll(instructions) : this.dice.roll(80));
  }

  private where(what: string): string {
    return `${what} at instruction ${this.at}`;
  }

  private snapshot(): Snapshot {
    return new Snapshot(this.run.vm, this.deep);
  }

  private takeBack(): void {
    const { journal } = this.run.vm;
    const before = this.snapshot();
    const depth = journal.begin();
    this.goOn();
    journal.undo(depth);
    this.problems.push(...before.differences(this.where("undo")));
  }

  private takeBackNested(): void {
    const { journal } = this.run.vm;
    const before = this.snapshot();
    const outer = journal.begin();
    this.goOn();
    const middle = this.snapshot();
    const inner = journal.begin();
    this.goOn();
    journal.undo(inner);
    this.problems.push(...middle.differences(this.where("inner undo")));
    this.goOn();
    journal.undo(outer);
    this.problems.push(...before.differences(this.where("outer undo")));
  }

  private takeBackKept(): void {
    const { journal } = this.run.vm;
    const before = this.snapshot();
    const outer = journal.begin();
    this.goOn();
    journal.begin();
    this.goOn();
    journal.commit();
    this.goOn();
    journal.undo(outer);
    this.problems.push(...before.differences(this.where("undo of what was kept")));
  }

  private keep(): void {
    const { vm } = this.run;
    const count = this.dice.roll(80);
    vm.journal.begin();
    runInstructions(vm, count);
    vm.journal.commit();
    this.at += count;
  }

  private compareStory(wanted: string): void {
    const got = storyOf(this.run);
    if (got === wanted) return;
    const [a, b] = [got.split("\n"), wanted.split("\n")];
    const line = b.findIndex((text, i) => text !== a[i]);
    const shown = (text: string | undefined): string => JSON.stringify(text?.slice(0, 120) ?? "nothing");
    this.problems.push(`the run went another way, line ${line + 1}: ${shown(a[line])} instead of ${shown(b[line])}`);
  }
}
