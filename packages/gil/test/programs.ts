import { Simulation, type SimulationOptions, SyntheticClient, type SyntheticOperation, SyntheticThread } from "../src/index.ts";

export const MS = 1_000_000;

export type Options = Omit<SimulationOptions<SyntheticThread>, "client">;

export type Run = Simulation<SyntheticThread>;

/** Work with a checkpoint every 40 ns. */
export function burst(duration: number, every = 40): SyntheticOperation {
  return { op: "burst", duration, every };
}

export function thread(name: string, ...operations: SyntheticOperation[]): SyntheticThread {
  return new SyntheticThread(name, operations);
}

export interface Prepared {
  readonly simulation: Run;
  readonly client: SyntheticClient;
}

/** A simulation of these threads with its events and intervals kept, not yet run; and its client. */
export function prepareWithClient(threads: readonly SyntheticThread[], options: Options = {}): Prepared {
  const client = new SyntheticClient();
  const simulation: Run = new Simulation({ client, events: 100_000, intervals: 100_000, ...options });
  client.attach(simulation);
  for (const each of threads) simulation.spawn(each, each.name);
  return { simulation, client };
}

/** A simulation of these threads with its events and intervals kept, not yet run. */
export function prepare(threads: readonly SyntheticThread[], options: Options = {}): Run {
  return prepareWithClient(threads, options).simulation;
}

/** The same, run to its end, which must be "done". */
export function runAll(threads: readonly SyntheticThread[], options: Options = {}): Run {
  const simulation = prepare(threads, options);
  const end = simulation.run(5_000_000);
  if (end.kind !== "done") throw new Error(`ended with ${end.kind}`);
  return simulation;
}

/** The names of the threads in the order in which the GIL went to them. */
export function turns(simulation: Run): string[] {
  const order: string[] = [];
  for (const event of simulation.events()) {
    if (event.kind === "take" && event.from !== event.thread) order.push(simulation.client(event.thread).name);
  }
  return order;
}

/** A digest of all that matters for what is to come. */
export function digest(simulation: Run): string {
  const parts: (string | number)[] = [];
  simulation.hash((value) => parts.push(value));
  return parts.join("|");
}
