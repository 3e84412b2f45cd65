import { expect, test } from "vitest";
import { labelExceptionTargets, removeBlockInstructions } from "../../src/flowgraph/exception-targets.ts";
import { graph, textOf } from "./graphs.ts";

test("each instruction has the innermost handler, SETUP_* and POP_BLOCK none", () => {
  const { entry, outer, inner } = graph({
    entry: [
      ["NOP"],
      ["SETUP_FINALLY", "outer"],
      ["NOP"],
      ["SETUP_WITH", "inner"],
      ["NOP"],
      ["POP_BLOCK"],
      ["NOP"],
      ["POP_BLOCK"],
      ["RETURN_VALUE"],
    ],
    inner: [["RERAISE"]],
    outer: [["RERAISE"]],
  });
  entry!.nofallthrough = inner!.nofallthrough = outer!.nofallthrough = true;
  labelExceptionTargets(entry!);
  expect(entry!.instructions.map(({ except }) => except)).toEqual([null, null, outer, null, inner, null, outer, null, null]);
  expect(inner!.instructions[0]!.except).toBe(outer);
  expect([inner!.preserve_lasti, outer!.preserve_lasti]).toEqual([true, false]);
});

test("what said so becomes NOP", () => {
  const { entry } = graph({ entry: [["SETUP_CLEANUP", "h"], ["POP_BLOCK"], ["RETURN_VALUE"]], h: [["RERAISE"]] });
  removeBlockInstructions(entry!);
  expect(textOf(entry!)).toEqual(["NOP", "NOP", "RETURN_VALUE"]);
});
