import { describe, expect, it } from "vitest";
import { formatAudit } from "../src/index.ts";
import { ToyWorld } from "./toy-world.ts";

function world(): ToyWorld {
  const made = new ToyWorld();
  const outer = made.box("outer");
  made.append(outer, made.box("inner"));
  made.unbind("inner");
  return made;
}

describe("audit", () => {
  it("finds nothing where nothing is wrong", () => {
    expect(world().heap.audit()).toEqual({ clean: true, objects: 3, references: 3, findings: [], omitted: 0 });
  });

  it("reports a forgotten decref with who does hold the object", () => {
    const w = world();
    const inner = w.get("outer").v.items[0];
    inner.rc++;
    const [finding] = w.heap.audit().findings;
    expect(finding).toMatchObject({ kind: "leak", object: inner, stored: 2, expected: 1, description: "box inner" });
    expect(finding!.owners).toEqual(["variables: outer (box outer) -> [0]"]);
  });

  it("reports a decref too many", () => {
    const w = world();
    w.get("outer").rc--;
    expect(w.heap.audit().findings).toMatchObject([{ kind: "early free", stored: 0, expected: 1, owners: ["variables: outer"] }]);
  });

  it("reports a leak in garbage that no root reaches", () => {
    const w = world();
    const box = w.box("garbage");
    w.append(box, box);
    box.rc++;
    w.unbind("garbage");
    expect(w.heap.audit().findings).toMatchObject([
      { kind: "leak", stored: 2, expected: 1, owners: ["unreachable (box garbage) -> [0]"] },
    ]);
  });

  it("reports a wrong place with the collector", () => {
    const w = world();
    w.get("outer").gci = 8 * 5;
    expect(w.heap.audit().findings.map((f) => f.kind)).toEqual(["tracking"]);
  });

  it("reports a dead weak reference in a list", () => {
    const w = world();
    const ref = w.ref("r", w.get("outer"), false);
    w.variables.delete("r");
    ref.rc = 0;
    w.heap.generations.untrackDead(ref);
    expect(w.heap.audit().findings.map((f) => f.kind)).toEqual(["weakref"]);
  });

  it("adds the base count of static objects", () => {
    const w = world();
    w.callback.rc += 999_999_999;
    expect(w.heap.audit().clean).toBe(false);
    expect(w.heap.audit({ baseCount: (o) => (o === w.callback ? 999_999_999 : 0) }).clean).toBe(true);
  });

  it("limits what it reports", () => {
    const w = new ToyWorld();
    for (let i = 0; i < 10; i++) w.box(`b${i}`).rc++;
    const report = w.heap.audit({ limit: 3 });
    expect([report.findings.length, report.omitted]).toEqual([3, 7]);
    expect(formatAudit(report).split("\n")).toEqual([
      "11 objects, 11 references: NOT CLEAN",
      "leak: box b0: count 2, references 1",
      "    held by variables: b0",
      "leak: box b1: count 2, references 1",
      "    held by variables: b1",
      "leak: box b2: count 2, references 1",
      "    held by variables: b2",
      "and 7 more",
    ]);
  });
});
