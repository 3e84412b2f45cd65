import { expect, test } from "vitest";
import { onlyOperand, parseOptions } from "../src/options.ts";

const specs = [
  { names: ["-a", "--all"], help: "" },
  { names: ["-o", "--output"], value: "OUT", help: "" },
];

test("options before and after operands, under any of their names", () => {
  const { values, operands } = parseOptions("v", ["--all", "x.py", "-o", "out"], specs);
  expect([...values]).toEqual([
    ["-a", true],
    ["-o", "out"],
  ]);
  expect(operands).toEqual(["x.py"]);
});

test("what is after -- is the program's", () => {
  expect(parseOptions("v", ["x.py", "--", "-a", "--"], specs)).toMatchObject({
    operands: ["x.py"],
    programArguments: ["-a", "--"],
  });
});

test("a value with an equals sign may be empty or have more of them", () => {
  expect(parseOptions("v", ["--output=a=b"], specs).values.get("-o")).toBe("a=b");
});

test.each([[["-x"]], [["-o"]], [["--all=1"]]])("%j is refused", (argv) => {
  expect(() => parseOptions("v", argv, specs)).toThrow();
});

test("a second operand is refused with the way to say it", () => {
  expect(() => onlyOperand("v", parseOptions("v", ["a", "b"], specs), "FILE")).toThrow(/come after --/);
});
