import { describe, expect, it } from "vitest";
import { getCount, getFreezeCount, getObjects, getReferents, getReferrers } from "../src/index.ts";
import { ToyWorld } from "./toy-world.ts";

describe("Generations", () => {
  it("keeps the order tracked, whoever leaves", () => {
    const world = new ToyWorld();
    for (const name of ["a", "b", "c", "d"]) world.box(name);
    world.unbind("b");
    world.box("e");
    expect(world.namesOf(0)).toEqual(["a", "c", "d", "e"]);
  });

  it("is due when the count exceeds the threshold, not when disabled or when the threshold is 0", () => {
    const world = new ToyWorld();
    const { generations } = world.heap;
    generations.lists[0]!.threshold = 1;
    world.box("a");
    expect(generations.due).toBe(false);
    generations.enabled = false;
    world.box("b");
    expect(generations.due).toBe(false);
    generations.enabled = true;
    generations.lists[0]!.threshold = 0;
    world.box("c");
    expect(generations.due).toBe(false);
    generations.lists[0]!.threshold = 2;
    world.box("d");
    expect(generations.due).toBe(true);
  });

  it("counts deaths of untracked containers too, and never below zero", () => {
    const world = new ToyWorld();
    const { generations } = world.heap;
    generations.untrackAlive(world.box("a"));
    expect(getCount(generations)).toEqual([1, 0, 0]);
    world.unbind("a");
    expect(getCount(generations)).toEqual([0, 0, 0]);
    generations.countFree();
    expect(getCount(generations)).toEqual([0, 0, 0]);
  });

  it("tracks again at the end, without counting", () => {
    const world = new ToyWorld();
    const { generations } = world.heap;
    const a = world.box("a");
    world.box("b");
    generations.untrackAlive(a);
    generations.trackAlive(a);
    generations.trackAlive(a);
    expect(world.namesOf(0)).toEqual(["b", "a"]);
    expect(getCount(generations)).toEqual([2, 0, 0]);
  });

  it("packs a list that is mostly holes", () => {
    const world = new ToyWorld();
    for (let i = 0; i < 3000; i++) world.box(`b${i}`);
    for (let i = 0; i < 2990; i++) world.unbind(`b${i}`);
    const young = world.heap.generations.lists[0]!;
    expect(young.objects.length).toBeLessThanOrEqual(1024 + 3000 / 4);
    expect(world.namesOf(0)).toEqual(Array.from({ length: 10 }, (_, i) => `b${2990 + i}`));
    expect(world.heap.audit().clean).toBe(true);
  });

  it("undoes a packing", () => {
    const world = new ToyWorld();
    for (let i = 0; i < 2000; i++) world.box(`b${i}`);
    const hash = world.heap.hash();
    const depth = world.heap.journal.begin();
    for (let i = 0; i < 1990; i++) world.unbind(`b${i}`);
    world.heap.journal.undo(depth);
    expect(world.heap.hash()).toBe(hash);
    expect(world.heap.audit().clean).toBe(true);
  });

  it("does not hold on to what it logged once nothing can be undone", () => {
    const world = new ToyWorld();
    for (let i = 0; i < 100; i++) world.box(`b${i}`);
    world.heap.journal.begin();
    for (let i = 0; i < 90; i++) world.unbind(`b${i}`);
    world.heap.journal.commit();
    expect((world.heap.generations as unknown as { log: unknown[] }).log).toEqual([]);
  });

  it("freezes and unfreezes", () => {
    const world = new ToyWorld();
    const { generations } = world.heap;
    const a = world.box("a");
    world.append(a, a);
    world.unbind("a");
    generations.freeze();
    expect([getFreezeCount(generations), getObjects(generations)]).toEqual([1, []]);
    expect(world.collect(2)).toBe(0);
    generations.unfreeze();
    expect(world.collect(2)).toBe(1);
  });
});

describe("queries", () => {
  it("getReferrers and getReferents answer with tracked holders and direct references", () => {
    const world = new ToyWorld();
    const [a, b, x] = [world.box("a"), world.box("b"), world.leaf("x")];
    world.append(a, x);
    world.append(b, a);
    world.append(b, x);
    const { generations } = world.heap;
    expect(getReferrers(generations, [x])).toEqual([a, b]);
    expect(getReferrers(generations, [a])).toEqual([b]);
    expect(getReferents([b])).toEqual([x, a]);
    expect(getReferents([x])).toEqual([]);
    expect(getObjects(generations, 0)).toEqual([a, b]);
  });
});
