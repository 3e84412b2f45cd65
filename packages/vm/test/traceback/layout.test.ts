import { describe, expect, it } from "vitest";
import { type ExceptionTree, planOf } from "../../src/traceback/layout.ts";

interface Node {
  name: string;
  cause?: Node;
  context?: Node;
  suppress?: boolean;
  members?: Node[];
}

const tree: ExceptionTree<Node> = {
  cause: (e) => e.cause ?? null,
  context: (e) => e.context ?? null,
  suppressesContext: (e) => e.suppress ?? false,
  members: (e) => e.members ?? null,
};

function order(e: Node): string[] {
  return planOf(e, tree).flatMap((piece) => ("exception" in piece ? [`${piece.exception.name}@${piece.depth}`] : []));
}

describe("the order in which exceptions are printed", () => {
  it("puts the cause first", () => {
    expect(order({ name: "b", cause: { name: "a" }, context: { name: "c" } })).toEqual(["a@0", "b@0"]);
  });

  it("leaves a suppressed context out", () => {
    expect(order({ name: "b", context: { name: "a" }, suppress: true })).toEqual(["b@0"]);
  });

  it("ends a cycle", () => {
    const a: Node = { name: "a" };
    const b: Node = { name: "b", context: a };
    a.context = b;
    expect(order(b)).toEqual(["a@0", "b@0"]);
  });

  it("takes a long chain without recursion", () => {
    let e: Node = { name: "0" };
    for (let i = 1; i < 100_000; i++) e = { name: String(i), context: e };
    expect(order(e).length).toBe(100_000);
  });

  it("prints the members of a group one level in", () => {
    expect(order({ name: "g", members: [{ name: "a" }, { name: "h", members: [{ name: "b" }] }] })).toEqual([
      "g@1",
      "a@2",
      "h@2",
      "b@3",
    ]);
  });

  it("prints the context of a member inside the group's box", () => {
    expect(order({ name: "g", members: [{ name: "a", context: { name: "c" } }] })).toEqual(["g@1", "c@2", "a@2"]);
  });
});
