import { op } from "@vivarium/compiler/opcodes";
import type { PyObject, VM } from "@vivarium/vm";

/** A place in the program's own file, or elsewhere, at a moment. */
export interface Moment {
  readonly file: string;
  readonly line: number;
  /** The function that was running; "<module>" outside any. */
  readonly function: string;
  /** Simulated time since the start, ns. */
  readonly time: number;
}

/** An object that had a name in `__main__`. */
export interface Lifetime {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly bound: Moment;
  /** Null: still there when the program ended. */
  died: Moment | null;
}

/** How many objects are watched; later ones are not. */
const MOST = 10_000;

type Observed = Parameters<NonNullable<VM["observer"]>>[0];

const stores: ReadonlySet<number | undefined> = new Set([op.STORE_NAME, op.STORE_GLOBAL]);

/** Watches which objects get a name in `__main__`, and when they die. Runs the program in the observed loop, which changes nothing it can see. */
export class Lifetimes {
  readonly all: Lifetime[] = [];
  private readonly alive: Map<PyObject, Lifetime> = new Map();
  private readonly vm: VM;
  private readonly findGlobals: () => PyObject | null;
  private globals: PyObject | null = null;
  private readonly wordsOf: (o: PyObject, name: string) => { type: string; label: string } | null;
  private frame: Observed | null = null;
  private unit = 0;

  /** `globals`: the namespace, once it exists; `wordsOf`: what to say of an object called `name`, null for one of no interest. */
  constructor(
    vm: VM,
    globals: () => PyObject | null,
    wordsOf: (o: PyObject, name: string) => { type: string; label: string } | null,
  ) {
    this.vm = vm;
    this.findGlobals = globals;
    this.wordsOf = wordsOf;
    const before = vm.observer;
    vm.observed = true;
    vm.observer = (frame, opcode) => {
      this.frame = frame;
      this.unit = frame.pc;
      if (stores.has(opcode)) this.stored(frame);
      return before === null || before(frame, opcode);
    };
    vm.counts.observer = (o) => this.died(o);
  }

  /** From now on nothing is watched: the interpreter is about to be torn down. */
  end(): void {
    this.vm.counts.observer = null;
    this.alive.clear();
  }

  /** STORE_NAME or STORE_GLOBAL is about to be executed. */
  private stored(frame: Observed): void {
    this.globals ??= this.findGlobals();
    if (frame.globals !== this.globals || (frame.locals !== null && frame.locals !== this.globals)) return;
    const value = frame.slots[frame.sp - 1] ?? null;
    if (value === null || this.alive.has(value) || this.all.length >= MOST) return;
    const name = frame.code.names[frame.code.words[frame.pc]! >>> 8]?.v ?? "";
    const words = this.wordsOf(value, name);
    if (words === null) return;
    const lifetime: Lifetime = { name, ...words, bound: this.now(), died: null };
    this.all.push(lifetime);
    this.alive.set(value, lifetime);
  }

  private died(o: PyObject): void {
    const lifetime = this.alive.get(o);
    if (lifetime === undefined) return;
    this.alive.delete(o);
    lifetime.died = this.now();
  }

  private now(): Moment {
    const code = this.frame?.code;
    return {
      file: code?.filename.v ?? "",
      line: code?.lineOf(this.unit) ?? 0,
      function: code?.qualname.v ?? "",
      time: this.vm.simulation.now(),
    };
  }
}
