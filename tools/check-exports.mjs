// Compares what each built package exports with the record in tools/exports/, so that a change of the public interface is seen as a
// diff. `node tools/check-exports.mjs --update [PACKAGE...]` writes the record, of all packages or of those named. A package
// without a record is not frozen yet, and is named.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getPackageExportsManifest } from "vitest-package-exports";
import { exportFindings } from "./checks/exports.mjs";
import { report, workspaces } from "./checks/source-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const [option, ...names] = process.argv.slice(2);
const findings = [];
for (const { folder, manifest } of workspaces(root)) {
  if (manifest.exports === undefined) continue;
  const { exports } = await getPackageExportsManifest({
    cwd: join(root, folder),
    importMode: "dist",
    shouldIgnoreEntry: ({ entry }) => entry.endsWith(".pack"),
  });
  const short = folder.split("/")[1];
  const path = join(root, "tools/exports", `${short}.json`);
  if (option === "--update" && (names.length === 0 || names.includes(short) || names.includes(manifest.name))) {
    mkdirSync(join(root, "tools/exports"), { recursive: true });
    writeFileSync(path, `${JSON.stringify(exports, null, 2)}\n`);
  } else if (existsSync(path)) findings.push(...exportFindings(manifest.name, JSON.parse(readFileSync(path, "utf8")), exports));
  else console.log(`${manifest.name}: no record of its exports, not compared`);
}
report("exports", findings);
