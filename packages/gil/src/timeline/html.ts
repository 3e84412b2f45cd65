import { formatDuration } from "../durations.ts";
import type { Timeline } from "./intervals.ts";
import { escapeXml, renderTimelineSvg } from "./svg.ts";

const STYLE = `body{font:14px system-ui,sans-serif;margin:2em auto;max-width:80em;padding:0 1em;color:#24292f;background:#fff}
svg{max-width:100%;height:auto}td{padding:.2em .8em .2em 0;vertical-align:top;border-top:1px solid #d0d7de}
td:first-child{white-space:nowrap;text-align:right;font-variant-numeric:tabular-nums}.token{overflow-wrap:anywhere;font-family:ui-monospace,monospace}
@media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}td{border-color:#3d444d}}`;

/** The picture with every hand-off and its cause under it, as one page that needs nothing else. `token`: what repeats the run. */
export function renderTimelineHtml(timeline: Timeline, token: string): string {
  const rows = timeline.handOffs.map(
    ({ time, cause }) => `<tr><td>${formatDuration(time)}</td><td>${escapeXml(cause)}</td></tr>`,
  );
  const title = escapeXml(timeline.title === "" ? "Who held the GIL" : timeline.title);
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`,
    `<style>${STYLE}</style></head><body>`,
    renderTimelineSvg(timeline, { width: 1200 }),
    `<h2>Hand-offs</h2><table>`,
    ...rows,
    `</table><p>Schedule: <span class="token">${escapeXml(token)}</span></p></body></html>`,
    "",
  ].join("\n");
}
