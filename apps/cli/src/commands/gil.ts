import {
  formatDuration,
  renderTimelineHtml,
  renderTimelineSvg,
  renderTimelineText,
  renderTrace,
  type Simulation,
} from "@vivarium/gil";
import type { Console } from "../console.ts";
import { commonJson, type ReportedRun, runForReport } from "../machine/report-run.ts";
import { type OptionSpec, parseOptions, textOption } from "../options.ts";
import { simulationOptions } from "../simulation-options.ts";
import { writeReport } from "../write-report.ts";

/** Options of `vivarium gil`. */
export const gilOptions: readonly OptionSpec[] = [
  { names: ["--handoffs"], help: "list every hand-off with its cause" },
  { names: ["--events"], help: "list everything that happened around the GIL, step by step" },
  { names: ["--svg"], value: "OUT", help: "the timeline as a picture" },
  { names: ["--html"], value: "OUT", help: "the picture and the hand-offs as a page" },
  { names: ["--trace"], value: "OUT", help: "JSON for Perfetto (ui.perfetto.dev)" },
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

/** Each event with its time, oldest first. */
function eventLines(simulation: Pick<Simulation<unknown>, "events" | "sentence">): string {
  const lines = simulation.events().map((event) => `${formatDuration(event.time).padStart(10)}  ${simulation.sentence(event)}\n`);
  return lines.join("");
}

/** The program's output, then a row for each thread, then the token that repeats the run. */
export async function gilCommand(argv: readonly string[], console: Console): Promise<number> {
  const options = parseOptions("gil", argv, gilOptions);
  const run = await runForReport("gil", options, console, { events: EVENTS, intervals: INTERVALS });
  const { simulation } = run.vm;
  const timeline = simulation.timeline(title(run));
  const svg = textOption(options, "--svg");
  if (svg !== undefined) writeReport(svg, renderTimelineSvg(timeline));
  const html = textOption(options, "--html");
  if (html !== undefined) writeReport(html, renderTimelineHtml(timeline, simulation.token()));
  const trace = textOption(options, "--trace");
  if (trace !== undefined) writeReport(trace, renderTrace(timeline));
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
  const handOffs = options.values.has("--handoffs") ? Number.POSITIVE_INFINITY : 0;
  console.out(`\n${renderTimelineText(timeline, { width: console.columns, handOffs })}`);
  if (options.values.has("--events")) console.out(`\n${eventLines(simulation)}`);
  console.out(`\nschedule: ${simulation.token()}\n`);
  return run.exitCode;
}
