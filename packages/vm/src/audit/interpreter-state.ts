import type { Undoable } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { ThreadState } from "../thread.ts";

interface Mark {
  readonly threads: readonly { readonly thread: ThreadState; readonly state: unknown }[];
  readonly running: ThreadState;
  readonly current: VM["current"];
  readonly interned: Map<string, PyObject<string>>;
  readonly counters: readonly [number, number, number, number];
  readonly evalState: { limit: number; checkpoints: number; testedNoBool: boolean; interrupted: boolean };
  readonly finalizing: boolean;
}

/**
 * What an interpreter knows beside its objects, as one thing that can be saved and put back: threads with their frames, the table of interned strings,
 * counters, the limits of the present run.
 */
export class InterpreterState implements Undoable {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  mark(): unknown {
    const { vm } = this;
    const { limit, checkpoints, testedNoBool, interrupted } = vm.evalState;
    const mark: Mark = {
      threads: vm.threads.map((thread) => ({ thread, state: thread.mark() })),
      running: vm.thread,
      current: vm.current,
      interned: new Map(vm.interned),
      counters: [vm.nextTypeVersion, vm.nextKeysVersion, vm.recursionLimit, vm.runningThreads],
      evalState: { limit, checkpoints, testedNoBool, interrupted },
      finalizing: vm.finalizing,
    };
    return mark;
  }

  undo(mark: unknown): void {
    const { vm } = this;
    const saved = mark as Mark;
    vm.threads.length = 0;
    for (const { thread, state } of saved.threads) {
      vm.threads.push(thread);
      thread.undo(state);
    }
    vm.thread = saved.running;
    vm.current = saved.current;
    vm.interned.clear();
    for (const [text, o] of saved.interned) vm.interned.set(text, o);
    [vm.nextTypeVersion, vm.nextKeysVersion, vm.recursionLimit, vm.runningThreads] = saved.counters;
    Object.assign(vm.evalState, saved.evalState);
    vm.finalizing = saved.finalizing;
  }

  hash(into: (item: number | string) => void): void {
    const { vm } = this;
    for (const thread of vm.threads) thread.hash(into);
    into(vm.thread.id);
    into(vm.interned.size);
    into(vm.recursionLimit);
    into(vm.runningThreads);
    into(Number(vm.finalizing));
  }
}
