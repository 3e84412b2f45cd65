/**
 * Compares the parser's errors with the answers of tools/mutate-syntax.py or tools/record-syntax-errors.py:
 *
 *     npx tsx --conditions=@vivarium/source tools/compare-syntax-errors.ts answers.jsonl [how many differences to print]
 */
import { readFileSync } from "node:fs";
import { type ParseOptions, PySourceError, PySyntaxError, parse } from "../packages/parser/src/index.ts";

interface Case {
  src: string;
  mode: "exec" | "eval" | "single";
  error: unknown[] | null;
}

function ours({ src, mode }: Case): unknown[] | null {
  const options: ParseOptions = { mode, filename: "<f>" };
  try {
    parse(src, options);
    return null;
  } catch (e) {
    if (e instanceof PySyntaxError) return [e.type, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text];
    if (e instanceof PySourceError) return [e.type, e.msg];
    return ["crash", String((e as Error).stack).slice(0, 400)];
  }
}

const shown = Number(process.argv[3] ?? 20);
const counts = { equal: 0, messageOnly: 0, different: 0 };
for (const line of readFileSync(process.argv[2]!, "utf8").trimEnd().split("\n")) {
  const one = JSON.parse(line) as Case;
  const mine = ours(one);
  if (JSON.stringify(mine) === JSON.stringify(one.error)) {
    counts.equal++;
    continue;
  }
  if (mine !== null && one.error !== null && mine[1] === one.error[1]) counts.messageOnly++;
  else counts.different++;
  if (counts.messageOnly + counts.different <= shown) {
    console.log(
      `${one.mode} ${JSON.stringify(one.src)}\n  CPython ${JSON.stringify(one.error)}\n  ours    ${JSON.stringify(mine)}`,
    );
  }
}
console.log(counts);
process.exit(counts.messageOnly + counts.different > 0 ? 1 : 0);
