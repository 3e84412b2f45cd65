import { CPythonLikeScheduler, RandomScheduler, ReplayError, ReplayScheduler, type Scheduler } from "@vivarium/gil";
import { nodeHost } from "@vivarium/host-node";
import { type OpenFile, type Program, type SysConfig, startProgram, VM } from "@vivarium/vm";
import { CommandFailure } from "../failure.ts";
import type { RunSettings } from "../simulation-options.ts";
import { withStreams } from "./captured-streams.ts";
import type { Library } from "./library.ts";
import { processOutputs } from "./process-output.ts";
import { type Ending, type Outside, pump } from "./pump.ts";

/** What to run and how. */
export interface Run {
  readonly program: Program;
  readonly config: SysConfig;
  readonly library: Library;
  readonly settings: RunSettings;
  /** Standard streams in place of the process's, by descriptor. */
  readonly streams?: ReadonlyMap<number, OpenFile>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How many of the simulation's events and intervals to keep; default none. */
  readonly events?: number;
  readonly intervals?: number;
  /** Called before the first instruction. */
  readonly onStart?: (vm: VM) => void;
  /** Called when the program has run and its threads are over, before anything is torn down. */
  readonly beforeExit?: (vm: VM) => void;
}

/** A run that is over. */
export interface FinishedRun {
  readonly vm: VM;
  readonly ending: Ending;
  readonly exitCode: number;
  /** What it took, in ns: by the virtual clock simulated, by the real one measured. */
  readonly elapsed: { readonly user: number; readonly system: number; readonly wall: number };
}

const SIGINT = 2;

/** What `timeout` exits with when it had to end a program. */
const LIMIT_EXIT = 124;

function schedulerOf({ schedule, seed }: RunSettings): Scheduler {
  if (schedule === "cpython") return new CPythonLikeScheduler();
  return schedule === "random" ? new RandomScheduler(seed) : new ReplayScheduler(schedule);
}

/** A digest of program and arguments for the schedule's token, so that a replay of something else is noticed. FNV-1a */
function digestOf(program: Program, config: SysConfig): number {
  const source = program.kind === "module" ? program.name : program.kind === "archive" ? (config.path[0] ?? "") : program.source;
  const bytes = typeof source === "string" ? Buffer.from(source) : source;
  let hash = 0x811c9dc5;
  const add = (byte: number): void => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  for (const byte of bytes) add(byte);
  for (const byte of Buffer.from(config.argv.slice(1).join("\0"))) add(byte);
  return hash >>> 0 || 1;
}

/** Readings of this machine's clocks for programs under `--clock real`, in ns. */
function useRealClock(vm: VM): void {
  const { host } = vm;
  const start = host.performanceCounter();
  vm.clock = {
    wall: () => Number(host.performanceCounter() - start),
    cpu() {
      const { user, system } = host.processTime();
      return Number(user + system);
    },
    // The host knows no CPU time of a thread: what the simulation says is the nearest thing.
    thread() {
      const { user, system } = vm.simulation.times(vm.thread.simulated);
      return user + system;
    },
    realtime: () => Number(host.realtime()),
  };
}

/** Stops the run after so many instructions. */
function limitInstructions(vm: VM, limit: number): () => boolean {
  if (limit === Number.POSITIVE_INFINITY) return () => false;
  let count = 0;
  const { observer } = vm;
  vm.observed = true;
  vm.observer = (frame, opcode) => (observer === null || observer(frame, opcode)) && ++count <= limit;
  return () => count > limit;
}

function newVM(run: Run, host: VM["host"], digest: number): VM {
  const { settings, library } = run;
  const { schedule, seed } = settings;
  const fixed = typeof schedule === "string" ? null : schedule.settings;
  if (fixed !== null && fixed.program !== 0 && fixed.program !== digest)
    throw new CommandFailure("vivarium: this schedule was made by another program, or with other arguments\n", 2);
  const vm = new VM({
    host,
    stdlib: library.stdlib,
    simulation: {
      era: settings.era,
      cores: settings.cores,
      scheduler: schedulerOf(settings),
      // 0 on the command line leaves it to the era, which under ticks wants some variation.
      ...(fixed !== null ? { seed: fixed.seed } : seed > 0 ? { seed } : {}),
      ...(settings.switchInterval === null ? {} : { switchInterval: settings.switchInterval }),
      ...(settings.checkInterval === null ? {} : { checkInterval: settings.checkInterval }),
      events: run.events ?? 0,
      intervals: run.intervals ?? 0,
      program: digest,
    },
  });
  if (settings.clock === "real") useRealClock(vm);
  return vm;
}

/** Runs a program from start-up to exit. Throws a CommandFailure when the schedule does not fit. */
export async function runProgram(run: Run): Promise<FinishedRun> {
  const { settings, program, config } = run;
  const environment = run.environment ?? process.env;
  const outer = nodeHost({ argv: config.argv, environment, executable: config.executable });
  const host = run.library.mount(withStreams(outer, new Map([...processOutputs(), ...(run.streams ?? [])])));
  const vm = newVM(run, host, digestOf(program, config));
  // Ctrl-C is the program's from the start, also before it has heard of signals.
  outer.catchSignal(SIGINT, true);
  const outside: Outside = {
    inputReady: () => outer.inputReady(),
    takeSignals: () => outer.takeSignals(),
    signalArrived: () => outer.signalArrived(),
  };
  const start = { wall: process.hrtime.bigint(), cpu: process.cpuUsage() };
  try {
    startProgram(vm, program, config);
    vm.onFinalize = () => run.beforeExit?.(vm);
    run.onStart?.(vm);
    const ending = await pump(vm, outside, settings.clock, limitInstructions(vm, settings.limitInstructions));
    const cpu = process.cpuUsage(start.cpu);
    const real = { user: cpu.user * 1000, system: cpu.system * 1000, wall: Number(process.hrtime.bigint() - start.wall) };
    const simulated = { ...vm.simulation.cpu(), wall: vm.simulation.now() };
    const exitCode = ending === "done" ? vm.exitCode : ending === "limit" ? LIMIT_EXIT : 1;
    return { vm, ending, exitCode, elapsed: settings.clock === "real" ? real : simulated };
  } catch (error) {
    if (error instanceof ReplayError) throw new CommandFailure(`vivarium: ${error.message}\n`, 2);
    throw error;
  } finally {
    outer.release();
  }
}

/** What is to be said of a run that did not end by itself; empty for one that did. */
export function endingText({ vm, ending }: FinishedRun, settings: RunSettings): string {
  if (ending === "limit") return `vivarium: stopped after ${settings.limitInstructions} instructions (--limit-instructions)\n`;
  if (ending === "deadlock") return `vivarium: deadlock: no thread can go on\n${vm.simulation.deadlock().text}\n`;
  return "";
}
