// Packs every package as npm would publish it, installs the archives into an empty project, and imports and requires each.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { report, workspaces } from "./checks/source-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "vivarium-install-"));
const findings = [];

function run(what, program, args, cwd) {
  const result = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 26 });
  if (result.status !== 0) findings.push(`${what}: ${(result.stderr || result.stdout || String(result.error)).trim()}`);
  return result;
}

try {
  const packed = join(work, "packed");
  const project = join(work, "project");
  mkdirSync(packed);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", private: true }));
  const all = workspaces(root).filter(({ manifest }) => !manifest.private);
  // What they depend on comes from node_modules: there need be no registry.
  const own = new Set(all.map(({ manifest }) => manifest.name));
  const needed = new Set(
    all.flatMap(({ manifest }) => Object.keys(manifest.dependencies ?? {})).filter((name) => !own.has(name)),
  );
  const folders = [
    ...all.map(({ folder }) => join(root, folder)),
    ...[...needed].map((name) => join(root, "node_modules", name)),
  ];
  const archives = folders.flatMap((folder) => {
    const { status, stdout } = run(
      `npm pack in ${folder}`,
      "npm",
      ["pack", "--json", "--ignore-scripts", "--pack-destination", packed],
      folder,
    );
    return status === 0 ? [join(packed, JSON.parse(stdout)[0].filename)] : [];
  });
  run("npm install of the archives", "npm", ["install", "--offline", "--no-package-lock", ...archives], project);
  for (const { manifest } of all) {
    if (manifest.exports === undefined) continue;
    const subpaths = Object.keys(manifest.exports).filter(
      (path) => !path.endsWith(".json") && !path.endsWith(".pack") && !path.includes("*"),
    );
    for (const subpath of subpaths) {
      const specifier = JSON.stringify(manifest.name + subpath.slice(1));
      run(`import ${specifier}`, "node", ["--input-type=module", "-e", `await import(${specifier})`], project);
      run(`require ${specifier}`, "node", ["--no-warnings", "-e", `require(${specifier})`], project);
    }
  }
  for (const { manifest } of all) {
    for (const command of Object.keys(manifest.bin ?? {})) {
      run(`${command} -c pass`, join(project, "node_modules/.bin", command), ["-c", "pass"], project);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
report("packed packages", findings);
