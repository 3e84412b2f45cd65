import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as heap from "../src/index.ts";

it("the README's example does what its comments say", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const code = readme.split("```ts\n")[1]!.split("```")[0]!;
  const [imports, ...body] = code.split("\n");
  const names = imports!.slice(imports!.indexOf("{"), imports!.indexOf("}") + 1).replace("type Layout, ", "");
  const lines = body.map((line) => {
    const [statement, comment] = line.replace(": Layout", "").split(/; +\/\/ /);
    if (comment === undefined) return statement;
    return `${statement!.startsWith("audit") ? `clean = ${statement}` : statement}; counted.push([child.rc, parent.rc]);`;
  });
  const run = new Function(
    "heap",
    `const ${names} = heap; const counted = []; let clean; ${lines.join("\n")} return { clean, counted };`,
  );
  expect(run(heap)).toEqual({
    clean: true,
    counted: [
      [2, 1],
      [1, 1],
      [0, 0],
    ],
  });
});
