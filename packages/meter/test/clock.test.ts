import { describe, expect, it } from "vitest";
import { ClockReplayError, type HostInstruments, RealClock, VirtualClock } from "../src/index.ts";

function hostOf(readings: bigint[]): HostInstruments {
  let last = 0n;
  const next = (): bigint => (last = readings.shift() ?? last);
  return { monotonic: next, epoch: next, cpu: () => ({ user: Number(next()), system: 1 }) };
}

describe("VirtualClock", () => {
  it("shows its source's time and an epoch that does not depend on the day", () => {
    const clock = new VirtualClock({ now: () => 5, cpu: () => ({ user: 3, system: 1 }) });
    expect([clock.monotonic(), clock.epoch(), clock.cpu()]).toEqual([5, 1_704_067_200_000_000_005n, { user: 3, system: 1 }]);
  });
});

describe("RealClock", () => {
  it("starts at nothing and never goes back", () => {
    const clock = new RealClock(hostOf([100n, 150n, 120n, 200n]));
    expect([clock.monotonic(), clock.monotonic(), clock.monotonic()]).toEqual([50, 50, 100]);
  });

  it("given the tape of another run shows the same, then goes on with the host's", () => {
    const first = new RealClock(hostOf([0n, 10n, 1000n, 7n]));
    const seen = [first.monotonic(), first.epoch(), first.cpu()];
    const second = new RealClock(hostOf([0n, 99n]), first.tape());
    expect([second.monotonic(), second.epoch(), second.cpu()]).toEqual(seen);
    expect(second.monotonic()).toBe(99);
  });

  it("notices a run that reads something else than the recorded one", () => {
    const clock = new RealClock(hostOf([0n]), [{ of: "epoch", value: 1n }]);
    expect(() => clock.monotonic()).toThrow(ClockReplayError);
  });

  it("taken back gives the same readings again", () => {
    const clock = new RealClock(hostOf([0n, 10n, 20n, 30n]));
    clock.monotonic();
    const mark = clock.mark();
    const seen = [clock.monotonic(), clock.monotonic()];
    clock.undo(mark);
    expect([clock.monotonic(), clock.monotonic()]).toEqual(seen);
  });
});
