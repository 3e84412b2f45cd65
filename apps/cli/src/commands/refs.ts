import type { Console } from "../console.ts";
import { CommandFailure } from "../failure.ts";
import {
  type GlobalReferences,
  globalReferences,
  isOfInterest,
  mainGlobals,
  type ReferenceReport,
  wordsOf,
} from "../machine/global-references.ts";
import { type Lifetime, Lifetimes, type Moment } from "../machine/lifetimes.ts";
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

/** "line 3", with the function and the file where those are not the obvious ones. */
function placeText({ file, line, function: name }: Moment, path: string): string {
  const inFunction = name === "<module>" || name === "" ? "" : ` in ${name}`;
  const inFile = file === path || file.endsWith(`/${path}`) ? "" : ` of ${file}`;
  return `line ${line}${inFunction}${inFile}`;
}

function globalText(
  { name, type, label, count, holders, others }: GlobalReferences,
  lifetimes: readonly Lifetime[],
  path: string,
): string {
  const first = lifetimes.find((l) => l.died === null && l.name === name);
  const since = first === undefined ? "" : `, since ${placeText(first.bound, path)}`;
  const lines = [`${name}: ${type}${label === "" ? "" : ` ${label}`}, count ${count}${since}`];
  for (const { holder, place } of holders) lines.push(`    ${holder}${place === "" ? "" : `: ${place}`}`);
  if (others > 0) lines.push(`    the interpreter itself: ${others === 1 ? "1 reference" : `${others} references`}`);
  return `${lines.join("\n")}\n`;
}

function deathText({ name, type, label, bound, died }: Lifetime, path: string): string {
  const words = `${type}${label === "" ? "" : ` ${label}`}`;
  return `    ${name}: ${words}, from ${placeText(bound, path)} to ${placeText(died!, path)}\n`;
}

/** How many deaths are worth a line each. */
const MOST_DEATHS = 40;

function reportText(report: ReferenceReport, lifetimes: readonly Lifetime[], path: string): string {
  const dead = lifetimes.filter(({ died }) => died !== null);
  const parts = report.globals.map((g) => globalText(g, lifetimes, path));
  if (dead.length > 0) {
    const more = dead.length > MOST_DEATHS ? `    and ${dead.length - MOST_DEATHS} more\n` : "";
    const lines = dead.slice(0, MOST_DEATHS).map((l) => deathText(l, path));
    parts.push(`gone:\n${lines.join("")}${more}`);
  }
  return parts.length === 0 ? "no globals of interest\n" : parts.join("\n");
}

/**
 * At the end of the program, before anything is torn down: each global of interest, its count, where it got its name, and who holds it; then those that
 * died before, and where.
 */
export async function refsCommand(argv: readonly string[], console: Console): Promise<number> {
  const options = parseOptions("refs", argv, refsOptions);
  const watch = textOption(options, "--watch") ?? null;
  const taken: { report: ReferenceReport | null; lifetimes: Lifetimes | null } = { report: null, lifetimes: null };
  const onStart = (vm: Parameters<typeof globalReferences>[0]): void => {
    const isWatched = (o: Parameters<typeof isOfInterest>[1], name: string): boolean =>
      watch === null ? isOfInterest(vm, o) && !/^__\w+__$/.test(name) : name === watch;
    taken.lifetimes = new Lifetimes(
      vm,
      () => mainGlobals(vm),
      (o, name) => (isWatched(o, name) ? wordsOf(vm, o) : null),
    );
  };
  const beforeExit = (vm: Parameters<typeof globalReferences>[0]): void => {
    taken.report = globalReferences(vm, watch);
    taken.lifetimes?.end();
  };
  const run = await runForReport("refs", options, console, { onStart, beforeExit });
  // A program that was stopped never comes to its exit: what is there is looked at as it is.
  const report = taken.report ?? globalReferences(run.vm, watch);
  const lifetimes = taken.lifetimes?.all ?? [];
  // A name that is gone by the end may still have a story.
  if (report.missing !== null && lifetimes.length === 0)
    throw new CommandFailure(`vivarium: __main__ has no global ${report.missing} at its end\n`, 1);
  const svg = textOption(options, "--svg");
  if (svg !== undefined) writeReport(svg, objectGraphSvg(report.graph, report.names, run.path));
  if (options.values.has("--json")) {
    console.out(`${JSON.stringify({ ...commonJson(run), globals: report.globals, lifetimes, graph: report.graph }, null, 2)}\n`);
  } else console.out(`\n${reportText(report, lifetimes, run.path)}`);
  return run.exitCode;
}
