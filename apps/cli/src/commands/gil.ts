import { formatDuration, renderTimelineSvg, renderTimelineText } from "@vivarium/gil";
import type { Console } from "../console.ts";
import { commonJson, type ReportedRun, runForReport } from "../machine/report-run.ts";
import { type OptionSpec, parseOptions, textOption } from "../options.ts";
import { simulationOptions } from "../simulation-options.ts";
import { writeReport } from "../write-report.ts";

/** Options of `vivarium gil`. */
export const gilOptions: readonly OptionSpec[] = [
  { names: ["--events"], help: "list every hand-off with its cause" },
  { names: ["--svg"], value: "OUT", help: "the timeline as a picture" },
  { names: ["--json"], help: "one object on standard output, nanoseconds" },
  ...simulationOptions,
];

/** Enough for about a minute of three busy threads. */
const EVENTS = 200_000;
const INTERVALS = 400_000;

function title({ path, settings, vm }: ReportedRun): string {
  const { simulation } = vm;
  const cores = settings.cores === 1 ? "1 core" : `${settings.cores} cores`;
  const switches = simulation.switches === 1 ? "1 hand-off" : `${simulation.switches} hand-offs`;
  return `${path}: GIL of ${settings.era}, ${cores}, ${formatDuration(simulation.now())}, ${switches}`;
}

/** The program's output, then a row for each thread, then the token that repeats the run. */
export async function gilCommand(argv: readonly string[], console: Console): Promise<number> {
  const options = parseOptions("gil", argv, gilOptions);
  const run = await runForReport("gil", options, console, { events: EVENTS, intervals: INTERVALS });
  const { simulation } = run.vm;
  const timeline = simulation.timeline(title(run));
  const svg = textOption(options, "--svg");
  if (svg !== undefined) writeReport(svg, renderTimelineSvg(timeline));
  if (options.values.has("--json")) {
    const { rows, handOffs, truncated, to } = timeline;
    const report = {
      ...commonJson(run),
      duration: to,
      switches: simulation.switches,
      token: simulation.token(),
      rows,
      handOffs,
      truncated,
    };
    console.out(`${JSON.stringify(report, null, 2)}\n`);
    return run.exitCode;
  }
  const handOffs = options.values.has("--events") ? Number.POSITIVE_INFINITY : 0;
  console.out(`\n${renderTimelineText(timeline, { width: console.columns, handOffs })}`);
  console.out(`\nschedule: ${simulation.token()}\n`);
  return run.exitCode;
}
