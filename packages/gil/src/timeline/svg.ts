import { activities, activityLabels, axisLabel, axisStep, type Cell, columnsOf, turnsLabel } from "./columns.ts";
import type { Timeline, TimelineRow } from "./intervals.ts";

/** How to draw. */
export interface TimelineSvgOptions {
  /** Pixels. Default 960; at least 320. */
  readonly width?: number;
  /** Hand-offs drawn as lines, with their causes as tooltips. Default 200. */
  readonly handOffs?: number;
}

const ROW = 34;
const BAR = 20;
const TOP = 58;
const RIGHT = 64;
/** A row with more intervals than this is drawn as columns of one pixel. */
const MOST_INTERVALS = 1500;
/** Hand-offs closer together than this many pixels on average are not drawn: there would be nothing else to see. */
const CLOSEST = 3;

/** How high each activity is drawn: what a thread does stands out, its waiting is a thin line. */
const heights: Readonly<Record<NonNullable<Cell>, number>> = {
  holding: BAR,
  turns: BAR,
  running: BAR,
  gil: 8,
  blocked: 2,
  core: 8,
};

const STYLE = `
text{font:12px system-ui,sans-serif;fill:#24292f}.t{font-weight:600;font-size:15px}.s{fill:#57606a}.n{font-weight:600}
.bg{fill:#fff}.lane{fill:#f6f8fa}.ax{stroke:#d0d7de}.ho{stroke:#24292f;stroke-width:1.2;fill:none}.vo{stroke:#57606a;stroke-dasharray:2 2;fill:none}.hd{fill:#24292f}
.holding{fill:#1a7f37}.turns{fill:#8fd19e}.running{fill:#0969da}.gil{fill:#d4a72c}.blocked{fill:#8c959f}.core{fill:#cf222e}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.s{fill:#9198a1}.bg{fill:#0d1117}.lane{fill:#161b22}.ax{stroke:#3d444d}.ho{stroke:#e6edf3}.vo{stroke:#9198a1}.hd{fill:#e6edf3}
.holding{fill:#3fb950}.turns{fill:#238636}.running{fill:#58a6ff}.gil{fill:#d29922}.blocked{fill:#6e7681}.core{fill:#f85149}}`;

