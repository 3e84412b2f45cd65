import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epoch, HeapObject, Journal, newRef, touch, touchPayload } from "../src/index.ts";
import { commandArbitrary, runCommand } from "./commands.ts";
import { ToyWorld } from "./toy-world.ts";

const commands = fc.array(commandArbitrary, { maxLength: 25 });

/** A state, its hash and audit, after `prefix`. */
function worldAfter(prefix: Parameters<typeof runCommand>[1][]): ToyWorld {
  const world = new ToyWorld(3);
  for (const command of prefix) runCommand(world, command);
  return world;
}

describe("Journal", () => {
  it("undo gives the state back, whatever was done", () => {
    fc.assert(
      fc.property(commands, commands, (before, inside) => {
        const world = worldAfter(before);
        const hash = world.heap.hash();
        const depth = world.heap.journal.begin();
        for (const command of inside) runCommand(world, command);
        world.heap.journal.undo(depth);
        expect(world.heap.hash()).toBe(hash);
        expect(world.heap.audit().findings).toEqual([]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("epochs nest: each undo gives back the state at its begin", () => {
    fc.assert(
      fc.property(commands, commands, commands, (before, outer, inner) => {
        const world = worldAfter(before);
        const first = world.heap.hash();
        const outerDepth = world.heap.journal.begin();
        for (const command of outer) runCommand(world, command);
        const second = world.heap.hash();
        const innerDepth = world.heap.journal.begin();
        for (const command of inner) runCommand(world, command);
        world.heap.journal.undo(innerDepth);
        expect(world.heap.hash()).toBe(second);
        for (const command of inner) runCommand(world, command);
        world.heap.journal.undo(outerDepth);
        expect(world.heap.hash()).toBe(first);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("committed changes are undone with the epoch around them", () => {
    fc.assert(
      fc.property(commands, commands, commands, commands, (before, outer, inner, later) => {
        const world = worldAfter(before);
        const first = world.heap.hash();
        const depth = world.heap.journal.begin();
        for (const command of outer) runCommand(world, command);
        world.heap.journal.begin();
        for (const command of inner) runCommand(world, command);
        const kept = world.heap.hash();
        world.heap.journal.commit();
        expect(world.heap.hash()).toBe(kept);
        for (const command of later) runCommand(world, command);
        world.heap.journal.undo(depth);
        expect(world.heap.hash()).toBe(first);
        expect(world.heap.audit().clean).toBe(true);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("running on after an undo gives the same events and states as without it", () => {
    fc.assert(
      fc.property(commands, commands, commands, (before, undone, after) => {
        const straight = worldAfter(before);
        const world = worldAfter(before);
        const depth = world.heap.journal.begin();
        for (const command of undone) runCommand(world, command);
        world.heap.journal.undo(depth);
        for (const command of after) {
          straight.heap.journal.enter();
          runCommand(straight, command);
          world.heap.journal.enter();
          runCommand(world, command);
          expect(world.heap.hash()).toBe(straight.heap.hash());
        }
        expect(world.events).toEqual(straight.events);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it("does not save what was made in the epoch", () => {
    const world = new ToyWorld();
    world.heap.journal.begin();
    const box = world.box("a");
    world.append(box, box);
    expect(world.heap.journal.size()).toEqual({ headers: 0, payloads: 0 });
    world.heap.journal.undo(1);
  });

  it("saves an object once in an epoch", () => {
    const world = new ToyWorld();
    const box = world.box("a");
    world.heap.journal.begin();
    for (let i = 0; i < 5; i++) world.append(box, box);
    expect(world.heap.journal.size()).toEqual({ headers: 1, payloads: 1 });
    world.heap.journal.undo(1);
    expect(box.v.items).toEqual([]);
    expect(box.rc).toBe(1);
  });

  it("restores a payload with the layout that saved it, also when the type changed in between", () => {
    const layout = (tag: string) => ({
      leaf: true,
      container: false,
      traverse() {},
      clear: () => [],
      save: (o: HeapObject) => o.v,
      restore(o: HeapObject, saved: unknown) {
        o.v = `${tag}:${String(saved)}`;
      },
    });
    const [first, second] = [layout("first"), layout("second")];
    const o = new HeapObject(first, "x");
    const journal = new Journal();
    journal.begin();
    touchPayload(o);
    o.v = "y";
    touch(o);
    o.type = second;
    journal.undo(1);
    expect([o.type, o.v]).toEqual([first, "first:x"]);
  });

  it("is off when no epoch is open", () => {
    const journal = new Journal();
    expect([journal.on, epoch]).toEqual([false, 0]);
    journal.begin();
    expect(journal.on).toBe(true);
    expect(epoch).toBeGreaterThan(0);
    journal.commit();
    expect([journal.on, epoch]).toEqual([false, 0]);
  });

  it("rejects depths at which no epoch is open", () => {
    const journal = new Journal();
    expect(() => journal.undo(1)).toThrow(RangeError);
    expect(() => journal.undo(0)).toThrow(RangeError);
    expect(() => journal.commit()).toThrow("no epoch is open");
  });

  it("tells singletons when nothing can be undone any more", () => {
    const calls: string[] = [];
    const journal = new Journal();
    journal.register({
      mark: () => calls.push("mark"),
      undo: () => calls.push("undo"),
      hash() {},
      forget: () => calls.push("forget"),
    });
    journal.begin();
    journal.begin();
    journal.commit();
    journal.undo(1);
    expect(calls).toEqual(["mark", "mark", "undo", "forget"]);
  });

  it("forgets a singleton that came into being in an epoch that is undone", () => {
    const calls: string[] = [];
    const journal = new Journal();
    journal.begin();
    journal.register({ mark: () => calls.push("mark"), undo: () => calls.push("undo"), hash() {} });
    journal.begin();
    journal.undo(2);
    journal.undo(1);
    journal.begin();
    journal.undo(1);
    expect(calls).toEqual(["mark", "undo"]);
  });

  it("keeps two heaps in one process apart", () => {
    const one = new ToyWorld();
    const two = new ToyWorld();
    const a = one.box("a");
    const b = two.box("b");
    one.heap.journal.begin();
    two.heap.journal.enter();
    newRef(b);
    one.heap.journal.enter();
    newRef(a);
    one.heap.journal.undo(1);
    expect([a.rc, b.rc]).toEqual([1, 2]);
  });
});
