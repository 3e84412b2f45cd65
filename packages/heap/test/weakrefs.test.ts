import { describe, expect, it } from "vitest";
import { HeapObject, Weakrefs } from "../src/index.ts";
import { type Toy, ToyWorld } from "./toy-world.ts";

describe("Weakrefs", () => {
  it("lists the shared reference first, then the others, newest first", () => {
    const world = new ToyWorld();
    const box = world.box("a");
    world.ref("r1", box, true);
    world.ref("r2", box, false);
    world.ref("r3", box, true);
    expect(world.heap.weakrefs.list(box).map((o) => o.v.name)).toEqual(["r2", "r3", "r1"]);
  });

  it("shares the reference without a callback", () => {
    const world = new ToyWorld();
    const box = world.box("a");
    const ref = world.ref("r1", box, false);
    expect(world.ref("r2", box, false)).toBe(ref);
    expect(ref.rc).toBe(2);
  });

  it("takes a reference that dies from the list", () => {
    const world = new ToyWorld();
    const box = world.box("a");
    world.ref("r", box, true);
    world.unbind("r");
    expect(box.w?.weakrefs).toBe(null);
    expect(world.callback.rc).toBe(1);
  });

  it("clears all references before the first callback, and calls newest first", () => {
    const world = new ToyWorld();
    const box = world.box("a");
    const refs = ["r1", "r2", "r3"].map((name) => world.ref(name, box, true));
    world.onCode = () => expect(refs.every((ref) => ref.v.referent === null)).toBe(true);
    world.unbind("a");
    expect(world.events).toEqual(["cb r3", "cb r2", "cb r1"]);
    expect(refs.map((ref) => ref.rc)).toEqual([1, 1, 1]);
    expect(world.callback.rc).toBe(1);
  });

  it("does not call callbacks of references that are garbage themselves", () => {
    const world = new ToyWorld();
    const box = world.box("a");
    world.append(box, world.ref("inside", box, true));
    world.append(box, box);
    world.ref("outside", box, true);
    world.unbind("inside");
    world.unbind("a");
    expect(world.collect(2)).toBe(2);
    expect(world.events).toEqual(["cb outside"]);
    expect(world.heap.audit().clean).toBe(true);
  });

  it("a reference that is garbage is dead before a finalizer runs, though its referent lives", () => {
    const world = new ToyWorld();
    const target = world.box("target");
    const holder = world.box("holder", "resurrect");
    world.append(holder, world.ref("r", target, false));
    world.append(holder, holder);
    world.unbind("r");
    world.unbind("holder");
    world.collect(2);
    expect(holder.v.items[0].v.referent).toBe(null);
    expect(target.rc).toBe(1);
  });

  it("a callback whose reference dies with it counts as collected", () => {
    const world = new ToyWorld();
    const box = world.box("a");
    world.append(box, box);
    world.ref("r", box, true);
    world.unbind("a");
    world.onCode = () => world.unbind("r");
    expect(world.collect(2)).toBe(2);
  });

  it("is undone", () => {
    const world = new ToyWorld();
    const box = world.box("a");
    const ref = world.ref("r", box, true);
    const depth = world.heap.journal.begin();
    world.unbind("a");
    expect(ref.v.referent).toBe(null);
    world.heap.journal.undo(depth);
    expect(ref.v.referent).toBe(box);
    expect(world.heap.weakrefs.list(box)).toEqual([ref]);
    expect(ref.v.callback).toBe(world.callback);
  });
});

describe("the order of references and proxies", () => {
  /** Links references of the kinds that the names say (`c`: with a callback) and gives the order of the list. */
  function orderOf(names: string[]): string[] {
    const world = new ToyWorld();
    const { access } = world.heap.weakrefs;
    const weakrefs = new Weakrefs<Toy>({ ...access, kind: (ref) => (ref.v.name.startsWith("proxy") ? "proxy" : "reference") });
    const box = world.box("box");
    for (const name of names) {
      const ref = new HeapObject(world.ref("r", box, false).type, {
        name,
        referent: null,
        callback: name.endsWith("c") ? world.callback : null,
        exact: true,
      });
      world.unbind("r");
      weakrefs.link(ref, box);
    }
    expect(weakrefs.shared(box, "proxy")?.v.name ?? null).toBe(names.find((name) => name === "proxy") ?? null);
    expect(weakrefs.shared(box, "other")).toBe(null);
    return weakrefs.list(box).map((ref) => ref.v.name as string);
  }

  it("is reference, proxy, then those with callbacks from the newest", () => {
    expect(orderOf(["1c", "proxy", "2c", "ref", "proxy c"])).toEqual(["ref", "proxy", "proxy c", "2c", "1c"]);
    expect(orderOf(["proxy", "1c", "ref"])).toEqual(["ref", "proxy", "1c"]);
  });
});
