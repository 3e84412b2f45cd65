import { describe, expect, it } from "vitest";
import { renderTimelineSvg, renderTimelineText, type Timeline } from "../../src/index.ts";
import { axisStep, columnsOf } from "../../src/timeline/columns.ts";
import { burst, MS, runAll, thread } from "../programs.ts";

const small: Timeline = {
  title: "two & one",
  from: 0,
  to: 10_000_000,
  rows: [
    {
      id: 0,
      name: "Main<1>",
      from: 0,
      to: 10_000_000,
      intervals: [
        { from: 0, to: 5_000_000, activity: "holding" },
        { from: 5_000_000, to: 10_000_000, activity: "gil" },
      ],
    },
    { id: 1, name: "T2", from: 5_000_000, to: 10_000_000, intervals: [{ from: 5_000_000, to: 10_000_000, activity: "holding" }] },
  ],
  handOffs: [{ time: 5_000_000, from: 0, to: 1, switchNumber: 2, forced: true, cause: "Main<1> was asked" }],
  truncated: false,
};

describe("the picture in text", () => {
  it("has a row a thread, an axis and a legend", () => {
    expect(renderTimelineText(small, { width: 40, ascii: true }).split("\n")).toEqual([
      "two & one",
      "Main<1> ################---------------",
      "T2                      ###############",
      "        +--------------+--------------+",
      "        0 ms           5 ms",
      "",
      "# holds the GIL   = runs without the GIL   - waits for the GIL   . blocked   _ ready, on no core yet",
      "",
    ]);
  });

  it("lists hand-offs with their causes on request", () => {
    expect(renderTimelineText(small, { handOffs: 5 })).toContain("  5.000 ms  Main<1> was asked\n");
    expect(renderTimelineText(small)).not.toContain("was asked");
  });

  it("keeps to its width", () => {
    const simulation = runAll([thread("A", burst(40 * MS)), thread("B", { op: "sleep", duration: 9 * MS }, burst(40 * MS))]);
    for (const line of renderTimelineText(simulation.timeline("x"), { width: 80 }).split("\n").slice(0, 5)) {
      expect(line.length).toBeLessThanOrEqual(80);
    }
  });
});

describe("the picture in SVG", () => {
  it("is accessible, self-contained, for light and dark, and escapes what people call their threads", () => {
    const svg = renderTimelineSvg(small);
    expect(svg).toContain('role="img" aria-labelledby="title desc"');
    expect(svg).toContain('<title id="title">two &amp; one</title>');
    expect(svg).toContain("2 threads, 1 hand-offs. Main&lt;1&gt; held the GIL for 50 percent of its time.");
    expect(svg).toContain("prefers-color-scheme:dark");
    expect(svg).not.toMatch(/href|url\(|<script|Main<1>/);
  });

  it("closes what it opens", () => {
    const open: string[] = [];
    for (const tag of renderTimelineSvg(small).matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (tag[1] === "/") expect(open.pop()).toBe(tag[2]);
      else if (tag[3] !== "/") open.push(tag[2]!);
    }
    expect(open).toEqual([]);
  });

  it("stays small however many turns there were", () => {
    const simulation = runAll([thread("A", burst(40 * MS, 26)), thread("B", burst(40 * MS, 26))], { era: "2.7" });
    expect(renderTimelineSvg(simulation.timeline()).length).toBeLessThan(200_000);
  });
});

describe("columns and axes", () => {
  it("show what a thread did most, and nothing where it was not", () => {
    expect(columnsOf(small.rows[1]!, 0, 10_000_000, 4)).toEqual([null, null, "holding", "holding"]);
  });

  it("show turns that are shorter than a column as turns", () => {
    const intervals = Array.from(
      { length: 100 },
      (_, i) => ({ from: i, to: i + 1, activity: i % 4 === 0 ? "holding" : "gil" }) as const,
    );
    const row = { id: 0, name: "A", from: 0, to: 100, intervals };
    expect(columnsOf(row, 0, 100, 4)).toEqual(["turns", "turns", "turns", "turns"]);
  });

  it("have round steps", () => {
    expect([axisStep(10_000_000, 5), axisStep(70_000_000, 8), axisStep(3, 10)]).toEqual([2_000_000, 10_000_000, 1]);
  });
});
