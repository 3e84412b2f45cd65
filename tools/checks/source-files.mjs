import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";

const SKIPPED = new Set(["node_modules", "dist", ".git", ".turbo", "coverage", "recorded"]);

/**
 * The files under a folder whose names end in one of the endings, as paths relative to root with forward slashes, sorted.
 * @param {string} root
 * @param {string} folder relative to root
 * @param {string[]} endings
 * @returns {string[]}
 */
export function filesUnder(root, folder, endings) {
  const found = [];
  const visit = (directory) => {
    let entries;
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      const path = join(directory, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) visit(path);
      else if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
        found.push(relative(root, path).split(sep).join("/"));
    }
  };
  visit(join(root, folder));
  return found.sort();
}

/**
 * The folders of all workspaces, `packages/parser` and so on, with their manifests.
 * @param {string} root
 * @returns {{folder: string, manifest: {name: string, exports?: object, dependencies?: Record<string, string>}}[]}
 */
export function workspaces(root) {
  return ["packages", "apps"].flatMap((parent) =>
    filesUnder(root, parent, ["package.json"])
      .filter((path) => path.split("/").length === 3)
      .map((path) => ({
        folder: path.slice(0, -"/package.json".length),
        manifest: JSON.parse(readFileSync(join(root, path), "utf8")),
      })),
  );
}

/**
 * A parsed TypeScript or JavaScript file, with parent links.
 * @param {string} root
 * @param {string} path
 */
export function parseFile(root, path) {
  return ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.ES2022, true);
}

/** `path:line`, as editors understand it. */
export function placeOf(file, node) {
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
}

/** Calls visit on every node below a node, and on the node itself. */
export function walk(node, visit) {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** Prints what was found and sets the exit code. */
export function report(what, findings) {
  for (const finding of findings) console.error(finding);
  console.log(findings.length === 0 ? `${what}: ok` : `${what}: ${findings.length} found`);
  if (findings.length > 0) process.exitCode = 1;
}
