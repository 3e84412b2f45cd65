// Generated files: each starts with `// Made by: COMMAND > PATH`, and running the command must give the file that is there.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesUnder } from "./source-files.mjs";

const MARK = /^(?:\/\/|#|<!--|\/\*) Made by: (.+?)(?: > (\S+?))?(?: -->| \*\/)?$/m;

/** The command of a generated file; null when its head names none. */
export function generatorOf(text) {
  const match = MARK.exec(text.split("\n").slice(0, 5).join("\n"));
  return match === null ? null : { command: match[1], target: match[2] ?? null };
}

/** A program other than Node, or one to be named in place of the word PYTHON: what such a generator measures differs between machines. */
function needsMore(command) {
  return !/^(node|npx tsx)\b/.test(command) || /\bPYTHON\b/.test(command);
}

function differs(root, path, before, { command, target }) {
  const [program, ...args] = command.split(" ");
  const run = spawnSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) return `${path}: \`${command}\` failed: ${run.stderr ?? run.error}`;
  const after = target === null ? readFileSync(join(root, path), "utf8") : run.stdout;
  return after === before ? null : `${path}: \`${command}\` writes something else`;
}

/**
 * Generated files that differ from what their generators write. Generators that need more than Node are named, not run.
 * @param {string} root
 * @returns {{findings: string[], notRun: string[]}}
 */
export function generatedFindings(root) {
  const findings = [];
  const notRun = [];
  for (const folder of ["packages", "apps", "docs", "tools"]) {
    for (const path of filesUnder(root, folder, [".gen.ts", ".gen.json", ".gen.md", ".gen.mjs"])) {
      const text = readFileSync(join(root, path), "utf8");
      const generator = generatorOf(text);
      if (generator === null) findings.push(`${path}: its first lines do not say \`// Made by: COMMAND\``);
      else if (needsMore(generator.command)) notRun.push(`${path}: ${generator.command}`);
      else {
        const finding = differs(root, path, text, generator);
        if (finding !== null) findings.push(finding);
      }
    }
  }
  return { findings, notRun };
}
