import { describe, expect, it } from "vitest";
import { AddressSpace, HeapObject } from "../src/index.ts";
import { type Toy, ToyWorld } from "./toy-world.ts";

const layout = new ToyWorld().callback.type;
const make = (): Toy => new HeapObject(layout, 0);

describe("AddressSpace", () => {
  it("answers the same for an object's life, and differently for different ones", () => {
    const space = new AddressSpace<Toy>();
    const [a, b] = [make(), make()];
    expect(space.addressOf(a, 24)).toBe(space.addressOf(a, 24));
    expect(space.addressOf(b, 24)).toBe(space.addressOf(a, 24) + 32);
  });

  it("gives a freed block to the next object of its size, last freed first", () => {
    const space = new AddressSpace<Toy>();
    const [a, b] = [make(), make()];
    const [first, second] = [space.addressOf(a, 24), space.addressOf(b, 24)];
    space.freed(a, 24);
    space.freed(b, 24);
    expect(space.waiting).toBe(2);
    const [c, d, other] = [make(), make(), make()];
    space.allocated(other, 64);
    space.allocated(c, 24);
    space.allocated(d, 24);
    expect([space.addressOf(c, 24), space.addressOf(d, 24)]).toEqual([second, first]);
    expect(space.waiting).toBe(0);
  });

  it("never gives a freed block to an object that was there before", () => {
    const space = new AddressSpace<Toy>();
    const [a, old] = [make(), make()];
    const address = space.addressOf(a, 24);
    space.freed(a, 24);
    expect(space.addressOf(old, 24)).not.toBe(address);
  });

  it("covers a freed block by those freed later", () => {
    const space = new AddressSpace<Toy>();
    const a = make();
    const address = space.addressOf(a, 24);
    space.freed(a, 24);
    space.freed(make(), 24);
    space.freed(make(), 24);
    const [x, y, z] = [make(), make(), make()];
    for (const o of [x, y, z]) space.allocated(o, 24);
    expect([x.w, y.w]).toEqual([null, null]);
    expect(space.addressOf(z, 24)).toBe(address);
  });

  it("puts the collector's header before the address", () => {
    const space = new AddressSpace<Toy>();
    const a = make();
    const address = space.addressOf(a, 56, 16);
    space.freed(a, 56, 16);
    const b = make();
    space.allocated(b, 56, 0);
    expect(space.addressOf(b, 56)).toBe(address - 16);
  });

  it("uses pools of 16 KiB, other regions for large and static objects", () => {
    const space = new AddressSpace<Toy>();
    const first = space.addressOf(make(), 512);
    let last = first;
    for (let i = 0; i < 31; i++) last = space.addressOf(make(), 512);
    expect(first & 16383).toBe(48);
    expect(last).toBe(first + 16384);
    expect(space.addressOf(make(), 4000)).toBeLessThan(first);
    expect(space.staticAddressOf(make(), 32)).toBeLessThan(0x1000_0000);
  });

  it("is undone, and says so by its hash", () => {
    const space = new AddressSpace<Toy>();
    const a = make();
    space.addressOf(a, 24);
    const items = (): (number | string)[] => {
      const all: (number | string)[] = [];
      space.hash((item) => all.push(item));
      return all;
    };
    const before = items();
    const mark = space.mark();
    space.addressOf(make(), 24);
    space.freed(a, 24);
    expect(items()).not.toEqual(before);
    space.undo(mark);
    expect(items()).toEqual(before);
  });
});
