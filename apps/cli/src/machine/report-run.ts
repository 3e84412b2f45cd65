import type { VM } from "@vivarium/vm";
import type { Console } from "../console.ts";
import { executablePath } from "../executable-path.ts";
import { onlyOperand, type ParsedOptions } from "../options.ts";
import { type RunSettings, runSettings } from "../simulation-options.ts";
import { CapturedStream } from "./captured-streams.ts";
import { openLibrary } from "./library.ts";
import { readyProgram } from "./program.ts";
import { endingText, type FinishedRun, runProgram } from "./run-program.ts";

/** What a verb that runs a program and then reports wants of the run. */
export interface ReportOptions {
  readonly events?: number;
  readonly intervals?: number;
  readonly onStart?: (vm: VM) => void;
  readonly beforeExit?: (vm: VM) => void;
}

/** A finished run with what a report says of it. */
export interface ReportedRun extends FinishedRun {
  readonly path: string;
  readonly settings: RunSettings;
  /** What the program wrote; null unless it was captured, which --json does. */
  readonly output: { readonly stdout: string; readonly stderr: string } | null;
}

/** Runs the FILE of a verb's command line, by the virtual clock unless told otherwise. Without --json its output goes straight out. */
export async function runForReport(
  verb: string,
  options: ParsedOptions,
  console: Console,
  wanted: ReportOptions = {},
): Promise<ReportedRun> {
  const path = onlyOperand(verb, options, "FILE");
  const settings = runSettings(options.values, "virtual", verb, process.env);
  const captured = options.values.has("--json") ? { out: new CapturedStream(), err: new CapturedStream() } : null;
  const library = openLibrary(settings.stdlib);
  try {
    const { program, config } = readyProgram(path === "-" ? { kind: "stdin" } : { kind: "file", path }, library, {
      arguments: options.programArguments,
      origArgv: [executablePath, path, ...options.programArguments],
      flags: {},
      skipFirstLine: false,
      warnOptions: [],
      xOptions: [],
      environment: process.env,
      executable: executablePath,
    });
    const streams = new Map(captured === null ? [] : [[1, captured.out] as const, [2, captured.err] as const]);
    const run = await runProgram({ program, config, library, settings, streams, ...wanted });
    console.err(endingText(run, settings));
    const output = captured === null ? null : { stdout: captured.out.text(), stderr: captured.err.text() };
    return { ...run, path, settings, output };
  } finally {
    library.close();
  }
}

/** The part of a JSON report that every verb has. */
export function commonJson({ path, settings, exitCode, ending, output, vm }: ReportedRun): Readonly<Record<string, unknown>> {
  const { era, cores, clock } = settings;
  const stuck = ending === "deadlock" ? { deadlock: vm.simulation.deadlock().text } : {};
  return {
    file: path,
    era,
    cores,
    clock,
    exit: exitCode,
    ending,
    ...stuck,
    stdout: output?.stdout ?? "",
    stderr: output?.stderr ?? "",
  };
}
