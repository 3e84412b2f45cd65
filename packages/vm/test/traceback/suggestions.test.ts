import { describe, expect, it } from "vitest";
import { editDistance, nearestName } from "../../src/traceback/suggestions.ts";

describe("edit distance", () => {
  it("is zero for equal names", () => expect(editDistance("abc", "abc", 9)).toBe(0));
  it("counts a change of case as half a move", () => expect(editDistance("abc", "aBc", 9)).toBe(1));
  it("counts an insertion as a move", () => expect(editDistance("abc", "abxc", 9)).toBe(2));
  it("counts bytes, not characters", () => expect(editDistance("a", "aé", 9)).toBe(4));
  it("gives up beyond the limit", () => expect(editDistance("abcdef", "uvwxyz", 3)).toBeGreaterThan(3));
});

describe("the nearest name", () => {
  it("is the first of equally near ones", () => expect(nearestName(["axc", "abx"], "abc")).toBe("axc"));
  it("is never the name itself", () => expect(nearestName(["abc"], "abc")).toBeNull());
  it("is none when more than a third would change", () => expect(nearestName(["exit"], "exti")).toBeNull());
  it("is none among 750 candidates", () => expect(nearestName(new Array(750).fill("abd"), "abc")).toBeNull());
});
