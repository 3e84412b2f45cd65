import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatGeneral, formatSeconds, nextTimeitLoops, timeitMagicReport, timeMagicReport } from "../../src/index.ts";

interface Recorded {
  readonly spans: readonly (readonly [number, string])[];
  readonly general: readonly (readonly [number, number, string])[];
  readonly timeit: readonly { readonly loops: number; readonly runs: readonly number[]; readonly text: string }[];
}

const recorded = JSON.parse(readFileSync(new URL("../recorded/ipython-times.json", import.meta.url), "utf8")) as Recorded;

describe("times as IPython prints them", () => {
  it("agree with IPython's own on every recorded span", () => {
    expect(recorded.spans.map(([ns]) => [ns, formatSeconds(ns / 1e9)])).toEqual(recorded.spans);
  });

  it("round as Python's %g does", () => {
    expect(recorded.general.map(([value, precision]) => [value, precision, formatGeneral(value, precision)])).toEqual(
      recorded.general,
    );
  });

  it("make the two lines of %time", () => {
    expect(timeMagicReport({ user: 3_500_000_000, system: 10_000_000, wall: 3_600_000_000 })).toBe(
      "CPU times: user 3.5 s, sys: 10 ms, total: 3.51 s\nWall time: 3.6 s",
    );
  });

  it.each(recorded.timeit)("make the line of %timeit: $text", ({ loops, runs, text }) => {
    expect(timeitMagicReport({ loops, runs })).toBe(text);
  });

  it("warn when the slowest run stands out", () => {
    expect(timeitMagicReport({ loops: 1, runs: [1_000_000, 9_500_000] })).toMatch(
      /^The slowest run took 9\.50 times longer than the fastest\. This could mean that an intermediate result is being cached\.\n/,
    );
  });

  it("try powers of ten until a measurement lasts a fifth of a second", () => {
    expect(nextTimeitLoops(1, 199_999_999)).toBe(10);
    expect(nextTimeitLoops(10, 200_000_000)).toBe(10);
    expect(nextTimeitLoops(1_000_000_000, 5)).toBe(1_000_000_000);
  });
});
