// Writes to a payload that no call of `touchPayload` in the same function announces: an undo would not take them back.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { filesUnder, parseFile, walk } from "./source-files.mjs";

/** Methods that change what they are called on: JavaScript's, and those of our tables. */
const MUTATORS = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "set", "delete", "clear", "add", "copyWithin"],
  ...["addString", "addHashed", "deleteEntry", "assign", "generalize", "resize", "fillSlot", "clearSlot", "insertClean"],
]);
/** Calls that give an object nobody else has. */
const MAKERS = /^(alloc|make|copy|new[A-Z]|vm\.new)|[cC]opy$/;
const TOUCH = /(^|\.)touch\w*$/;

const isFunction = (node) => ts.isFunctionLike(node) && node.body !== undefined;

/** The expression without brackets, assertions and casts around it. */
function bare(node) {
  while (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) node = node.expression;
  return node;
}

/** The variable that a chain of accesses starts from; null when it starts from something else. */
function rootOf(node) {
  for (node = bare(node); ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node); )
    node = bare(node.expression);
  if (ts.isIdentifier(node)) return node.text;
  return node.kind === ts.SyntaxKind.ThisKeyword ? "this" : null;
}

/** What one function does to payloads, with the functions inside it. */
class FunctionLook {
  /** Variables that stand for a payload or a part of one, with the variable of its object. */
  parts = new Map();
  fresh = new Set();
  touches = false;
  writes = [];

  constructor(body) {
    walk(body, (node) => this.look(node));
  }

  /** The variable of the object whose payload `node` is or is in; null when it is in none. */
  ownerOf(node) {
    for (
      node = bare(node);
      ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
      node = bare(node.expression)
    )
      if (ts.isPropertyAccessExpression(node) && node.name.text === "v") return rootOf(node.expression) ?? "?";
    return ts.isIdentifier(node) ? (this.parts.get(node.text) ?? null) : null;
  }

  look(node) {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) this.declare(node.name, bare(node.initializer));
    else if (ts.isCallExpression(node)) this.call(node);
    else if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) this.assign(node, bare(node.left));
    else if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node.operator))
      this.assign(node, bare(node.operand));
  }

  declare(name, value) {
    if (ts.isIdentifier(name)) {
      const owner = this.ownerOf(value);
      if (owner !== null) this.parts.set(name.text, owner);
      if (ts.isNewExpression(value) || (ts.isCallExpression(value) && MAKERS.test(value.expression.getText())))
        this.fresh.add(name.text);
    } else if (ts.isObjectBindingPattern(name)) {
      const owner = this.ownerOf(value);
      if (owner !== null) for (const { name: part } of name.elements) if (ts.isIdentifier(part)) this.parts.set(part.text, owner);
    }
  }

  call(node) {
    const { expression } = node;
    if (TOUCH.test(expression.getText())) this.touches = true;
    if (ts.isPropertyAccessExpression(expression) && MUTATORS.has(expression.name.text))
      this.write(node, this.ownerOf(expression.expression));
  }

  assign(node, target) {
    if (ts.isPropertyAccessExpression(target) && target.name.text === "v") this.write(node, rootOf(target.expression));
    else if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target))
      this.write(node, this.ownerOf(target.expression));
  }

  write(node, owner) {
    if (owner !== null && !this.fresh.has(owner)) this.writes.push(node);
  }
}

const isAssignment = (kind) => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
const isStep = (operator) => operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;

/** Functions that are in no other one. */
function outermostFunctions(file) {
  const found = [];
  const visit = (node) => {
    if (isFunction(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function nameOf(node) {
  const named =
    node.name ?? (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent.name : null);
  const holder = ts.isClassLike(node.parent) ? node.parent.name?.text : undefined;
  const own = named?.getText() ?? "function";
  return holder === undefined ? own : `${holder}.${own}`;
}

/** `path#function: reason` a line; `#` at the start of a line is a comment. */
function readExceptions(root) {
  const path = join(root, "tools/untouched-writes.txt");
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  return new Set(
    lines.filter((line) => line.trim() !== "" && !line.startsWith("#")).map((line) => line.slice(0, line.indexOf(": "))),
  );
}

/**
 * Functions of the vm that write to a payload without touching anything, and exceptions that are none.
 * @param {string} root
 * @returns {string[]}
 */
export function untouchedWrites(root) {
  const exceptions = readExceptions(root);
  const used = new Set();
  const findings = [];
  for (const path of filesUnder(root, "packages/vm/src", [".ts"])) {
    if (path.includes(".gen.")) continue;
    const file = parseFile(root, path);
    for (const node of outermostFunctions(file)) {
      const { touches, writes } = new FunctionLook(node.body);
      const [first] = writes;
      if (touches || first === undefined) continue;
      // What a layout's `restore` writes is what an undo writes.
      if (nameOf(node) === "restore") continue;
      const key = `${path}#${nameOf(node)}`;
      if (exceptions.has(key)) used.add(key);
      else {
        const line = file.getLineAndCharacterOfPosition(first.getStart(file)).line + 1;
        findings.push(`${key}: line ${line} writes to a payload without touchPayload: ${first.getText(file).split("\n")[0]}`);
      }
    }
  }
  for (const key of exceptions) if (!used.has(key)) findings.push(`tools/untouched-writes.txt: ${key} is no exception any more`);
  return findings;
}
