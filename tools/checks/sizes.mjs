// Ceilings on the length of files and functions. Exceptions are listed with a reason in tools/size-exceptions.txt.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { filesUnder, parseFile, walk, workspaces } from "./source-files.mjs";

export const FILE_CEILING = 600;
export const FUNCTION_CEILING = 60;

/** A function's name as a reader would say it, `Parser.statement`; a function without one has its line. */
function nameOf(file, node) {
  const named =
    node.name ?? (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent.name : undefined);
  const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const own = ts.isConstructorDeclaration(node) ? "constructor" : named !== undefined ? named.getText(file) : `line ${line}`;
  const holder = ts.isClassLike(node.parent) ? node.parent.name?.text : undefined;
  return holder === undefined ? own : `${holder}.${own}`;
}

function longFunctions(root, path) {
  const file = parseFile(root, path);
  const lineAt = (position) => file.getLineAndCharacterOfPosition(position).line;
  const found = [];
  walk(file, (node) => {
    if (!ts.isFunctionLike(node) || node.body === undefined) return;
    const length = lineAt(node.end) - lineAt(node.getStart(file)) + 1;
    if (length > FUNCTION_CEILING)
      found.push({ key: `${path}#${nameOf(file, node)}`, text: `${length} lines, a function may have ${FUNCTION_CEILING}` });
  });
  return found;
}

/** `path: reason` or `path#function: reason` a line; `#` at the start of a line is a comment. */
function readExceptions(root) {
  const path = join(root, "tools/size-exceptions.txt");
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  return new Set(
    lines.filter((line) => line.trim() !== "" && !line.startsWith("#")).map((line) => line.slice(0, line.indexOf(": "))),
  );
}

/**
 * Files and functions over their ceiling, and exceptions that are none.
 * @param {string} root
 * @returns {string[]}
 */
export function sizeFindings(root) {
  const endings = [".ts", ".mts", ".mjs", ".js", ".vue"];
  const code = ["tools", ...workspaces(root).flatMap(({ folder }) => [`${folder}/src`, `${folder}/build`, `${folder}/bin`])];
  const tests = [...workspaces(root).map(({ folder }) => `${folder}/test`), "conformance"];
  const isGenerated = (path) => path.includes(".gen.");
  const filesOf = (folders) =>
    folders.flatMap((folder) => filesUnder(root, folder, endings)).filter((path) => !isGenerated(path));
  const found = [];
  for (const path of [...filesOf(code), ...filesOf(tests)]) {
    const lines = readFileSync(join(root, path), "utf8").trimEnd().split("\n").length;
    if (lines > FILE_CEILING) found.push({ key: path, text: `${lines} lines, a file may have ${FILE_CEILING}` });
  }
  for (const path of filesOf(code)) found.push(...longFunctions(root, path));
  const exceptions = readExceptions(root);
  const used = new Set(found.map(({ key }) => key));
  return [
    ...found.filter(({ key }) => !exceptions.has(key)).map(({ key, text }) => `${key}: ${text}`),
    ...[...exceptions]
      .filter((key) => !used.has(key))
      .map((key) => `tools/size-exceptions.txt: ${key} is within its ceiling now`),
  ];
}
