import { describe, expect, it } from "vitest";
import { graphToDot, holdersOf, pathsTo } from "../src/index.ts";
import { ToyWorld } from "./toy-world.ts";

function world(): ToyWorld {
  const made = new ToyWorld();
  const a = made.box('a "quoted"');
  made.alias("v", a);
  const b = made.box("b");
  made.append(a, b);
  made.append(b, a);
  made.unbind("b");
  made.unbind('a "quoted"');
  return made;
}

describe("graphOf", () => {
  it("has a node an object and an edge a reference, with names", () => {
    const w = world();
    expect(w.heap.graph({ from: [w.get("v")] })).toEqual({
      nodes: [
        { id: 0, type: "box", label: 'a "quoted"', count: 2 },
        { id: 1, type: "box", label: "b", count: 1 },
      ],
      edges: [
        { from: 0, to: 1, label: "[0]" },
        { from: 1, to: 0, label: "[0]" },
      ],
      roots: [{ root: "variables", to: 0, label: "v" }],
      cut: 0,
    });
  });

  it("stops at its limit and says what it cut", () => {
    const w = world();
    const graph = w.heap.graph({ from: [w.get("v")], limit: 1 });
    expect([graph.nodes.length, graph.edges.length, graph.cut]).toEqual([1, 0, 1]);
  });

  it("leaves out what is filtered out", () => {
    const graph = world().heap.graph({ include: (o) => o.type.kind === "box" });
    expect(graph.nodes.map((n) => n.type)).toEqual(["box", "box"]);
    expect(graph.cut).toBe(1);
  });

  it("prints as DOT, with quotes escaped", () => {
    const w = world();
    expect(graphToDot(w.heap.graph({ from: [w.get("v")] }))).toBe(`digraph heap {
  node [shape=box];
  r0 [shape=plaintext, label="variables"];
  n0 [label="box a \\"quoted\\"\\n2"];
  n1 [label="box b\\n1"];
  r0 -> n0 [label="v"];
  n0 -> n1 [label="[0]"];
  n1 -> n0 [label="[0]"];
}
`);
  });
});

describe("holdersOf", () => {
  it("names everybody who holds the object, once for each count", () => {
    const w = world();
    const a = w.get("v");
    expect(holdersOf(w.roots(), w.heap, a).map(({ name, label }) => `${name} ${label}`)).toEqual(["variables v", "box b [0]"]);
    expect(pathsTo(w.roots(), w.heap, a)).toEqual(["variables: v", 'variables: v (box a "quoted") -> [0] (box b) -> [0]']);
  });
});
