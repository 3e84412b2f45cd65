import { describe, expect, it } from "vitest";
import { immediate, Simulation, SyntheticClient, SyntheticThread } from "../src/index.ts";
import { burst, MS, prepare, runAll, thread, turns } from "./programs.ts";

describe("request rule (3.2 and later)", () => {
  it("never switches a program of one thread, whatever it does", () => {
    const simulation = runAll([
      thread("A", burst(50 * MS), { op: "native", duration: MS, as: "system", label: "write" }, burst(50 * MS)),
    ]);
    expect(turns(simulation)).toEqual(["A"]);
    expect(simulation.events().some((event) => event.kind === "request" || event.kind === "forced-wait")).toBe(false);
  });

  it("takes no more virtual time than its work when nothing costs anything", () => {
    expect(runAll([thread("A", burst(7 * MS))], { machine: immediate }).now()).toBe(7 * MS);
  });

  it("lets three busy threads run in turns of about an interval", () => {
    const simulation = runAll([thread("A", burst(20 * MS)), thread("B", burst(20 * MS)), thread("C", burst(20 * MS))]);
    for (const event of simulation.events()) {
      if (event.kind === "drop" && event.drop.reason === "request")
        expect(event.drop.request?.waited).toBeGreaterThanOrEqual(5 * MS);
    }
    expect(simulation.switches).toBeGreaterThanOrEqual(10);
    expect(simulation.switches).toBeLessThanOrEqual(16);
    expect(new Set(turns(simulation))).toEqual(new Set(["A", "B", "C"]));
  });

  it("has exactly one thread holding the GIL at any time", () => {
    const simulation = runAll([thread("A", burst(20 * MS)), thread("B", burst(20 * MS)), thread("C", burst(20 * MS))]);
    const held = simulation.timeline().rows.flatMap((row) => row.intervals.filter((interval) => interval.activity === "holding"));
    held.sort((a, b) => a.from - b.from);
    for (let i = 1; i < held.length; i++) expect(held[i]!.from).toBeGreaterThanOrEqual(held[i - 1]!.to);
  });

  it("makes the one that was asked wait until another has had the GIL", () => {
    const simulation = runAll([thread("A", burst(12 * MS)), thread("B", burst(12 * MS))]);
    const events = simulation.events();
    const drops = events.flatMap((event, i) => (event.kind === "drop" && event.drop.reason === "request" ? [i] : []));
    expect(drops.length).toBeGreaterThan(0);
    for (const i of drops) {
      const next = events.slice(i + 1).find((event) => event.kind === "take");
      expect(next?.thread).not.toBe(events[i]!.thread);
    }
  });

  it("forces the switch for a voluntary drop too when a request stands", () => {
    // A is asked in the middle of its long stretch without a checkpoint, at whose end it makes a system call.
    const a = thread("A", burst(8 * MS, 20 * MS), { op: "native", duration: 1000, as: "system", label: "write" }, burst(MS));
    const simulation = runAll([a, thread("B", burst(2 * MS))]);
    const drop = simulation.events().find((event) => event.kind === "drop" && event.drop.reason === "released");
    expect(drop?.kind === "drop" && drop.drop.request !== null).toBe(true);
    const kinds = simulation.events().map((event) => `${event.kind} ${event.thread}`);
    expect(kinds.indexOf("forced-wait 0")).toBeLessThan(kinds.indexOf("native 0"));
    expect(kinds.indexOf("take 1")).toBeLessThan(kinds.indexOf("native 0"));
  });

  it("starts the interval again when somebody switched meanwhile", () => {
    // C begins to wait shortly before A is asked by B; its own interval then has seen a switch, and it must not ask.
    const c = thread("C", { op: "sleep", duration: 4 * MS }, burst(MS));
    const simulation = runAll([thread("A", burst(30 * MS)), thread("B", burst(30 * MS)), c], { cores: 4 });
    const requests = simulation.events().filter((event) => event.kind === "request");
    for (const request of requests) {
      const before = simulation
        .events()
        .filter((event) => event.kind === "take" && event.time <= request.time && event.from !== event.thread);
      const last = before[before.length - 1]!;
      expect(request.kind === "request" && request.waited <= request.time - last.time + 60_000).toBe(true);
    }
  });

  it("lets a thread that comes from a short system call take the GIL past a sleeper that is not awake yet", () => {
    const a = thread("A", burst(MS), { op: "native", duration: 1000, as: "system", label: "recv" }, burst(MS));
    const simulation = runAll([a, thread("B", burst(MS))]);
    const events = simulation.events();
    const native = events.findIndex((event) => event.kind === "native");
    const after = events.slice(native);
    expect(after.find((event) => event.kind === "take")).toMatchObject({ thread: 0 });
    expect(after.some((event) => event.kind === "false-alarm" && event.thread === 1)).toBe(true);
  });

  it("asks after the interval that was set", () => {
    const simulation = prepare([thread("A", burst(20 * MS)), thread("B", burst(20 * MS))], { machine: immediate });
    simulation.setSwitchInterval(MS);
    simulation.run();
    const requests = simulation.events().filter((event) => event.kind === "request");
    expect(requests.length).toBeGreaterThan(15);
    expect(requests[0]).toMatchObject({ waited: MS });
  });

  it("refuses an interval of nothing and rounds to microseconds, at least one", () => {
    const simulation = prepare([thread("A")]);
    expect(() => simulation.setSwitchInterval(0)).toThrow("switch interval must be strictly positive");
    simulation.setSwitchInterval(1);
    expect(simulation.switchInterval).toBe(1000);
    simulation.setSwitchInterval(2_999_999);
    expect(simulation.switchInterval).toBe(2_999_000);
  });
});

