import { RandomScheduler } from "@vivarium/gil";
import { describe, expect, test } from "vitest";
import { printed } from "./threads.ts";

const counting = (threads: number, times: number, body: string): string => `
counter = 0
lock = _thread.allocate_lock()
def count():
    global counter
    for _ in range(${times}):
        ${body}
together(*[count] * ${threads})
print(counter)
`;
const racing = counting(10, 2000, "counter += 1");
const guarded = counting(4, 500, "with lock: counter += 1");
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const results = (source: string, era: string): number[] =>
  seeds.map((seed) => Number(printed(source, { era, scheduler: new RandomScheduler(seed) })));

describe("counter += 1 in ten threads", () => {
  test("loses nothing on 3.11, whatever the schedule", () => {
    expect(new Set(results(racing, "3.11"))).toEqual(new Set([20_000]));
    expect(printed(racing, { era: "3.11", switchInterval: 10_000 })).toBe("20000\n");
  });

  test("loses updates on 3.9 under most schedules, and more are never found than were made", () => {
    const found = results(racing, "3.9");
    expect(Math.min(...found)).toBeLessThan(20_000);
    expect(Math.max(...found)).toBeLessThanOrEqual(20_000);
  });

  test("loses updates on 3.9 as soon as the threads take longer than a switch interval", () => {
    expect(Number(printed(racing, { era: "3.9" }))).toBe(20_000);
    expect(Number(printed(racing, { era: "3.9", switchInterval: 10_000 }))).toBeLessThan(20_000);
  });

  test("loses updates on 2.7", () => {
    expect(Number(printed(racing, { era: "2.7" }))).toBeLessThan(20_000);
  });

  test.each(["2.7", "3.9", "3.11"])("loses nothing under a lock on %s", (era) => {
    expect(new Set(results(guarded, era))).toEqual(new Set([2000]));
    expect(printed(guarded, { era })).toBe("2000\n");
  });

  test("loses updates on 3.11 where a call lies between reading and writing", () => {
    const found = results(counting(4, 2000, "counter = counter + int(1)"), "3.11");
    expect(Math.min(...found)).toBeLessThan(8000);
  });
});
