import { describe, expect, test } from "vitest";
import type { Constant } from "../../src/constant.ts";
import { ConstPool } from "../../src/flowgraph/const-pool.ts";
import { simplifyBlock } from "../../src/flowgraph/peephole.ts";
import { graph, type Line, textOf } from "./graphs.ts";

const consts = (): Constant[] => [{ type: "None" }, { type: "int", value: 1 }, { type: "str", value: "" }];

function simplified(lines: Line[], table: Constant[] = consts(), more: Record<string, Line[]> = {}): string[] {
  const { entry } = graph({ entry: lines, ...more, end: [["RETURN_VALUE"]] });
  const pool = new ConstPool(table);
  simplifyBlock(entry!, pool);
  table.push(...pool.values.slice(table.length));
  return textOf(entry!);
}

describe("constant conditions", () => {
  test("that hold jump always", () => {
    expect(
      simplified([
        ["LOAD_CONST", 1],
        ["POP_JUMP_IF_TRUE", "end"],
      ]),
    ).toEqual(["NOP 1", "JUMP"]);
  });

  test("that do not hold never jump", () => {
    expect(
      simplified([
        ["LOAD_CONST", 2],
        ["POP_JUMP_IF_TRUE", "end"],
      ]),
    ).toEqual(["NOP 2", "NOP"]);
  });

  test("that are kept when they jump stay on the stack", () => {
    expect(
      simplified([
        ["LOAD_CONST", 2],
        ["JUMP_IF_FALSE_OR_POP", "end"],
      ]),
    ).toEqual(["LOAD_CONST 2", "JUMP"]);
  });
});

test.each([
  [0, "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE"],
  [0, "POP_JUMP_IF_FALSE", "POP_JUMP_IF_NOT_NONE"],
  [1, "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NOT_NONE"],
  [1, "POP_JUMP_IF_FALSE", "POP_JUMP_IF_NONE"],
] as const)("IS_OP %i with None and %s become %s", (negated, jump, expected) => {
  expect(
    simplified([
      ["LOAD_CONST", 0],
      ["IS_OP", negated],
      [jump, "end"],
    ]).at(-1),
  ).toBe(expected);
});

describe("tuples", () => {
  test("of constants are one constant", () => {
    const table = consts();
    expect(
      simplified(
        [
          ["LOAD_CONST", 1],
          ["LOAD_CONST", 2],
          ["BUILD_TUPLE", 2],
        ],
        table,
      ),
    ).toEqual(["NOP 1", "NOP 2", "LOAD_CONST 3"]);
    expect(table[3]).toEqual({ type: "tuple", items: [consts()[1], consts()[2]] });
  });

  test("that are constants already are not added again", () => {
    const table: Constant[] = [...consts(), { type: "tuple", items: [{ type: "int", value: 1 }] }];
    expect(
      simplified(
        [
          ["LOAD_CONST", 1],
          ["BUILD_TUPLE", 1],
        ],
        table,
      ).at(-1),
    ).toBe("LOAD_CONST 3");
    expect(table).toHaveLength(4);
  });

  test("of 1 and of 1.0 are two constants", () => {
    const table: Constant[] = [
      { type: "float", value: 1 },
      { type: "tuple", items: [{ type: "int", value: 1 }] },
    ];
    expect(
      simplified(
        [
          ["LOAD_CONST", 0],
          ["BUILD_TUPLE", 1],
        ],
        table,
      ).at(-1),
    ).toBe("LOAD_CONST 2");
  });

  test("that are unpacked at once are never built", () => {
    const built: Line[] = [["LOAD_NAME"], ["LOAD_NAME"], ["BUILD_TUPLE", 2], ["UNPACK_SEQUENCE", 2], ["STORE_NAME"]];
    expect(simplified(built)).toEqual(["LOAD_NAME", "LOAD_NAME", "NOP 2", "SWAP 2", "STORE_NAME"]);
  });
});

test("PUSH_NULL goes into LOAD_GLOBAL", () => {
  expect(simplified([["PUSH_NULL"], ["LOAD_GLOBAL", 4]])).toEqual(["NOP", "LOAD_GLOBAL 5"]);
});

describe("jumps to jumps", () => {
  const threaded = (first: Line, second: Line): [string, string] => {
    const blocks = graph({ entry: [first], middle: [second], next: [["NOP"]], end: [["RETURN_VALUE"]] });
    simplifyBlock(blocks.entry!, new ConstPool([]));
    const jump = blocks.entry!.instructions[0]!;
    return [textOf(blocks.entry!)[0]!, Object.keys(blocks).find((label) => blocks[label] === jump.target)!];
  };

  test.each<[Line, Line, string, string]>([
    [["JUMP", "middle"], ["JUMP", "end"], "JUMP", "end"],
    [["POP_JUMP_IF_FALSE", "middle"], ["JUMP", "end"], "POP_JUMP_IF_FALSE", "end"],
    [["JUMP_IF_FALSE_OR_POP", "middle"], ["JUMP_IF_FALSE_OR_POP", "end"], "JUMP_IF_FALSE_OR_POP", "end"],
    [["JUMP_IF_FALSE_OR_POP", "middle"], ["POP_JUMP_IF_FALSE", "end"], "POP_JUMP_IF_FALSE", "end"],
    [["JUMP_IF_TRUE_OR_POP", "middle"], ["POP_JUMP_IF_FALSE", "end"], "POP_JUMP_IF_TRUE", "next"],
    [["JUMP", "middle"], ["JUMP", "end", 2], "JUMP", "middle"],
    [["FOR_ITER", "middle"], ["JUMP", "end"], "FOR_ITER", "middle"],
  ])("%j to %j", (first, second, opname, target) => {
    expect(threaded(first, second)).toEqual([opname, target]);
  });
});
