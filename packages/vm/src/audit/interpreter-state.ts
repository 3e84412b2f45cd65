import { hashRecords, type RecordClass, restoreRecords, type SavedRecords, saveRecords, type Undoable } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { ThreadState } from "../thread.ts";

interface Mark {
  readonly own: SavedRecords;
  readonly types: VM["moduleTypes"];
  readonly threads: readonly { readonly thread: ThreadState; readonly state: unknown }[];
  readonly states: readonly { readonly state: Undoable; readonly mark: unknown }[];
}

/**
 * What an interpreter knows beside its objects, as one thing that can be saved and put back: its own fields, the state of native modules, threads with
 * their frames. By reflection: a field or a module's state that is added is part of it.
 */
export class InterpreterState implements Undoable {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  mark(): unknown {
    const { vm } = this;
    const mark: Mark = {
      own: saveRecords(vm),
      types: new Map(vm.moduleTypes),
      threads: vm.threads.map((thread) => ({ thread, state: thread.mark() })),
      states: this.states().map((state) => ({ state, mark: state.mark() })),
    };
    return mark;
  }

  /** The states of modules that know better how to save themselves. */
  private states(): Undoable[] {
    return [...this.vm.moduleState.values()].filter(isOwnKeeper);
  }

  undo(mark: unknown): void {
    const { own, types, threads, states } = mark as Mark;
    restoreRecords(own);
    this.vm.moduleTypes.clear();
    for (const [spec, type] of types) this.vm.moduleTypes.set(spec, type);
    for (const { thread, state } of threads) thread.undo(state);
    for (const { state, mark: saved } of states) state.undo(saved);
  }

  hash(into: (item: number | string) => void, identity: (item: object) => void): void {
    const { vm } = this;
    hashRecords(vm, into, identity);
    into(vm.moduleTypes.size);
    for (const thread of vm.threads) thread.hash(into, identity);
    for (const state of this.states()) state.hash(into, identity);
  }
}

function isOwnKeeper(state: unknown): state is Undoable {
  return typeof state === "object" && state !== null && (state as RecordClass).savesItself === true && "undo" in state;
}
