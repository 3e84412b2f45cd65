import { describe, expect, it } from "vitest";
import { Graveyard, heapStats, incref, Ledger, ownerChanges, takeOwners, type UseAfterFree } from "../src/index.ts";
import { type Toy, ToyWorld } from "./toy-world.ts";

describe("Ledger", () => {
  it("writes down every change of a watched count with its place", () => {
    const world = new ToyWorld();
    let place = "start";
    const ledger = new Ledger<Toy>(() => place);
    const a = world.box("a");
    ledger.watch(a);
    place = "LOAD_FAST";
    incref(a);
    place = "POP_TOP";
    world.heap.counts.decref(a);
    expect(ledger.format(a)).toBe("1 -> 2 at LOAD_FAST\n2 -> 1 at POP_TOP");
    expect(ledger.unwatch(a)).toHaveLength(2);
    incref(a);
    expect([a.rc, ledger.history(a)]).toEqual([2, []]);
  });

  it("says which owners came and went between two stops", () => {
    const world = new ToyWorld();
    const a = world.box("a");
    const b = world.box("b");
    world.append(b, a);
    const before = takeOwners(world.roots(), world.heap);
    world.pop(b);
    world.alias("c", a);
    const after = takeOwners(world.roots(), world.heap);
    expect(ownerChanges(before, after)).toEqual([
      { object: a, description: "box a", gained: ["variables: c"], lost: ["box b: [0]"] },
    ]);
  });
});

describe("Graveyard", () => {
  function graveyard(): { world: ToyWorld; yard: Graveyard<Toy>; uses: UseAfterFree<Toy>[]; at: (place: string) => void } {
    const world = new ToyWorld();
    const uses: UseAfterFree<Toy>[] = [];
    let place = "";
    const yard = new Graveyard<Toy>(
      world.heap.counts,
      () => place,
      (use) => uses.push(use),
    );
    return { world, yard, uses, at: (now) => (place = now) };
  }

  it("reports who takes or drops a reference to a dead object", () => {
    const { world, uses, at } = graveyard();
    const a = world.leaf("a");
    at("death");
    world.unbind("a");
    at("use");
    incref(a);
    world.heap.counts.decref(a);
    expect(uses.map(({ kind, description, died, touched }) => [kind, description, died, touched])).toEqual([
      ["take", "object a", "death", "use"],
      ["drop", "object a", "death", "use"],
    ]);
  });

  it("finds an early free", () => {
    const { world, uses } = graveyard();
    const a = world.box("a");
    a.rc--;
    world.heap.counts.dealloc(a);
    world.unbind("a");
    expect(uses.map((use) => use.kind)).toEqual(["drop"]);
  });

  it("is silent about objects that an undo brings back", () => {
    const world = new ToyWorld();
    const a = world.box("a");
    const uses: UseAfterFree<Toy>[] = [];
    const yard = new Graveyard<Toy>(
      world.heap.counts,
      () => "",
      (use) => uses.push(use),
    );
    world.heap.journal.register(yard);
    const depth = world.heap.journal.begin();
    world.unbind("a");
    expect(yard.size).toBe(1);
    world.heap.journal.undo(depth);
    incref(a);
    expect([uses, yard.size, a.rc]).toEqual([[], 0, 2]);
  });

  it("can be closed", () => {
    const { world, yard, uses } = graveyard();
    const a = world.leaf("a");
    world.unbind("a");
    yard.close();
    incref(a);
    world.leaf("b");
    world.unbind("b");
    expect([uses, yard.size]).toEqual([[], 0]);
  });
});

describe("heapStats", () => {
  it("counts objects and references by type, and the generations", () => {
    const world = new ToyWorld();
    const a = world.box("a");
    world.collect(0);
    world.append(a, world.box("b"));
    expect(heapStats(world.roots(), world.heap)).toEqual({
      objects: 3,
      references: 4,
      generations: [1, 1, 0],
      permanent: 0,
      pending: 0,
      types: [
        { type: "box", objects: 2, tracked: 2, references: 3 },
        { type: "object", objects: 1, tracked: 0, references: 1 },
      ],
    });
  });
});
