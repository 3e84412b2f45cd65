// A threaded program under glass, with the built `vivarium` command: `npm run demo`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const launcher = join(here, "..", "apps", "cli", "bin", "vivarium.js");
const program = join(here, "demo.py");

/** Runs `vivarium` with these words in this folder; ends the demo when it fails. */
function vivarium(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...words], { cwd: here, encoding: "utf8" });
  if (status === 0) return { stdout, stderr };
  process.stderr.write(`vivarium ${words.join(" ")} ended with ${status}\n${stdout}${stderr}`);
  process.exit(1);
}

const heading = (text) => console.log(`\n\x1b[1m${text}\x1b[0m\n`.replaceAll(process.stdout.isTTY ? "" : /\x1b\[\d*m/g, ""));

/** The instructions of one source line in an explained listing: from the line's number to the empty line before the next. */
function instructionsOfLine(listing, line) {
  const lines = listing.split("\n");
  const start = lines.findIndex((text) => new RegExp(`^ *${line} +(>> +)?\\d+ [A-Z]`).test(text));
  const length = lines.slice(start).findIndex((text) => text === "");
  return lines.slice(start, length < 0 ? undefined : start + length).join("\n");
}

const source = readFileSync(program, "utf8");
const lineOfInterest = source.split("\n").findIndex((text) => text.includes("total += 1")) + 1;

heading("The program: examples/demo.py");
console.log(source.trimEnd());

heading("vivarium gil --events demo.py: what it prints, who had the GIL when, and why it moved");
const gil = vivarium("gil", "--events", "demo.py").stdout.trimEnd().split("\n");
const most = 24;
console.log(gil.slice(0, most).join("\n"));
if (gil.length > most) console.log(`            ... ${gil.length - most} more lines`);

heading("vivarium time --explain demo.py: where the wall time went");
console.log(vivarium("time", "--explain", "demo.py").stderr.trim());

heading(`vivarium dis --explain demo.py, line ${lineOfInterest}: why no count is lost on 3.11`);
console.log(instructionsOfLine(vivarium("dis", "--explain", "demo.py").stdout, lineOfInterest));

heading(`vivarium dis --explain --gil 2.7 demo.py, line ${lineOfInterest}: where it could be lost`);
console.log(instructionsOfLine(vivarium("dis", "--explain", "--gil", "2.7", "demo.py").stdout, lineOfInterest));
console.log("\nEvery figure above is simulated: run it again, on any machine, and it is the same.");
