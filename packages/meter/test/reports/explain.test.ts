import { describe, expect, it } from "vitest";
import { explainReport, explainSentences, type ThreadAccount } from "../../src/index.ts";

const main: ThreadAccount = { name: "main", user: 1e6, system: 1e6, gil: 0, blocked: 98e6, core: 0, wall: 100e6 };
const a: ThreadAccount = { name: "A", user: 49e6, system: 0, gil: 50e6, blocked: 0, core: 1e6, wall: 100e6 };
const b: ThreadAccount = { name: "B", user: 49e6, system: 0, gil: 48e6, blocked: 0, core: 1e6, wall: 98e6 };

describe("where the wall time went", () => {
  it("is a table with a row a thread and one for the whole", () => {
    const lines = explainReport([main, a, b], 100e6).split("\n");
    expect(lines[0]).toBe("             running  of it system  waits for GIL    blocked  waits for core        wall");
    expect(lines[2]).toBe("A          49.000 ms      0.000 ms      50.000 ms   0.000 ms        1.000 ms  100.000 ms");
    expect(lines[4]).toBe("together  100.000 ms      1.000 ms      98.000 ms  98.000 ms        2.000 ms  298.000 ms");
  });

  it("is said in sentences", () => {
    expect(explainSentences([main, a, b], 100e6)).toEqual([
      "100.000 ms passed on the wall; the processor worked for 100.000 ms (100 % of one core).",
      "A waited for the GIL for 50.000 ms, 50 % of its time.",
      "B waited for the GIL for 48.000 ms, 49 % of its time.",
      "main was blocked for 98.000 ms, 98 % of its time.",
      "1.000 ms of the processor's work was the operating system's.",
    ]);
  });

  it("says nothing of a run that took no time", () => {
    expect(explainSentences([], 0)).toEqual([]);
  });
});
