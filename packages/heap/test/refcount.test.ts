import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HeapObject, newRef } from "../src/index.ts";
import { type Toy, ToyWorld } from "./toy-world.ts";

/** Builds a random tree or DAG of boxes, all held by box 0 in the end. */
function buildGraph(edges: [number, number][], finalized: boolean[]): { world: ToyWorld; boxes: Toy[] } {
  const world = new ToyWorld();
  const boxes = finalized.map((isLogged, i) => world.box(`b${i}`, isLogged ? "log" : null));
  for (const [from, to] of edges) if (from < to && to < boxes.length) world.append(boxes[from]!, boxes[to]!);
  return { world, boxes };
}

/** The order of deaths that plain recursion over the same graph would give. */
function deathsByRecursion(boxes: Toy[], start: Toy, isHeld: (o: Toy) => boolean): string[] {
  const counts = new Map(boxes.map((o) => [o, o.rc - (isHeld(o) ? 0 : 1)]));
  const order: string[] = [];
  const die = (o: Toy): void => {
    order.push(o.v.name);
    for (const item of [...(o.v.items as Toy[])].reverse()) {
      counts.set(item, counts.get(item)! - 1);
      if (counts.get(item) === 0) die(item);
    }
  };
  die(start);
  return order;
}

const edgesArbitrary = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 30 });

