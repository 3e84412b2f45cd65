import { op } from "@vivarium/compiler/opcodes";
import { describe, expect, it } from "vitest";
import { opcodeCosts } from "../../src/costs/index.ts";

describe("what instructions cost", () => {
  it("has a whole number of picoseconds for each opcode", () => {
    const costs = opcodeCosts("3.11");
    expect(costs.length).toBe(256);
    expect([...costs].every((cost) => Number.isInteger(cost) && cost >= 0)).toBe(true);
  });

  it("lets no loop run in no time", () => {
    for (const era of ["2.7", "3.9", "3.11", "3.13t", "none"]) expect(opcodeCosts(era)[op.JUMP_BACKWARD]).toBeGreaterThan(0);
  });

  it("lends 2.7 the costs of 3.9", () => {
    expect(opcodeCosts("2.7")).toEqual(opcodeCosts("3.9"));
  });

  it("tells 3.11 from what came before", () => {
    expect(opcodeCosts("3.11")).not.toEqual(opcodeCosts("3.10"));
    expect(opcodeCosts("3.13")).toEqual(opcodeCosts("3.11"));
  });
});
