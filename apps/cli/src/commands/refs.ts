import type { Console } from "../console.ts";
import { CommandFailure } from "../failure.ts";
import { type GlobalReferences, globalReferences, type ReferenceReport } from "../machine/global-references.ts";
import { commonJson, runForReport } from "../machine/report-run.ts";
import { type OptionSpec, parseOptions, textOption } from "../options.ts";
import { objectGraphSvg } from "../render/object-graph-svg.ts";
import { simulationOptions } from "../simulation-options.ts";
import { writeReport } from "../write-report.ts";

/** Options of `vivarium refs`. */
export const refsOptions: readonly OptionSpec[] = [
  { names: ["--watch"], value: "NAME", help: "only this global of __main__, whatever it is" },
  { names: ["--svg"], value: "OUT", help: "the graph of these objects as a picture" },
  { names: ["--json"], help: "one object on standard output" },
  ...simulationOptions,
];

function globalText({ name, type, label, count, holders, others }: GlobalReferences): string {
  const lines = [`${name}: ${type}${label === "" ? "" : ` ${label}`}, count ${count}`];
  for (const { holder, place } of holders) lines.push(`    ${holder}${place === "" ? "" : `: ${place}`}`);
  if (others > 0) lines.push(`    the interpreter itself: ${others === 1 ? "1 reference" : `${others} references`}`);
  return `${lines.join("\n")}\n`;
}

function reportText(report: ReferenceReport): string {
  if (report.globals.length === 0) return "no globals of interest\n";
  return report.globals.map(globalText).join("\n");
}

/** At the end of the program, before anything is torn down: each global of interest, its count, and who holds it. */
export async function refsCommand(argv: readonly string[], console: Console): Promise<number> {
  const options = parseOptions("refs", argv, refsOptions);
  const watch = textOption(options, "--watch") ?? null;
  const taken: { report: ReferenceReport | null } = { report: null };
  const beforeExit = (vm: Parameters<typeof globalReferences>[0]): void => {
    taken.report = globalReferences(vm, watch);
  };
  const run = await runForReport("refs", options, console, { beforeExit });
  // A program that was stopped never comes to its exit: what is there is looked at as it is.
  const report = taken.report ?? globalReferences(run.vm, watch);
  if (report.missing !== null) throw new CommandFailure(`vivarium: __main__ has no global ${report.missing} at its end\n`, 1);
  const svg = textOption(options, "--svg");
  if (svg !== undefined) writeReport(svg, objectGraphSvg(report.graph, report.names, run.path));
  if (options.values.has("--json")) {
    console.out(`${JSON.stringify({ ...commonJson(run), globals: report.globals, graph: report.graph }, null, 2)}\n`);
  } else console.out(`\n${reportText(report)}`);
  return run.exitCode;
}
