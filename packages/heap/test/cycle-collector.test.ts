import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEBUG_COLLECTABLE, DEBUG_SAVEALL, DEBUG_STATS, DEBUG_UNCOLLECTABLE } from "../src/index.ts";
import { commandArbitrary, runCommand } from "./commands.ts";
import { type Toy, ToyWorld } from "./toy-world.ts";

/** `a` and `b` hold each other; nobody else does. */
function cycle(world: ToyWorld, a: Toy, b: Toy): void {
  world.append(a, b);
  world.append(b, a);
  world.unbind(a.v.name);
  world.unbind(b.v.name);
}

const edgesArbitrary = fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 40 });

describe("CycleCollector", () => {
  it("frees exactly what the roots do not reach", () => {
    fc.assert(
      fc.property(edgesArbitrary, fc.uniqueArray(fc.nat(15), { maxLength: 6 }), (edges, kept) => {
        const world = new ToyWorld();
        const boxes = Array.from({ length: 16 }, (_, i) => world.box(`b${i}`));
        for (const [from, to] of edges) world.append(boxes[from]!, boxes[to]!);
        for (let i = 0; i < 16; i++) if (!kept.includes(i)) world.unbind(`b${i}`);
        world.collect(2);
        const reached = new Set<Toy>(kept.map((i) => boxes[i]!));
        for (const o of reached) for (const item of o.v.items as Toy[]) reached.add(item);
        expect(world.namesOf(2).sort()).toEqual([...reached].map((o) => o.v.name as string).sort());
        expect(boxes.filter((o) => o.rc > 0).length).toBe(reached.size);
        expect(world.heap.audit().findings).toEqual([]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("is audited clean after any commands, and wherever code runs", () => {
    fc.assert(
      fc.property(fc.array(commandArbitrary, { maxLength: 60 }), (commands) => {
        const world = new ToyWorld(3);
        world.onCode = () => expect(world.heap.audit().findings).toEqual([]);
        for (const command of commands) {
          runCommand(world, command);
          expect(world.heap.audit().findings).toEqual([]);
        }
      }),
      { seed: 8, numRuns: 150 },
    );
  });

  it("can be copied at every step, and goes on from the copy as from the original", () => {
    fc.assert(
      fc.property(fc.array(commandArbitrary, { maxLength: 40 }), (commands) => {
        const world = new ToyWorld();
        for (const command of commands) runCommand(world, command);
        const collection = world.heap.collector.collect(2)!;
        world.collection = collection;
        const outcomes: string[] = [];
        for (let kind = ""; kind !== "done"; ) {
          const saved = collection.save();
          const depth = world.heap.journal.begin();
          world.run(collection);
          outcomes.push(`${world.heap.hash()} ${world.events.join()}`);
          world.heap.journal.undo(depth);
          collection.restore(saved);
          world.collection = collection;
          const request = collection.step();
          kind = request.kind;
          if (request.kind === "deaths") world.settle();
          else if (request.kind === "finalize") world.finalize(request.object);
          else if (request.kind === "callback") world.call(request.weakref);
        }
        expect(new Set(outcomes).size).toBe(1);
      }),
      { seed: 9, numRuns: 60 },
    );
  });

  it("does nothing while a collection is under way", () => {
    const world = new ToyWorld();
    const collection = world.heap.collector.collect(2)!;
    expect(world.heap.collector.collect(0)).toBe(null);
    world.run(collection);
    expect(world.heap.collector.collect(0)).not.toBe(null);
  });

  it("leaves alone what was allocated since the allocation that made it due", () => {
    const world = new ToyWorld();
    world.heap.generations.lists[0]!.threshold = 2;
    cycle(world, world.box("a"), world.box("b"));
    cycle(world, world.box("c"), world.box("d"));
    expect(world.heap.generations.due).toBe(true);
    world.collectIfDue();
    expect(world.namesOf(0)).toEqual(["c", "d"]);
    expect(world.heap.generations.due).toBe(false);
    expect(world.heap.generations.lists[0]!.count).toBe(1);
  });

  it("keeps objects with legacy finalizers and what they reach, as garbage", () => {
    const world = new ToyWorld();
    const a = world.box("a", null, true);
    const b = world.box("b", "log");
    cycle(world, a, b);
    world.heap.collector.debug = DEBUG_UNCOLLECTABLE | DEBUG_COLLECTABLE;
    cycle(world, world.box("c"), world.box("d"));
    expect(world.collect(0)).toBe(4);
    expect(world.garbage).toEqual([a]);
    expect(world.events).toEqual([]);
    expect(world.namesOf(1)).toEqual(["a", "b"]);
    expect(world.debugEvents.map((e) => (e.kind === "start" || e.kind === "done" ? "" : `${e.kind} ${e.object.v.name}`))).toEqual(
      ["collectable c", "collectable d", "uncollectable a", "uncollectable b"],
    );
    expect(world.heap.collector.stats[0]).toEqual({ collections: 1, collected: 2, uncollectable: 2 });
    expect(world.heap.audit().clean).toBe(true);
  });

  it("saves all garbage under DEBUG_SAVEALL", () => {
    const world = new ToyWorld();
    cycle(world, world.box("a", "log"), world.box("b"));
    world.heap.collector.debug = DEBUG_SAVEALL;
    expect(world.collect(2)).toBe(2);
    expect(world.garbage.map((o) => o.v.name)).toEqual(["a", "b"]);
    expect(world.events).toEqual(["del a"]);
    expect(world.namesOf(2)).toEqual(["a", "b"]);
    expect(world.heap.audit().clean).toBe(true);
  });

  it("says when it starts and stops, with sizes for DEBUG_STATS", () => {
    const world = new ToyWorld();
    world.phaseCallbacks = true;
    world.heap.collector.debug = DEBUG_STATS;
    cycle(world, world.box("a", "log"), world.box("b"));
    world.collect(1);
    expect(world.events).toEqual(["start 1 0 0", "del a", "stop 1 2 0"]);
    expect(world.debugEvents).toEqual([
      { kind: "start", generation: 1, sizes: [2, 0, 0], permanent: 0 },
      { kind: "done", found: 2, uncollectable: 0 },
    ]);
  });

  it("counts how much it looked at", () => {
    const world = new ToyWorld();
    cycle(world, world.box("a"), world.box("b"));
    const collection = world.heap.collector.collect(0)!;
    world.run(collection);
    expect(collection.work).toBeGreaterThanOrEqual(4);
    expect(collection.phase).toBe("done");
  });

  it("asks which survivors need not be tracked, dicts only in full collections", () => {
    const world = new ToyWorld();
    world.untracksTuple = (o?: Toy) => o?.v.name === "tuple";
    world.untracksDict = (o?: Toy) => o?.v.name === "dict";
    for (const name of ["tuple", "dict", "list"]) world.box(name);
    world.collect(1);
    expect(world.namesOf(2)).toEqual(["dict", "list"]);
    expect(world.get("tuple").gci).toBe(-1);
    world.collect(2);
    expect(world.namesOf(2)).toEqual(["list"]);
    expect(world.heap.collector.longLivedTotal).toBe(1);
  });

  it("a finalizer can save another object of the cycle", () => {
    const world = new ToyWorld();
    const a = world.box("a", "log");
    const b = world.box("b");
    cycle(world, a, b);
    world.onCode = () => world.alias("saved", b);
    expect(world.collect(0)).toBe(0);
    expect(world.namesOf(1)).toEqual(["b", "a"]);
    expect(a.w?.finalized).toBe(true);
  });
});
