import { readdirSync, readFileSync } from "node:fs";
import { parse } from "@vivarium/parser";
import { describe, expect, it } from "vitest";
import { compile, compileSource } from "../src/compile.ts";
import { PyRecursionError } from "../src/compiler-errors.ts";
import { listing } from "./code-listing.ts";

const folder = new URL("./cases/", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt") && name !== "errors.txt")) {
  describe(`${file}: code is CPython's`, () => {
    const cases = readFileSync(new URL(file, folder), "utf8").split(/^(?=# )(?!# (?:mode|optimize):)/m);
    for (const part of cases) {
      const title = part.slice(0, part.indexOf("\n"));
      const [source, expected] = part.slice(title.length + 1).split("==>\n") as [string, string];
      const mode = (/^# mode: (\w+)$/m.exec(source)?.[1] ?? "exec") as "exec" | "eval" | "single";
      const optimize = Number(/^# optimize: (\d)$/m.exec(source)?.[1] ?? 0) as 0 | 1 | 2;
      it(title, () => {
        const code = compileSource(`${source.trimEnd()}\n`, "<case>", mode, { optimize });
        expect(listing(code).join("\n")).toBe(expected.trimEnd());
      });
    }
  });
}

describe("compile", () => {
  it("takes a tree", () => {
    const code = compile(parse("x = 1", { mode: "exec" }), "file.py");
    expect(code.co_filename).toBe("file.py");
    expect(code.co_names).toEqual(["x"]);
  });

  it("stops where CPython stops in a deep tree", () => {
    const chain = (n: number): string => `x${".a".repeat(n)}`;
    expect(() => compileSource(chain(2989), "f", "exec", { recursionDepth: 3 })).not.toThrow();
    expect(() => compileSource(chain(2990), "f", "exec", { recursionDepth: 3 })).toThrow(PyRecursionError);
  });

  it("counts the frames in use", () => {
    expect(() => compileSource("x.a.b", "f", "exec", { recursionDepth: 999, recursionLimit: 1000 })).toThrow(
      "maximum recursion depth exceeded during compilation",
    );
  });

  it("makes an error of a warning that the handler refuses", () => {
    expect(() => compileSource("x is 1", "f", "exec", { onWarning: () => "error" })).toThrow('"is" with a literal');
  });

  it("shows the line of the file in an error", () => {
    const programText = (filename: string, lineno: number): string => `${filename} ${lineno}`;
    const attempt = (): unknown => compileSource("\nreturn", "f.py", "exec", { programText });
    expect(attempt).toThrow(expect.objectContaining({ text: "f.py 2" }));
  });

  it("inherits future features", () => {
    expect(compileSource("def f(x: y): pass", "f", "exec", { flags: 0x1000000 }).co_flags).toBe(0x1000000);
  });

  it("leaves the module's coroutine flag to top-level await", () => {
    expect(compileSource("await x", "f", "exec", { flags: 0x2000 }).co_flags).toBe(0x80);
  });
});
