import type { GilEvent } from "../event-log.ts";
import { NOBODY } from "../locks/lock.ts";
import type { OperatingSystem } from "../operating-system.ts";
import type { HandOffMark, Timeline } from "./intervals.ts";

/** What was recorded up to `to`, as the data of a picture; `sentence` tells an event in words. */
export function timelineOf<T>(
  os: OperatingSystem<T>,
  to: number,
  title: string,
  sentence: (event: GilEvent) => string,
): Timeline {
  const handOffs: HandOffMark[] = [];
  for (const event of os.log.events()) {
    if (event.kind !== "take" || event.from === event.thread || event.from === NOBODY) continue;
    const { time, from, thread, switchNumber, drop } = event;
    const forced = drop !== null && drop.request !== null;
    handOffs.push({ time, from, to: thread, switchNumber, forced, cause: sentence(event) });
  }
  const rows = os.threads.map((thread) => {
    const end = thread.finished ? thread.finishedAt : to;
    const intervals = os.recorder.intervals(thread.id, end);
    return { id: thread.id, name: thread.name, from: thread.started, to: end, intervals };
  });
  return { title, from: 0, to, rows, handOffs, truncated: os.recorder.truncated };
}
