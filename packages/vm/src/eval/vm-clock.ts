import type { VM } from "../interpreter.ts";

/** The clock that programs read. Under the virtual one every reading is the simulation's. */
export interface VMClock {
  /** Nanoseconds since the start, as `time.perf_counter` counts them. */
  wall(): number;
  /** Nanoseconds of CPU time of all threads, in user and system mode. */
  cpu(): number;
  /** The same of the running thread. */
  thread(): number;
  /** Nanoseconds since 1970. */
  realtime(): number;
}

/** 2023-12-04 00:00 UTC, the day of CPython 3.11.7: what the virtual clock calls now when a program starts. */
const VIRTUAL_EPOCH = 1_701_648_000_000_000_000;

export function virtualClock(vm: VM): VMClock {
  return {
    wall: () => vm.simulation.now(),
    cpu() {
      const { user, system } = vm.simulation.cpu();
      return user + system;
    },
    thread() {
      const { user, system } = vm.simulation.times(vm.thread.simulated);
      return user + system;
    },
    realtime: () => VIRTUAL_EPOCH + vm.simulation.now(),
  };
}
