import type { GilEvent, SimulationOptions } from "@vivarium/gil";
import { type Frame, PyFrame } from "../../src/eval/frame.ts";
import type { VM } from "../../src/interpreter.ts";
import type { ThreadState } from "../../src/thread.ts";
import { prepare, runPython } from "../run-python.ts";

export type Settings = Omit<SimulationOptions<ThreadState>, "client">;

/** `together(f, g, ...)`: runs each function in a thread and waits for all. */
export const TOGETHER = `
import _thread
def together(*functions):
    locks = []
    def run(function, lock):
        try:
            function()
        finally:
            lock.release()
    for function in functions:
        lock = _thread.allocate_lock()
        lock.acquire()
        locks.append(lock)
        _thread.start_new_thread(run, (function, lock))
    for lock in locks:
        lock.acquire()
`;

/** What a program printed; it must not raise. */
export function printed(source: string, simulation: Settings = {}): string {
  const { stdout, exception } = runPython(TOGETHER + source, { simulation }, 10_000_000);
  if (exception !== null) throw new Error(exception);
  return stdout;
}

/** A stop at which the GIL was taken from a thread, with the frames that it had then, innermost first. */
export interface Stopped {
  readonly event: GilEvent & { kind: "drop" };
  /** Names of Python functions, and of the classes of native frames in brackets. */
  readonly frames: readonly string[];
}

function framesOf(thread: ThreadState): string[] {
  const names: string[] = [];
  for (let f: Frame | null = thread.frame; f !== null; f = f.back)
    names.push(f instanceof PyFrame ? f.code.qualname.v : `[${f.constructor.name}]`);
  return names;
}

/** Runs a program step by step and gives every place at which a thread was asked to let go and did. */
export function stops(source: string, simulation: Settings = {}): { readonly stops: readonly Stopped[]; readonly vm: VM } {
  const { vm } = prepare(TOGETHER + source, { simulation: { events: 1_000_000, ...simulation } });
  const found: Stopped[] = [];
  let seen = 0;
  let result = vm.runSlice(1);
  for (; result.kind === "progress"; result = vm.runSlice(1)) {
    const events = vm.simulation.events();
    for (; seen < events.length; seen++) {
      const event = events[seen]!;
      if (event.kind !== "drop" || event.drop.reason !== "request") continue;
      found.push({ event, frames: framesOf(vm.simulation.client(event.thread)) });
    }
  }
  if (result.kind !== "done") throw new Error(`the run ended with ${result.kind}`);
  return { stops: found, vm };
}
