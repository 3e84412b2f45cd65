import { describe, expect, test } from "vitest";
import { compileSource } from "../src/compile.ts";
import { type CheckpointSet, type ExplainedInstruction, explain, explainInstructions } from "../src/explain.ts";

function explained(source: string, checkpoints?: CheckpointSet): ExplainedInstruction[] {
  const module = compileSource(source, "<program>", "exec");
  const inner = module.co_consts.find((constant) => constant.type === "code");
  return explainInstructions(inner?.type === "code" ? inner.code : module, checkpoints ? { checkpoints } : {});
}

/** The stack before the first instruction with this name. */
function before(source: string, opname: string): string | undefined {
  return explained(source)
    .find((instruction) => instruction.opname === opname)
    ?.before?.join(", ");
}

describe("the stack in symbols", () => {
  test.each([
    ["counter + 1", "POP_TOP", "counter + 1"],
    ["a + b * c", "POP_TOP", "a + (b * c)"],
    ["-(a - b)", "POP_TOP", "-(a - b)"],
    ["a[b].c", "POP_TOP", "a[b].c"],
    ["f(1, x)", "CALL", "NULL, f, 1, x"],
    ["f(1, k=x)", "POP_TOP", "f(1, k=x)"],
    ["a.m(1)", "POP_TOP", "a.m(1)"],
    ["f(*a, **k)", "POP_TOP", "f(*a, **k)"],
    ["[a, (b,), {c: d}]", "POP_TOP", "[a, (b,), {c: d}]"],
    ["x = y = a", "STORE_NAME", "a, a"],
    ["a, b = c", "STORE_NAME", "c[1], c[0]"],
    ["f'{a!r:>5}'", "POP_TOP", "format(repr(a), '>5')"],
    ["a is not b", "POP_TOP", "a is not b"],
    ["x = a if b else c", "STORE_NAME", "<a or c>"],
    ["x = [1, *a, b]", "STORE_NAME", "[1, *a, b]"],
    ["x = {**a, **b}", "STORE_NAME", "{**a, **b}"],
    ["import a.b", "STORE_NAME", "module a.b"],
    ["lambda: 0", "POP_TOP", undefined],
  ])("%s", (source, opname, expected) => {
    const found = explainInstructions(compileSource(source, "<program>", "exec")).find(
      (instruction) => instruction.opname === opname,
    );
    if (expected !== undefined) expect(found?.before?.join(", ")).toBe(expected);
    else expect(found?.before).toEqual(["<function <lambda>>"]);
  });

  test("a loop keeps its iterator", () => {
    expect(before("def f(xs):\n    for x in xs: g(x)\n", "JUMP_BACKWARD")).toBe("iter(xs)");
  });

  test("a with block calls the manager's __exit__ with three Nones", () => {
    const texts = explained("def f(m):\n    with m: pass\n").map(({ before }) => before?.join(", "));
    expect(texts).toContain("m.__exit__(None, None, None)");
  });

  test("a handler starts with the exception", () => {
    expect(before("def f():\n    try: g()\n    except E: pass\n", "PUSH_EXC_INFO")).toBe("exception");
  });

  test("what cannot be reached has no stack, and what leaves the code has none after it", () => {
    const [last] = explained("def f(): return 1\n").slice(-1);
    expect(last).toMatchObject({ opname: "RETURN_VALUE", before: ["1"], after: null, afterJump: null });
  });

  test("a jump tells both ways", () => {
    const loop = explained("def f(xs):\n    for x in xs: pass\n").find(({ opname }) => opname === "FOR_ITER");
    expect(loop).toMatchObject({ before: ["iter(xs)"], after: ["iter(xs)", "next(iter(xs))"], afterJump: [] });
  });
});

describe("where another thread can take over", () => {
  const marks = (source: string, checkpoints: CheckpointSet): string[] =>
    explained(source, checkpoints)
      .filter(({ checkpoint }) => checkpoint !== "never")
      .map(({ opname }) => opname);
  const source = "def f(x):\n    global g\n    g += 1\n    x()\n";

  test("in 3.11 at the start and after the call, never inside `g += 1`", () => {
    expect(marks(source, { column: "3.11" })).toEqual(["RESUME", "CALL"]);
  });

  test("in 3.9 all through `g += 1`", () => {
    expect(marks(source, { column: "3.9" })).toEqual(["RESUME", "LOAD_GLOBAL", "BINARY_OP", "STORE_GLOBAL", "CALL"]);
  });

  test("only the rules that are asked for", () => {
    expect(marks(source, { column: "3.11", rules: new Set(["after-native-callee"]) })).toEqual(["CALL"]);
  });

  test("3.9 does not look between making a manager and entering it", () => {
    const body = explained("def f(m):\n    with m.n: pass\n", { column: "3.9" });
    const at = body.findIndex(({ opname }) => opname === "BEFORE_WITH");
    expect(body[at - 1]).toMatchObject({ opname: "LOAD_ATTR", checkpoint: "never" });
  });
});

test("the text has dis's lines, the sentence, the stack and the mark", () => {
  expect(explain(compileSource("x = 1", "<program>", "exec"))).toBe(`\
  0           0 RESUME                   0
                  Marks where a frame starts (0) or continues after yield (1), yield from (2) or await (3).
                  stack: [] -> []
                  * another thread can take over here

  1           2 LOAD_CONST               0 (1)
                  Pushes a constant.
                  stack: [] -> [1]
              4 STORE_NAME               0 (x)
                  Pops a value and binds the name to it in the local namespace of a module or class.
                  stack: [1] -> []
              6 LOAD_CONST               1 (None)
                  Pushes a constant.
                  stack: [] -> [None]
              8 RETURN_VALUE
                  Returns the top of the stack to the caller.
                  stack: [None] -> returned
`);
});