describe("RefCounts", () => {
  it("kills in the order of CPython's recursion, with and without finalizers", () => {
    fc.assert(
      fc.property(edgesArbitrary, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (edges, finalized) => {
        const { world, boxes } = buildGraph(edges, finalized);
        const isReferenced = (o: Toy): boolean => o.rc > 1;
        const inner = boxes.slice(1).filter(isReferenced);
        for (const o of inner) world.unbind(o.v.name);
        const expected = deathsByRecursion(boxes, boxes[0]!, () => true);
        const order: string[] = [];
        world.heap.counts.observer = (o) => {
          if (o.type.kind === "box") order.push(o.v.name);
        };
        world.unbind("b0");
        expect(order).toEqual(expected);
        expect(world.events).toEqual(expected.filter((name) => finalized[Number(name.slice(1))]).map((name) => `del ${name}`));
        expect(world.heap.audit().findings).toEqual([]);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("is audited clean wherever the code of a death runs", () => {
    fc.assert(
      fc.property(edgesArbitrary, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (edges, finalized) => {
        const { world, boxes } = buildGraph(edges, finalized);
        for (const o of boxes.slice(1)) world.ref(`r ${o.v.name}`, o, true);
        world.onCode = () => expect(world.heap.audit().findings).toEqual([]);
        for (const o of boxes) world.unbind(o.v.name);
        expect(world.heap.generations.lists[0]!.live).toBe(boxes.length - 1);
        expect(world.events.filter((e) => e.startsWith("cb"))).toHaveLength(boxes.length - 1);
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it("frees a chain of a million objects without using the stack", () => {
    const world = new ToyWorld();
    let head = world.box("n");
    for (let i = 0; i < 1_000_000; i++) {
      const next = world.box("m");
      world.append(next, head);
      world.unbind("n");
      world.alias("n", next);
      world.unbind("m");
      head = next;
    }
    expect(world.heap.generations.lists[0]!.live).toBe(1_000_001);
    world.unbind("n");
    expect(world.heap.generations.lists[0]!.live).toBe(0);
  });

  it("suspends at the object whose code must run, and holds what waits behind it", () => {
    const world = new ToyWorld();
    const outer = world.box("outer");
    const names = ["x", "y", "z"];
    for (const name of names) {
      world.append(outer, world.box(name, name === "y" ? "log" : null));
      world.unbind(name);
    }
    world.variables.delete("outer");
    const { counts } = world.heap;
    counts.decref(outer);
    expect(counts.suspended?.v.name).toBe("y");
    const pending: string[] = [];
    counts.pending((o) => pending.push(o.v.name));
    expect(pending).toEqual(["y", "x"]);
    expect(world.heap.audit().clean).toBe(true);
    world.settle();
    expect(world.events).toEqual(["del y"]);
    expect(world.heap.generations.lists[0]!.live).toBe(0);
  });

  it("puts deaths of the same operation below those that wait already", () => {
    const world = new ToyWorld();
    const names = ["a", "b", "c"];
    const boxes = names.map((name) => world.box(name, "log"));
    world.variables.clear();
    world.heap.counts.decrefAll(boxes);
    world.settle();
    expect(world.events).toEqual(["del a", "del b", "del c"]);
  });

  it("makes a death wait that happens while another is suspended", () => {
    const world = new ToyWorld();
    const a = world.box("a", "log");
    const b = world.box("b");
    world.append(b, world.box("child", "log"));
    world.unbind("child");
    world.variables.clear();
    const { counts, generations } = world.heap;
    counts.decref(a);
    counts.decref(b);
    counts.decref(world.leafAlone());
    expect([counts.suspended, b.rc, generations.listOf(b)]).toEqual([a, 1, 0]);
    expect(world.heap.audit().clean).toBe(true);
    world.settle();
    expect(world.events).toEqual(["del a", "del child"]);
    expect(generations.lists[0]!.live).toBe(0);
  });

  it("refuses to resume a death while another waits to be taken", () => {
    const world = new ToyWorld();
    const [a, b] = [world.box("a", "log"), world.box("b", "log")];
    world.variables.clear();
    const { counts } = world.heap;
    counts.decref(a);
    const death = counts.takeSuspended()!;
    expect(counts.takeSuspended()).toBe(null);
    counts.decref(b);
    expect(() => counts.resume(death)).toThrow("another death is suspended");
  });

  it("lets a resurrected object live, with the rest dropped", () => {
    const world = new ToyWorld();
    const box = world.box("a", "resurrect");
    world.append(box, world.box("child", "log"));
    world.unbind("child");
    world.unbind("a");
    expect(world.events).toEqual(["del a"]);
    expect(box.rc).toBe(1);
    expect(box.w?.finalized).toBe(true);
    world.unbind("saved a");
    expect(world.events).toEqual(["del a", "del child"]);
  });

  it("calls a finalizer once in a life", () => {
    const world = new ToyWorld();
    world.box("a", "resurrect");
    world.unbind("a");
    world.unbind("saved a");
    expect(world.events).toEqual(["del a"]);
    expect(world.heap.generations.lists[0]!.live).toBe(0);
  });

  it("undoes a suspended death", () => {
    const world = new ToyWorld();
    const box = world.box("a", "log");
    const hash = world.heap.hash();
    const depth = world.heap.journal.begin();
    world.variables.delete("a");
    world.heap.counts.decref(box);
    expect(world.heap.counts.suspended).toBe(box);
    world.heap.journal.undo(depth);
    expect(world.heap.counts.suspended).toBe(null);
    expect(world.heap.hash()).toBe(hash);
  });

  it("finishes a death inside a death before the outer one goes on", () => {
    const world = new ToyWorld();
    const order: string[] = [];
    const inner = world.box("inner");
    world.append(inner, world.box("inner child"));
    const outer = world.box("outer");
    world.append(outer, world.box("outer child"));
    for (const name of ["inner child", "outer child"]) world.unbind(name);
    world.heap.counts.observer = (o: HeapObject<any>) => order.push(o.v.name as string);
    world.variables.clear();
    const ask = world.mustRunCode.bind(world);
    world.mustRunCode = (o: Toy): boolean => {
      if (o === outer) world.heap.counts.decref(inner);
      return ask(o);
    };
    world.heap.counts.decref(outer);
    expect(order).toEqual(["inner", "inner child", "outer", "outer child"]);
  });

  it("counts what newRef takes", () => {
    const world = new ToyWorld();
    const leaf = world.leaf("x");
    expect(newRef(leaf)).toBe(leaf);
    expect(leaf.rc).toBe(2);
    world.heap.counts.xdecref(null);
    world.heap.counts.xdecref(leaf);
    expect(leaf.rc).toBe(1);
  });
});
