/**
 * Compares the parser with the answers of tools/compare-ast.py:
 *
 *     npx tsx --conditions=@vivarium/source tools/compare-ast.ts answers.jsonl
 *
 * Prints each file that differs, and the totals; exits with 1 if any does.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dump, PySyntaxError, parse } from "../packages/parser/src/index.ts";

interface Answer {
  path: string;
  sha?: string;
  error?: unknown[];
  warnings: unknown[];
}

function surrogatePass(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text);
  const parts = text.split(/([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/);
  return Buffer.concat(parts.map((part, i) => (i % 2 === 0 ? Buffer.from(part) : lone(part.charCodeAt(0)))));
}

function lone(c: number): Buffer {
  return Buffer.from([0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)]);
}

function ours(path: string): Omit<Answer, "path"> {
  const warnings: unknown[] = [];
  try {
    const tree = parse(readFileSync(path), {
      filename: "<file>",
      onWarning: (w) => warnings.push([w.category, w.message, w.lineno]),
    });
    const text = dump(tree, { include_attributes: true });
    return { sha: createHash("sha256").update(surrogatePass(text)).digest("hex"), warnings };
  } catch (e) {
    if (!(e instanceof PySyntaxError)) return { error: [(e as Error).name, (e as Error).message], warnings };
    return { error: [e.type, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text], warnings };
  }
}

const counts = { equal: 0, different: 0 };
for (const line of readFileSync(process.argv[2]!, "utf8").trimEnd().split("\n")) {
  const { path, ...theirs } = JSON.parse(line) as Answer;
  const mine = ours(path);
  const key = (a: Omit<Answer, "path">): string => JSON.stringify([a.sha ?? null, a.error ?? null, a.warnings]);
  if (key(theirs) === key(mine)) counts.equal++;
  else {
    counts.different++;
    console.log(path, "\n  CPython", key(theirs), "\n  ours   ", key(mine));
  }
}
console.log(counts);
process.exit(counts.different > 0 ? 1 : 0);
