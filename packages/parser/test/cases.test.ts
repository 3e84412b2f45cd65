import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dump, parse } from "../src/index.ts";

// Each case: `# title`, source, `==>`, what ast.dump prints.
const folder = new URL("./cases/", import.meta.url);
for (const file of readdirSync(folder)) {
  describe(file, () => {
    for (const one of readFileSync(new URL(file, folder), "utf8").split(/^(?=# )/m)) {
      const match = /^# (.*)\n([\s\S]*?)\n==>\n([\s\S]*?)\n*$/.exec(one);
      if (match === null) continue;
      it(match[1]!, () => {
        expect(dump(parse(match[2] + "\n"), { include_attributes: true })).toBe(match[3]);
      });
    }
  });
}
