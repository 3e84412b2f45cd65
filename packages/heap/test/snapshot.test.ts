import { describe, expect, it } from "vitest";
import { StateHasher } from "../src/index.ts";
import { ToyWorld } from "./toy-world.ts";

function build(change: (world: ToyWorld) => void = () => {}): string {
  const world = new ToyWorld();
  const a = world.box("a");
  const b = world.box("b");
  world.append(a, b);
  world.append(a, world.leaf("x"));
  world.ref("r", b, true);
  change(world);
  return world.heap.hash();
}

describe("stateHash", () => {
  it("is the same for the same state, in another heap too", () => {
    expect(build()).toBe(build());
    expect(build()).toMatch(/^[0-9a-f]{16}$/);
  });

  it("does not depend on holes, or on who asked for what rare part", () => {
    const base = build();
    const detour = build((w) => {
      w.box("gone");
      w.box("kept");
      w.unbind("gone");
      w.unbind("kept");
    });
    expect(detour).toBe(base);
  });

  it("depends on counts, payloads, references, order, addresses, weak references and singletons", () => {
    const hashes = [
      build(),
      build((w) => w.get("a").rc++),
      build((w) => (w.get("a").v.name = "other")),
      build((w) => w.get("a").v.items.reverse()),
      build((w) => w.heap.addresses.addressOf(w.get("a"), 48)),
      build((w) => w.heap.weakrefs.clear(w.get("r"))),
      build((w) => w.heap.generations.retrack(w.get("a"))),
      build((w) => (w.heap.generations.enabled = false)),
      build((w) => w.collect(0)),
      build((w) => (w.heap.collector.debug = 1)),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe("StateHasher", () => {
  const digest = (...items: (number | string)[]): string => {
    const hasher = new StateHasher();
    items.forEach(hasher.feed);
    return hasher.digest();
  };

  it("tells apart what is not the same", () => {
    const lists = [
      [0],
      [-0],
      [1, 2],
      [2, 1],
      ["1", 2],
      ["12"],
      ["1", "2"],
      [NaN],
      [0.5],
      [2 ** 32],
      [2 ** 53],
      [""],
      [],
      ["\ud800"],
    ];
    expect(new Set(lists.map((items) => digest(...items))).size).toBe(lists.length);
  });

  it("gives the same digits everywhere", () => {
    expect(digest(1, "a", 0.1, NaN)).toMatchInlineSnapshot(`"9e9f54559dd5e59a"`);
  });
});
