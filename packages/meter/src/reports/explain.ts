import { sumOf, type ThreadAccount, type TimeSplit } from "../accounts.ts";

const COLUMNS = ["running", "of it system", "waits for GIL", "blocked", "waits for core", "wall"] as const;

/** Where the wall time of a run went: a table, a row a thread and one for the whole, and sentences that say what it comes to. */
export function explainReport(threads: readonly ThreadAccount[], wall: number): string {
  const total = sumOf(threads);
  const rows = threads.map((thread) => [thread.name, ...cells(thread, thread.wall)]);
  if (threads.length !== 1) rows.push(["together", ...cells(total, sumOfWalls(threads))]);
  const table = [["", ...COLUMNS], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd(),
  );
  return `${[...lines, "", ...explainSentences(threads, wall)].join("\n")}\n`;
}

function sumOfWalls(threads: readonly ThreadAccount[]): number {
  return threads.reduce((sum, thread) => sum + thread.wall, 0);
}

function cells(split: TimeSplit, wall: number): string[] {
  const { user, system, gil, blocked, core } = split;
  return [user + system, system, gil, blocked, core, wall].map(milliseconds);
}

/** The same in sentences, most important first; `wall` is the run's own, in ns. Empty for a run that took no time. */
export function explainSentences(threads: readonly ThreadAccount[], wall: number): string[] {
  if (wall <= 0 || threads.length === 0) return [];
  const total = sumOf(threads);
  const cpu = total.user + total.system;
  const lines = [
    `${milliseconds(wall)} passed on the wall; the processor worked for ${milliseconds(cpu)} (${percent(cpu, wall)} of one core).`,
  ];
  const waiting = threads.filter((thread) => thread.gil > 0).sort((a, b) => b.gil - a.gil);
  if (waiting.length === 0 && threads.length > 1) lines.push("No thread ever waited for the GIL.");
  for (const { name, gil, wall: life } of waiting.slice(0, 3)) {
    lines.push(`${name} waited for the GIL for ${milliseconds(gil)}, ${percent(gil, life)} of its time.`);
  }
  if (waiting.length > 3)
    lines.push(`${waiting.length - 3} more threads waited for it too; all together ${milliseconds(total.gil)}.`);
  for (const { name, blocked, wall: life } of threads
    .slice()
    .sort((a, b) => b.blocked - a.blocked)
    .slice(0, 3)) {
    if (blocked * 10 >= life && blocked > 0)
      lines.push(`${name} was blocked for ${milliseconds(blocked)}, ${percent(blocked, life)} of its time.`);
  }
  if (total.system * 100 >= cpu && total.system > 0)
    lines.push(`${milliseconds(total.system)} of the processor's work was the operating system's.`);
  if (total.core * 100 >= sumOfWalls(threads))
    lines.push(`Threads that were ready waited for a core for ${milliseconds(total.core)} in all.`);
  return lines;
}

function milliseconds(ns: number): string {
  return `${(ns / 1e6).toFixed(3)} ms`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${((100 * part) / whole).toFixed(0)} %`;
}
