import { opname } from "@vivarium/compiler/opcodes";
import type { Client, Limits, Resumption, Stop, WaitFor, Where } from "@vivarium/gil";
import { QUANTUM } from "../costs/native-work.ts";
import type { VM } from "../interpreter.ts";
import { SignalFrame } from "../modules/_signal/signal-frame.ts";
import type { ThreadState } from "../thread.ts";
import { currentFrame } from "./current.ts";
import { runThread } from "./driver.ts";
import { PyFrame } from "./frame.ts";

/** What a thread that left the interpreter waits for, or does without the GIL. */
export type Pause =
  | { readonly kind: "blocked"; readonly on: WaitFor }
  | { readonly kind: "released"; readonly duration: number; readonly as: "user" | "system" | "idle"; readonly label: string }
  /** Nothing: a built-in with much to do lets the host have its turn. It keeps the GIL. */
  | { readonly kind: "yield" };

const SIGALRM = 14;

/** Runs Python threads for the simulation: picoseconds of virtual cost here, nanoseconds of simulated time there. */
export class PythonClient implements Client<ThreadState> {
  private readonly vm: VM;
  private limits: Limits | null = null;
  private startCost = 0;

  constructor(vm: VM) {
    this.vm = vm;
  }

  run(thread: ThreadState, limits: Limits, resumption: Resumption): Stop {
    const { vm } = this;
    vm.thread = thread;
    thread.status = "running";
    thread.resumption = resumption;
    this.limits = limits;
    this.startCost = thread.cost;
    vm.evalState.quantum = QUANTUM;
    this.refresh();
    vm.evalState.checkpoints = limits.checkpoints;
    if (vm.evalState.interrupted) this.handleSignals(thread, resumption);
    const exit = runThread(vm, thread);
    this.limits = null;
    thread.cost += thread.charged;
    thread.charged = 0;
    const elapsed = Math.floor((thread.cost - this.startCost + thread.costRemainder) / 1000);
    thread.costRemainder += thread.cost - this.startCost - elapsed * 1000;
    const checkpoints = limits.checkpoints === Infinity ? 0 : limits.checkpoints - vm.evalState.checkpoints;
    const where = this.where(thread, exit === "checkpoint" ? vm.evalState.at : -1);
    if (exit === "finished") return { kind: "finished", elapsed, checkpoints, where };
    if (exit === "blocked") return { ...thread.pause!, elapsed, checkpoints, where };
    const due = limits.start + elapsed >= limits.deadline || vm.evalState.checkpoints <= 0;
    return { kind: due ? "checkpoint" : "yield", elapsed, checkpoints, where };
  }

  /** In the main thread, between two instructions or in a wait that a signal ended: first the handlers. CPython 3.11: Python/ceval.c handle_signals */
  private handleSignals(thread: ThreadState, resumption: Resumption): void {
    const { vm } = this;
    if (thread !== vm.threads[0] || thread.delivering || thread.frame === null) return;
    if (!(thread.frame instanceof PyFrame) && resumption !== "interrupted" && thread.pause?.kind !== "yield") return;
    const frame = new SignalFrame(resumption);
    frame.back = thread.frame;
    thread.frame = frame;
  }

  alarm(): void {
    this.vm.signal(SIGALRM);
  }

  /** The simulation may have lowered the deadline: the eval loop looks at its own copy. */
  refresh(): void {
    const { limits, vm } = this;
    if (limits === null) return;
    const due = this.startCost - vm.thread.costRemainder + (limits.deadline - limits.start) * 1000;
    // What built-ins have charged is not in the cost that the eval loop compares with the limit.
    const attention = vm.evalState.interrupted && vm.thread === vm.threads[0];
    vm.evalState.limit = attention ? -1 : Math.min(due, this.startCost + QUANTUM) - vm.thread.charged;
  }

  elapsed(): number {
    const { cost, charged, costRemainder } = this.vm.thread;
    return Math.floor((cost + charged - this.startCost + costRemainder) / 1000);
  }

  /** The instruction at which the thread is; after a checkpoint the one that looked, `at`. */
  private where(thread: ThreadState, at: number): Where | null {
    const frame = currentFrame(this.vm);
    if (frame === null || thread.frame === null) return null;
    const { code } = frame;
    const pc = at < 0 ? frame.pc : at;
    return {
      function: code.qualname.v,
      file: code.filename.v,
      line: code.lineOf(pc),
      opcode: opname[code.words[pc]! & 255]!,
      offset: pc * 2,
    };
  }
}
