// The layer rule: which package may import which, and what of the platform each may touch.
import { builtinModules } from "node:module";
import { posix } from "node:path";
import ts from "typescript";
import { filesUnder, parseFile, placeOf, walk, workspaces } from "./source-files.mjs";

/** Every allowed import between our packages. `null`: all. A package that is not listed may import none. */
export const ALLOWED = {
  "@vivarium/parser": [],
  "@vivarium/heap": [],
  "@vivarium/gil": [],
  "@vivarium/meter": [],
  "@vivarium/compiler": ["@vivarium/parser"],
  "@vivarium/vm": ["@vivarium/parser", "@vivarium/compiler", "@vivarium/heap", "@vivarium/gil", "@vivarium/meter"],
  "@vivarium/stdlib": ["@vivarium/compiler"],
  "@vivarium/jit": ["@vivarium/compiler", "@vivarium/vm"],
  "@vivarium/explore": ["@vivarium/gil", "@vivarium/heap", "@vivarium/vm"],
  "@vivarium/host-node": ["@vivarium/vm"],
  "@vivarium/host-browser": ["@vivarium/vm"],
};

/** What differs from run to run, from machine to machine, or between platforms: for the host packages and the apps only. */
const PLATFORM_GLOBALS = new Set(
  [
    "Date performance process console Buffer setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame fetch Intl",
    "window document navigator crypto Worker localStorage __dirname __filename require",
  ]
    .join(" ")
    .split(" "),
);

/** The functions of Math whose result the language fixes to the last bit. */
const EXACT_MATH = new Set(
  "floor ceil trunc round abs min max sign imul clz32 sqrt fround PI E LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2".split(" "),
);

const isOurs = (name) => name.startsWith("@vivarium/") || name === "vivarium";
const isOuter = (folder) => folder.startsWith("apps/") || folder.startsWith("packages/host-");
const usesNode = (folder) => folder.startsWith("apps/") || folder === "packages/host-node";

/** The package of a bare specifier: `@vivarium/compiler` for `@vivarium/compiler/opcodes`. */
function packageOf(specifier) {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function allowedFor(workspace) {
  return workspace.folder.startsWith("apps/") ? null : (ALLOWED[workspace.manifest.name] ?? []);
}

function manifestFindings(workspace) {
  const allowed = allowedFor(workspace);
  if (allowed === null) return [];
  return Object.keys(workspace.manifest.dependencies ?? {})
    .filter((name) => isOurs(name) && !allowed.includes(name))
    .map((name) => `${workspace.folder}/package.json: may not depend on ${name}`);
}

/** The module specifiers in a file, with the node that each stands at. */
function specifiersOf(file) {
  const found = [];
  walk(file, (node) => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node)
            ? node.argument.literal
            : undefined;
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push({ node, text: specifier.text });
  });
  return found;
}

function importFinding(workspace, byName, path, text) {
  if (text.startsWith(".")) {
    const target = posix.normalize(posix.join(posix.dirname(path), text));
    return target.startsWith(`${workspace.folder}/src/`) || target === `${workspace.folder}/package.json`
      ? null
      : `import of ${text} leaves the package's src`;
  }
  if (text.startsWith("node:") || builtinModules.includes(packageOf(text))) {
    return usesNode(workspace.folder) ? null : `import of ${text}: only host-node and apps/* use Node`;
  }
  const name = packageOf(text);
  if (name === workspace.manifest.name) return `import of ${text}: a package does not import itself by name`;
  const allowed = allowedFor(workspace);
  if (isOurs(name) && allowed !== null && !allowed.includes(name)) return `import of ${text}: this layer may not`;
  if (!(name in (workspace.manifest.dependencies ?? {}))) return `import of ${text}: not among the package's dependencies`;
  const subpath = `.${text.slice(name.length)}`;
  const exported = byName.get(name)?.manifest.exports;
  return exported !== undefined && !(subpath in exported) ? `import of ${text}: ${name} does not export ${subpath}` : null;
}

/** Whether an identifier stands for a variable, and not for a property, a key or the name of a declaration. */
function isReference(node) {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return (parent.expression ?? parent.left) === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  return parent.name !== node;
}

function declaredNames(file) {
  const names = new Set();
  walk(file, (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isClassDeclaration(node);
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
}

function platformFindings(file) {
  const declared = declaredNames(file);
  const found = [];
  walk(file, (node) => {
    if (!ts.isIdentifier(node) || !isReference(node)) return;
    if (PLATFORM_GLOBALS.has(node.text) && !declared.has(node.text))
      found.push({ node, text: `${node.text}: only the host packages and apps/* may` });
    const access = node.parent;
    if (node.text === "Math" && ts.isPropertyAccessExpression(access) && !EXACT_MATH.has(access.name.text)) {
      found.push({ node, text: `Math.${access.name.text}: engines differ in it` });
    }
  });
  return found;
}

function generatorFindings(file) {
  const found = [];
  walk(file, (node) => {
    if (node.asteriskToken !== undefined && (ts.isFunctionLike(node) || ts.isFunctionExpression(node))) {
      found.push({ node, text: "function*: what Python waits for must not live on the JavaScript stack" });
    }
  });
  return found;
}

/**
 * Everything in a checkout that breaks the layer rule, one line each.
 * @param {string} root
 * @returns {string[]}
 */
export function layerFindings(root) {
  const all = workspaces(root);
  const byName = new Map(all.map((workspace) => [workspace.manifest.name, workspace]));
  const findings = [];
  for (const workspace of all) {
    findings.push(...manifestFindings(workspace));
    for (const path of filesUnder(root, `${workspace.folder}/src`, [".ts", ".js", ".mjs"])) {
      const file = parseFile(root, path);
      const found = specifiersOf(file).map(({ node, text }) => ({ node, text: importFinding(workspace, byName, path, text) }));
      if (!isOuter(workspace.folder)) found.push(...platformFindings(file));
      if (workspace.folder === "packages/vm") found.push(...generatorFindings(file));
      for (const { node, text } of found) if (text !== null) findings.push(`${placeOf(file, node)}: ${text}`);
    }
  }
  return findings;
}
