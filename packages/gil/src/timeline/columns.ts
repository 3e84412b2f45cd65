import type { Activity } from "../thread-state.ts";
import type { TimelineRow } from "./intervals.ts";

/** Every activity, in the order of legends. */
export const activities: readonly Activity[] = ["holding", "running", "gil", "blocked", "core"];

/** What people call them. */
export const activityLabels: Readonly<Record<Activity, string>> = {
  holding: "holds the GIL",
  running: "runs without the GIL",
  gil: "waits for the GIL",
  blocked: "blocked",
  core: "ready, on no core yet",
};

/** What a column of a picture shows: an activity, or that the thread had the GIL for some of the time, in turns with others. */
export type Cell = Activity | "turns" | null;

/** What people call having the GIL for some of a column. */
export const turnsLabel = "holds it in turns";

/** From this part of a column on, having the GIL is worth showing. */
const TURNS = 0.1;

/** The row cut into equal columns of time, each with what the thread did most in it (null: it did not exist for most of it). */
export function columnsOf(row: TimelineRow, from: number, to: number, columns: number): Cell[] {
  const result: Cell[] = [];
  const width = (to - from) / columns;
  let first = 0;
  for (let column = 0; column < columns; column++) {
    const start = from + column * width;
    const end = start + width;
    const spent = new Map<Activity, number>();
    let known = 0;
    let holds = 0;
    while (first < row.intervals.length && row.intervals[first]!.to <= start) first++;
    for (let i = first; i < row.intervals.length && row.intervals[i]!.from < end; i++) {
      const { from: a, to: b, activity } = row.intervals[i]!;
      const overlap = Math.min(b, end) - Math.max(a, start);
      known += overlap;
      if (activity === "holding") holds++;
      spent.set(activity, (spent.get(activity) ?? 0) + overlap);
    }
    result.push(known * 2 < width ? null : cellOf(spent, holds > 1 ? width : Infinity));
  }
  return result;
}

/** `width`: of the column when the thread had the GIL more than once in it, else Infinity. */
function cellOf(spent: ReadonlyMap<Activity, number>, width: number): Cell {
  const activity = most(spent);
  return activity !== "holding" && (spent.get("holding") ?? 0) >= TURNS * width ? "turns" : activity;
}

function most(spent: ReadonlyMap<Activity, number>): Activity | null {
  let best: Activity | null = null;
  for (const activity of activities) if ((spent.get(activity) ?? 0) > (best === null ? 0 : spent.get(best)!)) best = activity;
  return best;
}

/** A round distance (1, 2 or 5 times a power of ten, in ns) that puts at most `most` marks on a span. */
export function axisStep(span: number, mostMarks: number): number {
  let step = 1;
  for (;;) {
    for (const factor of [1, 2, 5]) if (span / (step * factor) <= mostMarks) return step * factor;
    step *= 10;
  }
}

/** The time at a mark of an axis with this step: in the unit of the step, with no digits that say nothing. */
export function axisLabel(time: number, step: number): string {
  if (step >= 1e9) return `${time / 1e9} s`;
  if (step >= 1e6) return `${time / 1e6} ms`;
  if (step >= 1e3) return `${time / 1e3} us`;
  return `${time} ns`;
}
