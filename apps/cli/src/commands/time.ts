import { explainReport, shellTimeReport, timeMagicReport } from "@vivarium/meter";
import type { Console } from "../console.ts";
import { commonJson, runForReport } from "../machine/report-run.ts";
import { type OptionSpec, parseOptions } from "../options.ts";
import { simulationOptions } from "../simulation-options.ts";

/** Options of `vivarium time`. */
export const timeOptions: readonly OptionSpec[] = [
  { names: ["--explain"], help: "where the wall time went: running, waiting for the GIL, blocked, for each thread" },
  { names: ["--magic"], help: "the two lines of IPython's %time instead of the shell's three" },
  { names: ["--json"], help: "one object on standard output, nanoseconds" },
  ...simulationOptions,
];

/** The shell's three lines on standard error, after the program's own output. */
export async function timeCommand(argv: readonly string[], console: Console): Promise<number> {
  const options = parseOptions("time", argv, timeOptions);
  const run = await runForReport("time", options, console);
  const { user, system, wall } = run.elapsed;
  const threads = run.vm.simulation.allTimes();
  if (options.values.has("--json")) {
    const report = { ...commonJson(run), real: wall, user, sys: system, threads };
    console.out(`${JSON.stringify(report, null, 2)}\n`);
    return run.exitCode;
  }
  console.err(options.values.has("--magic") ? `${timeMagicReport(run.elapsed)}\n` : shellTimeReport(run.elapsed));
  if (options.values.has("--explain")) {
    const simulated = run.vm.simulation.now();
    if (run.settings.clock === "real") console.err("\nsimulated, on the cores of the machine that the GIL was simulated on:\n");
    console.err(`\n${explainReport(threads, simulated)}`);
  }
  return run.exitCode;
}
