import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Timers } from "../src/timers.ts";

describe("Timers", () => {
  it("come up by time, and first arranged first among equals", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 100 }), (times) => {
        const timers = new Timers();
        times.forEach((time, i) => {
          timers.add(time, "arrive", i, 0);
        });
        const expected = times.map((time, i) => ({ time, i })).sort((a, b) => a.time - b.time || a.i - b.i);
        for (const { time, i } of expected) expect(timers.pop()).toMatchObject({ time, subject: i });
        expect(timers.pop()).toBeNull();
      }),
      { seed: 7 },
    );
  });

  it("that were cancelled are passed over", () => {
    const timers = new Timers();
    timers.add(1, "arrive", 1, 0);
    timers.add(2, "arrive", 2, 0);
    expect(timers.peek((timer) => timer.subject !== 1)).toMatchObject({ subject: 2 });
    expect(timers.size).toBe(1);
  });
});
