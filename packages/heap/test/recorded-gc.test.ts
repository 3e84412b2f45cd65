import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Finalizer, type Toy, ToyWorld } from "./toy-world.ts";

type Op = [string, ...(string | number | boolean)[]];

interface Recorded {
  scenarios: { ops: Op[]; generations: string[][]; log: string[] }[];
  counts: { thresholds: number[]; keep: number; counts: number[][]; collections: number[] }[];
}

const recorded = JSON.parse(readFileSync(new URL("./recorded/gc.json", import.meta.url), "utf8")) as Recorded;

/** One operation of tools/record-gc.py. Variables are `V0`..., `R0`...; a name per object is in its payload. */
function run(world: ToyWorld, [what, ...args]: Op): void {
  const box = world.variables.get(`V${args[0]}`);
  const put = (variable: string, name: string): void => {
    const made = world.get(name);
    world.alias(variable, made);
    world.unbind(name);
  };
  if (what === "box") {
    world.box(args[1] as string, args[2] === "none" ? null : (args[2] as Finalizer));
    put(`V${args[0]}`, args[1] as string);
  } else if (what === "append" || what === "append_ref") {
    const other = world.variables.get(`${what === "append" ? "V" : "R"}${args[1]}`);
    if (box !== undefined && other !== undefined) world.append(box, other);
  } else if (what === "pop") {
    if (box !== undefined) world.pop(box);
  } else if (what === "drop") world.unbind(`V${args[0]}`);
  else if (what === "drop_ref") world.unbind(`R${args[0]}`);
  else if (what === "ref" && box !== undefined) {
    world.ref(args[2] as string, box, args[3] as boolean);
    put(`R${args[1]}`, args[2] as string);
  } else if (what === "collect") {
    const found = world.collect(args[0] as number);
    world.events.push(`collect ${args[0]}: ${found}`);
  }
}

describe("random operations give CPython's answers", () => {
  recorded.scenarios.forEach(({ ops, generations, log }, seed) => {
    it(`seed ${seed}: order of finalizers, callbacks and survivors`, () => {
      const world = new ToyWorld();
      world.heap.generations.enabled = false;
      for (const op of ops.slice(0, -1)) run(world, op);
      expect([0, 1, 2].map((n) => world.namesOf(n))).toEqual(generations);
      run(world, ops[ops.length - 1]!);
      expect(world.events).toEqual(log);
      expect(world.heap.audit().findings).toEqual([]);
    });
  });
});

describe("allocations trigger the collections that they trigger in CPython", () => {
  recorded.counts.forEach(({ thresholds, keep, counts, collections }) => {
    it(`thresholds ${thresholds.join(", ")}, one in ${keep} kept`, () => {
      const world = new ToyWorld();
      const { generations, collector } = world.heap;
      thresholds.forEach((threshold, n) => {
        generations.lists[n]!.threshold = threshold;
      });
      generations.lists[2]!.count = 1;
      let cleared = 0;
      const answers = counts.map((_, i) => {
        const box: Toy = world.box(`b${i}`);
        world.collectIfDue();
        if (i % keep !== 0) world.unbind(box.v.name);
        const answer = [0, 1, 2].map((n) => generations.lists[n]!.count);
        // The first tuple after a full collection is not in the free list: it counts as an allocation.
        if (world.freeListsCleared > cleared) generations.countAllocation();
        cleared = world.freeListsCleared;
        return answer;
      });
      expect(answers).toEqual(counts);
      expect(collector.stats.map((s) => s.collections)).toEqual(collections);
    });
  });
});
