import { describe, expect, it } from "vitest";
import { type GilEvent, linux, placeText, sentence } from "../src/index.ts";
import { burst, MS, runAll, thread } from "./programs.ts";

const nameOf = (id: number): string => `T${id}`;

describe("sentences", () => {
  it("tell a forced switch from the time-out to the taking", () => {
    const request = { by: 2, at: 5_000_000, waited: 5_000_000, sinceSwitch: 41, reason: "interval" } as const;
    const where = { opcode: "JUMP_BACKWARD", offset: 54 };
    const drop = { by: 1, at: 5_012_000, reason: "request", detail: "", where, request } as const;
    const event: GilEvent = {
      kind: "take",
      time: 5_062_000,
      thread: 2,
      from: 1,
      switchNumber: 42,
      drop,
      waited: 5_062_000,
      barged: false,
    };
    expect(sentence(event, nameOf)).toBe(
      "T2 timed out 5.000 ms after switch 41 and set the drop request; T1 noticed at JUMP_BACKWARD, offset 54, 12 us later; forced switch 42 to T2 50 us later",
    );
  });

  it("name function and line when they are known", () => {
    expect(placeText({ opcode: "CALL", offset: 66, function: "foo", line: 3 })).toBe(" at CALL, offset 66 (foo, line 3)");
    expect(placeText({ line: 3 })).toBe(" at line 3");
    expect(placeText(null)).toBe("");
  });

  it("exist for every event of a run, without gaps", () => {
    const io = thread("IO", { op: "sleep", duration: MS }, { op: "native", duration: MS, as: "idle", label: "recv" }, burst(MS));
    const simulation = runAll([thread("A", burst(12 * MS)), thread("B", burst(12 * MS)), io], { cores: 1, machine: linux });
    const kinds = new Set<string>();
    for (const event of simulation.events()) {
      kinds.add(event.kind);
      expect(simulation.sentence(event)).toMatch(/^[A-Z].{5,}/);
      expect(simulation.sentence(event)).not.toMatch(/undefined|NaN/);
    }
    expect([...kinds].sort()).toEqual(
      [
        "block",
        "drop",
        "false-alarm",
        "finish",
        "forced-wait",
        "native",
        "preempt",
        "request",
        "start",
        "take",
        "unblock",
        "wait",
      ].sort(),
    );
  });
});