describe("what threads do to CPU-bound and I/O-bound programs", () => {
  it("makes a count-down over two threads no faster than over one", () => {
    for (const era of ["2.7", "3.9", "3.11"]) {
      const alone = runAll([thread("A", burst(60 * MS))], { era }).now();
      const split = runAll([thread("A", burst(30 * MS)), thread("B", burst(30 * MS))], { era }).now();
      expect(split).toBeGreaterThanOrEqual(alone);
    }
  });

  it("lets sleeps overlap", () => {
    const sleepers = Array.from({ length: 10 }, (_, i) => thread(`S${i}`, { op: "sleep", duration: 100 * MS }));
    expect(runAll(sleepers).now()).toBeLessThan(102 * MS);
  });

  it("lets native work overlap on as many cores as there are", () => {
    const work = (): SyntheticThread[] =>
      Array.from({ length: 4 }, (_, i) => thread(`H${i}`, { op: "native", duration: 50 * MS, as: "user", label: "sha256" }));
    expect(runAll(work(), { cores: 4 }).now()).toBeLessThan(52 * MS);
    expect(runAll(work(), { cores: 1 }).now()).toBeGreaterThanOrEqual(200 * MS);
  });

  it("lets each reply of an I/O thread cost intervals beside two busy threads: the convoy", () => {
    const io = (): SyntheticThread => {
      const echo = [{ op: "native", duration: 20_000, as: "idle", label: "recv" } as const, burst(10_000)];
      return thread("IO", ...Array.from({ length: 20 }, () => echo).flat());
    };
    const alone = prepare([io()]);
    alone.run();
    const beside = prepare([io(), thread("S1", burst(400 * MS)), thread("S2", burst(400 * MS))]);
    while (!beside.isFinished(0)) beside.step();
    expect(beside.times(0).wall).toBeGreaterThan(20 * alone.times(0).wall);
    expect(beside.times(0).gil).toBeGreaterThan(beside.times(0).wall / 2);
  });

  it("runs a short child to its end before its parent goes on from waiting for it to have started", () => {
    const client = new SyntheticClient();
    const simulation = new Simulation({ client, events: 100 });
    client.attach(simulation);
    const started = simulation.newLock("started");
    const child = thread("child", { op: "release", lock: started }, burst(20_000));
    simulation.spawn(
      new SyntheticThread("main", [
        { op: "acquire", lock: started },
        { op: "start", thread: child },
        { op: "acquire", lock: started },
        burst(1000),
      ]),
      "main",
    );
    simulation.run();
    const events = simulation.events();
    const childEnds = events.findIndex((event) => event.kind === "finish" && event.thread === 1);
    const mainGoesOn = events.findIndex((event) => event.kind === "unblock" && event.thread === 0);
    expect(events[mainGoesOn]!.time).toBeGreaterThanOrEqual(events[childEnds]!.time - 30_000);
    const takes = events.filter((event) => event.kind === "take").map((event) => event.thread);
    expect(takes).toEqual([0, 1, 0]);
  });
});

describe("one core", () => {
  it("still lets the waiter ask, and both finish", () => {
    const simulation = runAll([thread("A", burst(30 * MS)), thread("B", burst(30 * MS))], { cores: 1 });
    expect(simulation.switches).toBeGreaterThan(8);
    expect(simulation.events().some((event) => event.kind === "preempt")).toBe(true);
  });
});
