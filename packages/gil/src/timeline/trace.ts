import type { ThreadId } from "../client.ts";
import type { Activity } from "../thread-state.ts";
import { activityLabels } from "./columns.ts";
import type { Timeline } from "./intervals.ts";

/** The colours of the trace viewer that come nearest to those of the other pictures. */
const colours: Readonly<Record<Activity, string>> = {
  holding: "good",
  running: "thread_state_running",
  gil: "bad",
  blocked: "grey",
  core: "terrible",
};

/** One event of the trace format: times in microseconds. */
type TraceEvent = Readonly<Record<string, unknown>>;

/**
 * The timeline as JSON that Perfetto (ui.perfetto.dev) and chrome://tracing open: a track a thread, a slice for each thing it did, an
 * arrow for each hand-off with its cause.
 */
export function renderTrace(timeline: Timeline): string {
  const events: TraceEvent[] = [{ ph: "M", pid: 1, name: "process_name", args: { name: timeline.title } }];
  for (const { id, name, intervals } of timeline.rows) {
    events.push({ ph: "M", pid: 1, tid: id, name: "thread_name", args: { name } });
    events.push({ ph: "M", pid: 1, tid: id, name: "thread_sort_index", args: { sort_index: id } });
    for (const { from, to, activity } of intervals) {
      events.push({
        ph: "X",
        pid: 1,
        tid: id,
        ts: from / 1000,
        dur: (to - from) / 1000,
        name: activityLabels[activity],
        cat: activity,
        cname: colours[activity],
      });
    }
  }
  for (const { time, from, to, switchNumber, cause } of timeline.handOffs) {
    const flow = (ph: "s" | "f", tid: ThreadId): TraceEvent => ({
      ph,
      pid: 1,
      tid,
      ts: time / 1000,
      id: switchNumber,
      name: `hand-off ${switchNumber}`,
      cat: "hand-off",
      ...(ph === "f" ? { bp: "e" } : {}),
      args: { cause },
    });
    events.push(flow("s", from), flow("f", to));
    events.push({ ph: "i", pid: 1, tid: to, ts: time / 1000, s: "t", name: `hand-off ${switchNumber}`, args: { cause } });
  }
  return `${JSON.stringify({ displayTimeUnit: "ns", traceEvents: events })}\n`;
}