/** The picture as one self-contained SVG document, for light and dark, with a title and a description for screen readers. */
export function renderTimelineSvg(timeline: Timeline, options: TimelineSvgOptions = {}): string {
  const width = Math.max(320, Math.floor(options.width ?? 960));
  const left = 32 + 8 * Math.min(20, Math.max(4, ...timeline.rows.map((row) => row.name.length)));
  const plot = width - left - RIGHT;
  const bottom = TOP + timeline.rows.length * ROW;
  const span = Math.max(1, timeline.to - timeline.from);
  const x = (time: number): number => left + ((time - timeline.from) / span) * plot;
  const legend = drawLegend(timeline, left, bottom + 42, plot);
  const height = bottom + 42 + legend.height;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title id="title">${escapeXml(titleOf(timeline))}</title>`,
    `<desc id="desc">${escapeXml(describe(timeline))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="bg" width="${width}" height="${height}"/>`,
    `<text class="t" x="24" y="28">${escapeXml(titleOf(timeline))}</text>`,
    `<text class="s" x="${width - 16}" y="${TOP - 12}" text-anchor="end">has the GIL</text>`,
    ...timeline.rows.map(
      (_, i) => `<rect class="lane" x="${left}" y="${TOP + i * ROW}" width="${plot}" height="${BAR}" rx="3"/>`,
    ),
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
  const rows = timeline.rows.map((row) => `${row.name} held the GIL for ${percentHeld(row)} percent of its time.`);
  const truncated = timeline.truncated ? " The recording was full before the end." : "";
  return `${timeline.rows.length} threads, ${timeline.handOffs.length} hand-offs. ${rows.join(" ")}${truncated}`;
}

/** How much of its time a thread had the GIL. */
function percentHeld({ intervals, from, to }: TimelineRow): number {
  const held = intervals.reduce((sum, { from: a, to: b, activity }) => sum + (activity === "holding" ? b - a : 0), 0);
  return to === from ? 0 : Math.floor((100 * held) / (to - from));
}

function drawAxis(timeline: Timeline, x: (time: number) => number, bottom: number, marks: number): string[] {
  const step = axisStep(Math.max(1, timeline.to - timeline.from), marks);
  const parts: string[] = [];
  for (let time = timeline.from; time <= timeline.to; time += step) {
    const at = round(x(time));
    parts.push(`<line class="ax" x1="${at}" x2="${at}" y1="${TOP - 6}" y2="${bottom - 4}"/>`);
    parts.push(`<text class="s" x="${at}" y="${bottom + 14}" text-anchor="middle">${axisLabel(time, step)}</text>`);
  }
  return parts;
}

function drawRow(row: TimelineRow, timeline: Timeline, x: (time: number) => number, top: number, plot: number): string[] {
  const name = row.name.length <= 20 ? row.name : `${row.name.slice(0, 19)}~`;
  const parts = [
    `<text class="n" x="24" y="${top + 14}">${escapeXml(name)}</text>`,
    `<text class="s" x="${round(x(timeline.to)) + RIGHT - 16}" y="${top + 14}" text-anchor="end">${percentHeld(row)} %</text>`,
  ];
  // One path an activity: a picture of a thousand turns stays small.
  for (const cell of cells) {
    const height = heights[cell];
    const y = top + (BAR - height) / 2;
    let path = "";
    for (const { from, to, cell: does } of drawn(row, timeline, plot)) {
      if (does === cell) path += `M${round(x(from))} ${y}H${round(x(to))}v${height}H${round(x(from))}z`;
    }
    if (path !== "")
      parts.push(`<path class="${cell}" d="${path}"><title>${escapeXml(`${row.name} ${labelOf(cell)}`)}</title></path>`);
  }
  return parts;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly cell: NonNullable<Cell>;
}

const cells: readonly NonNullable<Cell>[] = [...activities, "turns"];

function labelOf(cell: NonNullable<Cell>): string {
  return cell === "turns" ? turnsLabel : activityLabels[cell];
}

/** The stretches to draw: the row's own intervals, or when they are too many one a pixel. */
function drawn(row: TimelineRow, timeline: Timeline, plot: number): readonly Stretch[] {
  if (row.intervals.length <= MOST_INTERVALS)
    return row.intervals.map(({ from, to, activity }) => ({ from, to, cell: activity }));
  const columns = Math.floor(plot);
  const width = (timeline.to - timeline.from) / columns;
  const stretches: Stretch[] = [];
  columnsOf(row, timeline.from, timeline.to, columns).forEach((cell, column) => {
    if (cell === null) return;
    const from = timeline.from + column * width;
    const last = stretches[stretches.length - 1];
    if (last !== undefined && last.cell === cell && last.to === from)
      stretches[stretches.length - 1] = { ...last, to: from + width };
    else stretches.push({ from, to: from + width, cell });
  });
  return stretches;
}

/** An arrow from the one who let go to the one who took: whole where it was asked for, dotted where it let go by itself. */
function drawHandOffs(timeline: Timeline, x: (time: number) => number, most: number): string[] {
  const pixels = x(timeline.to) - x(timeline.from);
  if (timeline.handOffs.length * CLOSEST > pixels) return [];
  const rowOf = new Map(timeline.rows.map((row, i) => [row.id, i]));
  return timeline.handOffs.slice(0, most).flatMap(({ time, from, to, switchNumber, forced, cause }) => {
    const [a, b] = [rowOf.get(from) ?? 0, rowOf.get(to) ?? 0];
    const down = b > a;
    const y1 = TOP + a * ROW + (down ? BAR : 0);
    const y2 = TOP + b * ROW + (down ? 0 : BAR);
    const at = round(x(time));
    const tip = down ? y2 - 5 : y2 + 5;
    const title = `<title>${escapeXml(`${switchNumber}: ${cause}`)}</title>`;
    return [
      `<g>${title}<line class="${forced ? "ho" : "vo"}" x1="${at}" x2="${at}" y1="${y1}" y2="${tip}"/>` +
        `<path class="hd" d="M${at} ${y2}L${round(at - 3)} ${tip}H${round(at + 3)}z"/></g>`,
    ];
  });
}

function drawLegend(timeline: Timeline, left: number, top: number, plot: number): { parts: string[]; height: number } {
  const parts: string[] = [];
  let at = left;
  let line = 0;
  const shown = timeline.rows.some((row) => row.intervals.length > MOST_INTERVALS) ? cells : activities;
  for (const cell of shown) {
    const width = 36 + 7 * labelOf(cell).length;
    if (at + width > left + plot && at > left) {
      at = left;
      line++;
    }
    const height = Math.max(3, Math.floor(heights[cell] * 0.6));
    parts.push(`<rect class="${cell}" x="${at}" y="${top + 20 * line - 4 - height / 2}" width="16" height="${height}"/>`);
    parts.push(`<text class="s" x="${at + 22}" y="${top + 20 * line}">${labelOf(cell)}</text>`);
    at += width;
  }
  return { parts, height: 20 * line + 20 };
}

function round(value: number): number {
  return Math.floor(value * 100 + 0.5) / 100;
}

/** Text that may stand in XML and HTML. */
export function escapeXml(text: string): string {
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
