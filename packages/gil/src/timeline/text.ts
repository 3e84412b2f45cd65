import { formatDuration } from "../durations.ts";
import { activities, activityLabels, axisLabel, axisStep, type Cell, columnsOf, turnsLabel } from "./columns.ts";
import type { Timeline } from "./intervals.ts";

/** How to draw. */
export interface TimelineTextOptions {
  /** Characters a line, names included; at least 40. Default 100. */
  readonly width?: number;
  /** Plain ASCII instead of blocks. Default false. */
  readonly ascii?: boolean;
  /** How many hand-offs to list, with their causes. Default 0. */
  readonly handOffs?: number;
}

type Symbols = Readonly<Record<NonNullable<Cell>, string>>;
const blocks: Symbols = { holding: "█", turns: "▒", running: "▓", gil: "░", blocked: "·", core: "▁" };
const ascii: Symbols = { holding: "#", turns: "%", running: "=", gil: "-", blocked: ".", core: "_" };

/** The picture for a terminal: a row a thread, a time axis, a legend, and on request the hand-offs with their causes. */
export function renderTimelineText(timeline: Timeline, options: TimelineTextOptions = {}): string {
  const symbols = options.ascii === true ? ascii : blocks;
  const names = timeline.rows.map((row) => shorten(row.name, 16));
  const margin = Math.max(2, ...names.map((name) => name.length)) + 1;
  const columns = Math.max(40, options.width ?? 100) - margin - 1;
  const lines: string[] = timeline.title === "" ? [] : [timeline.title];
  const seen = new Set<Cell>();
  timeline.rows.forEach((row, i) => {
    const cells = columnsOf(row, timeline.from, timeline.to, columns);
    for (const cell of cells) seen.add(cell);
    lines.push(
      `${names[i]!.padEnd(margin)}${cells.map((activity) => (activity === null ? " " : symbols[activity])).join("")}`.trimEnd(),
    );
  });
  lines.push(...axis(timeline, margin, columns), "");
  const legend = activities.map((activity) => `${symbols[activity]} ${activityLabels[activity]}`);
  // Only long pictures have turns shorter than a column.
  if (seen.has("turns")) legend.splice(1, 0, `${symbols.turns} ${turnsLabel}`);
  lines.push(legend.join("   "));
  if (timeline.truncated) lines.push("(the recording was full before the end)");
  const shown = timeline.handOffs.slice(0, options.handOffs ?? 0);
  if (shown.length > 0) lines.push("", ...shown.map((mark) => `${formatDuration(mark.time).padStart(10)}  ${mark.cause}`));
  const more = timeline.handOffs.length - shown.length;
  if (more > 0 && shown.length > 0) lines.push(`            ... and ${more} more`);
  return `${lines.join("\n")}\n`;
}

function axis(timeline: Timeline, margin: number, columns: number): string[] {
  const span = timeline.to - timeline.from;
  if (span <= 0) return [];
  const step = axisStep(span, Math.floor(columns / 12));
  const rule = new Array<string>(columns).fill("-");
  let labels = "";
  for (let time = timeline.from; time <= timeline.to; time += step) {
    const column = Math.min(columns - 1, Math.floor(((time - timeline.from) / span) * columns));
    rule[column] = "+";
    const label = axisLabel(time, step);
    if (column >= labels.length && column + label.length <= columns) labels = labels.padEnd(column) + label + " ";
  }
  return [" ".repeat(margin) + rule.join(""), " ".repeat(margin) + labels.trimEnd()];
}

function shorten(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 1)}~`;
}
