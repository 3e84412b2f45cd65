import { expect, test } from "vitest";
import { FlowGraphError } from "../../src/flowgraph/jumps.ts";
import { computeStackDepth } from "../../src/flowgraph/stack-depth.ts";
import { graph } from "./graphs.ts";

test("the largest depth on any path", () => {
  const { entry, other } = graph({
    entry: [["LOAD_NAME"], ["POP_JUMP_IF_FALSE", "other"]],
    first: [["LOAD_NAME"], ["LOAD_NAME"], ["BUILD_TUPLE", 2], ["RETURN_VALUE"]],
    other: [["LOAD_NAME"], ["RETURN_VALUE"]],
  });
  expect(computeStackDepth(entry!, 0)).toBe(2);
  expect(other!.startdepth).toBe(0);
});

test("a handler starts above what was on the stack at SETUP_FINALLY", () => {
  const { entry, handler } = graph({
    entry: [["LOAD_NAME"], ["SETUP_FINALLY", "handler"], ["POP_BLOCK"], ["RETURN_VALUE"]],
    handler: [["PUSH_EXC_INFO"], ["RERAISE"]],
  });
  expect(computeStackDepth(entry!, 0)).toBe(3);
  expect(handler!.startdepth).toBe(2);
});

test("two depths at one place are a malformed graph", () => {
  const { entry } = graph({
    entry: [["LOAD_NAME"], ["COPY", 1], ["POP_JUMP_IF_FALSE", "end"]],
    middle: [["LOAD_NAME"]],
    end: [["RETURN_VALUE"]],
  });
  expect(() => computeStackDepth(entry!, 0)).toThrow(FlowGraphError);
});

test("so is a stack below its bottom", () => {
  const { entry } = graph({ entry: [["POP_TOP"], ["RETURN_VALUE"]] });
  expect(() => computeStackDepth(entry!, 0)).toThrow(FlowGraphError);
});
