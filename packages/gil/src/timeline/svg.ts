import type { Activity } from "../thread-state.ts";
import { activities, activityLabels, axisLabel, axisStep, columnsOf } from "./columns.ts";
import type { Interval, Timeline, TimelineRow } from "./intervals.ts";

/** How to draw. */
export interface TimelineSvgOptions {
  /** Pixels. Default 960; at least 320. */
  readonly width?: number;
  /** Hand-offs drawn as lines, with their causes as tooltips. Default 200. */
  readonly handOffs?: number;
}

const ROW = 26;
const BAR = 16;
const TOP = 44;
/** A row with more intervals than this is drawn as columns of one pixel. */
const MOST_INTERVALS = 1500;

const STYLE = `
text{font:12px system-ui,sans-serif;fill:#24292f}.t{font-weight:600;font-size:14px}.s{fill:#57606a}
.bg{fill:#fff}.ax{stroke:#d0d7de}.ho{stroke:#24292f;stroke-opacity:.45}
.holding{fill:#1a7f37}.running{fill:#0969da}.gil{fill:#d4a72c}.blocked{fill:#d0d7de}.core{fill:#cf222e}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.s{fill:#9198a1}.bg{fill:#0d1117}.ax{stroke:#3d444d}.ho{stroke:#e6edf3}
.holding{fill:#3fb950}.running{fill:#58a6ff}.gil{fill:#d29922}.blocked{fill:#30363d}.core{fill:#f85149}}`;

/** The picture as one self-contained SVG document, for light and dark, with a title and a description for screen readers. */
export function renderTimelineSvg(timeline: Timeline, options: TimelineSvgOptions = {}): string {
  const width = Math.max(320, Math.floor(options.width ?? 960));
  const left = 24 + 7 * Math.min(20, Math.max(4, ...timeline.rows.map((row) => row.name.length)));
  const plot = width - left - 24;
  const bottom = TOP + timeline.rows.length * ROW;
  const span = Math.max(1, timeline.to - timeline.from);
  const x = (time: number): number => left + ((time - timeline.from) / span) * plot;
  const legend = drawLegend(left, bottom + 46, plot);
  const height = bottom + 46 + legend.height;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title id="title">${escapeXml(titleOf(timeline))}</title>`,
    `<desc id="desc">${escapeXml(describe(timeline))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="bg" width="${width}" height="${height}"/>`,
    `<text class="t" x="24" y="26">${escapeXml(titleOf(timeline))}</text>`,
    ...drawAxis(timeline, x, bottom, Math.max(2, Math.floor(plot / 90))),
    ...timeline.rows.flatMap((row, i) => drawRow(row, timeline, x, TOP + i * ROW, plot)),
    ...drawHandOffs(timeline, x, options.handOffs ?? 200),
    ...legend.parts,
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

function titleOf(timeline: Timeline): string {
  return timeline.title === "" ? "Who held the GIL" : timeline.title;
}

/** What the picture shows, in sentences. */
function describe(timeline: Timeline): string {
  const rows = timeline.rows.map((row) => {
    const held = row.intervals.reduce((sum, { from, to, activity }) => sum + (activity === "holding" ? to - from : 0), 0);
    const life = row.to - row.from;
    return `${row.name} held the GIL for ${life === 0 ? 0 : Math.floor((100 * held) / life)} percent of its time.`;
  });
  const truncated = timeline.truncated ? " The recording was full before the end." : "";
  return `${timeline.rows.length} threads, ${timeline.handOffs.length} hand-offs. ${rows.join(" ")}${truncated}`;
}

function drawAxis(timeline: Timeline, x: (time: number) => number, bottom: number, marks: number): string[] {
  const step = axisStep(Math.max(1, timeline.to - timeline.from), marks);
  const parts: string[] = [];
  for (let time = timeline.from; time <= timeline.to; time += step) {
    const at = round(x(time));
    parts.push(`<line class="ax" x1="${at}" x2="${at}" y1="${TOP - 6}" y2="${bottom + 4}"/>`);
    parts.push(`<text class="s" x="${at}" y="${bottom + 20}" text-anchor="middle">${axisLabel(time, step)}</text>`);
  }
  return parts;
}

function drawRow(row: TimelineRow, timeline: Timeline, x: (time: number) => number, top: number, plot: number): string[] {
  const name = row.name.length <= 20 ? row.name : `${row.name.slice(0, 19)}~`;
  const parts = [`<text x="24" y="${top + 13}">${escapeXml(name)}</text>`];
  // One path an activity: a picture of a thousand turns stays small.
  for (const activity of activities) {
    let path = "";
    for (const { from, to, activity: does } of drawn(row, timeline, plot)) {
      if (does === activity) path += `M${round(x(from))} ${top}H${round(x(to))}v${BAR}H${round(x(from))}z`;
    }
    if (path !== "")
      parts.push(
        `<path class="${activity}" d="${path}"><title>${escapeXml(`${row.name} ${activityLabels[activity]}`)}</title></path>`,
      );
  }
  return parts;
}

/** The intervals to draw: the row's own, or when they are too many one a pixel. */
function drawn(row: TimelineRow, timeline: Timeline, plot: number): readonly Interval[] {
  if (row.intervals.length <= MOST_INTERVALS) return row.intervals;
  const columns = Math.floor(plot);
  const width = (timeline.to - timeline.from) / columns;
  const intervals: Interval[] = [];
  columnsOf(row, timeline.from, timeline.to, columns).forEach((activity: Activity | null, column) => {
    if (activity === null) return;
    const from = timeline.from + column * width;
    const last = intervals[intervals.length - 1];
    if (last !== undefined && last.activity === activity && last.to === from)
      intervals[intervals.length - 1] = { ...last, to: from + width };
    else intervals.push({ from, to: from + width, activity });
  });
  return intervals;
}

function drawHandOffs(timeline: Timeline, x: (time: number) => number, most: number): string[] {
  const rowOf = new Map(timeline.rows.map((row, i) => [row.id, i]));
  return timeline.handOffs.slice(0, most).map(({ time, from, to, switchNumber, cause }) => {
    const y1 = TOP + (rowOf.get(from) ?? 0) * ROW + BAR / 2;
    const y2 = TOP + (rowOf.get(to) ?? 0) * ROW + BAR / 2;
    const at = round(x(time));
    return `<line class="ho" x1="${at}" x2="${at}" y1="${y1}" y2="${y2}"><title>${escapeXml(`${switchNumber}: ${cause}`)}</title></line>`;
  });
}

function drawLegend(left: number, top: number, plot: number): { parts: string[]; height: number } {
  const parts: string[] = [];
  let at = left;
  let line = 0;
  for (const activity of activities) {
    const width = 32 + 7 * activityLabels[activity].length;
    if (at + width > left + plot && at > left) {
      at = left;
      line++;
    }
    parts.push(`<rect class="${activity}" x="${at}" y="${top + 20 * line - 10}" width="12" height="12"/>`);
    parts.push(`<text x="${at + 18}" y="${top + 20 * line}">${activityLabels[activity]}</text>`);
    at += width;
  }
  return { parts, height: 20 * line + 20 };
}

function round(value: number): number {
  return Math.floor(value * 100 + 0.5) / 100;
}

function escapeXml(text: string): string {
  let escaped = "";
  for (const character of text) {
    if (character === "&") escaped += "&amp;";
    else if (character === "<") escaped += "&lt;";
    else if (character === ">") escaped += "&gt;";
    else if (character === '"') escaped += "&quot;";
    // Control characters cannot stand in XML at all.
    else escaped += character < " " ? "\uFFFD" : character;
  }
  return escaped;
}
