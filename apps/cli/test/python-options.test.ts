import { describe, expect, test } from "vitest";
import { parsePythonCommand } from "../src/python-options.ts";

const parse = (...argv: string[]) => parsePythonCommand(argv);

describe("the program", () => {
  test("a file, and everything after it is its own", () => {
    const command = parse("-B", "a.py", "-O", "--gil", "x");
    expect(command.program).toEqual({ kind: "file", path: "a.py" });
    expect(command.arguments).toEqual(["-O", "--gil", "x"]);
  });

  test("-c takes the rest of its word or the next one", () => {
    expect(parse("-cpass", "x")).toMatchObject({ program: { kind: "command", source: "pass\n" }, arguments: ["x"] });
    expect(parse("-Oc", "pass")).toMatchObject({ program: { kind: "command", source: "pass\n" }, flags: { optimize: 1 } });
  });

  test("-m", () => {
    expect(parse("-m", "json.tool", "--help")).toMatchObject({
      program: { kind: "module", name: "json.tool" },
      arguments: ["--help"],
    });
  });

  test("- is standard input", () => {
    expect(parse("-", "x")).toMatchObject({ program: { kind: "stdin" }, arguments: ["x"] });
  });

  test("-- ends the options", () => {
    expect(parse("--", "-c")).toMatchObject({ program: { kind: "file", path: "-c" } });
  });

  test("nothing at all", () => {
    expect(parse().program).toBeNull();
  });
});

describe("letters", () => {
  test("count how often they are given", () => {
    expect(parse("-OO", "-vv", "x.py").flags).toMatchObject({ optimize: 2, verbose: 2 });
  });

  test("-I implies -E, -s and -P", () => {
    expect(parse("-I", "x.py").flags).toMatchObject({ isolated: 1, ignoreEnvironment: 1, noUserSite: 1, safePath: true });
  });

  test("-W and -X collect", () => {
    const { warnOptions, xOptions } = parse("-Werror", "-W", "ignore", "-Xa=b", "-X", "c", "x.py");
    expect(warnOptions).toEqual(["error", "ignore"]);
    expect(xOptions).toEqual([
      ["a", "b"],
      ["c", true],
    ]);
  });

  test("-h wins over a program", () => {
    expect(parse("-h", "x.py").info).toBe("help");
  });
});

describe("our own options", () => {
  test("stand before the program, with a space or an equals sign", () => {
    const { values, program } = parse("--gil", "2.7", "--cores=2", "x.py");
    expect([...values]).toEqual([
      ["--gil", "2.7"],
      ["--cores", "2"],
    ]);
    expect(program).toEqual({ kind: "file", path: "x.py" });
  });
});
