/**
 * Writes src/eval/loop.gen.ts: the eval loop, one function a variant, from the table of opcodes and the bodies in src/eval/ops/.
 *
 *     npx tsx --conditions=@vivarium/source packages/vm/build/gen-loop.ts
 *
 * A body is a function of `f: Registers` (see ops/registers.ts). Its text is taken over with `f.sp` written as the local variable `sp` and so on,
 * its returns turned into jumps, and its counting inlined in the fast variant. Where a body passes `f` on, the registers are stored in a real object first.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cacheEntries, type OpcodeRow, rows } from "@vivarium/compiler/opcodes";
import ts from "typescript";

const opsFolder = fileURLToPath(new URL("../src/eval/ops/", import.meta.url));
const output = fileURLToPath(new URL("../src/eval/loop.gen.ts", import.meta.url));
const registers = new Set(["vm", "thread", "counts", "T", "frame", "code", "slots", "consts", "sp", "pc", "oparg"]);
const inlined = new Set(["decref", "incref", "newRef"]);

/**
 * In the fast variant these store where they are only before they call something that may look: storing it always is a tenth of their time. None of
 * them has moved `sp` before such a call, or what is above it is no longer theirs.
 */
const storeLate = new Set([
  "LOAD_FAST",
  "LOAD_GLOBAL",
  "LOAD_ATTR",
  "BINARY_OP",
  "BINARY_SUBSCR",
  "COMPARE_OP",
  "FOR_ITER",
  "JUMP_FORWARD",
  "JUMP_BACKWARD",
  "POP_JUMP_FORWARD_IF_FALSE",
  "POP_JUMP_FORWARD_IF_TRUE",
  "POP_JUMP_BACKWARD_IF_FALSE",
  "POP_JUMP_BACKWARD_IF_TRUE",
]);
/** Calls that look at no frame. */
const looksAtNoFrame = new Set(["newRef", "incref", "decref", "alloc", "touchPayload", "f.vm.newInt", "otherIntOperation"]);

interface Body {
  readonly name: string;
  readonly kind: "void" | "Result" | "Control";
  readonly node: ts.FunctionDeclaration;
  readonly source: ts.SourceFile;
}

interface Variant {
  readonly name: string;
  readonly observed: boolean;
}

interface Context {
  readonly variant: Variant;
  readonly row: OpcodeRow;
  /** In the run loop, or where a value is delivered. */
  readonly place: "run" | "deliver";
  readonly touchesCounts: boolean;
}

const bodies = new Map<string, Body>();
const imports = new Map<string, Set<string>>();
/** Number constants of the bodies' files, written as literals. */
const constants = new Map<string, string>();

function readOps(): void {
  for (const file of readdirSync(opsFolder).sort()) {
    if (!file.endsWith(".ts")) continue;
    const source = ts.createSourceFile(file, readFileSync(opsFolder + file, "utf8"), ts.ScriptTarget.ES2022, true);
    for (const statement of source.statements) readConstants(statement);
    if (file === "registers.ts") continue;
    for (const statement of source.statements) readStatement(statement, source, file);
  }
}

/** Exports named like opcodes are bodies; a body that uses another name of its file gets it by import. */
function readStatement(statement: ts.Statement, source: ts.SourceFile, file: string): void {
  if (ts.isImportDeclaration(statement)) readImport(statement);
  if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) return;
  const name = statement.name.text;
  if (/^[A-Z_]+(_finish)?$/.test(name)) {
    const type = statement.type?.getText(source) ?? "";
    if (type !== "void" && type !== "Result" && type !== "Control") throw new Error(`${file}: ${name} returns ${type}`);
    bodies.set(name, { name, kind: type, node: statement, source });
  } else addImport(`./ops/${file}`, name);
}

function readConstants(statement: ts.Statement): void {
  if (!ts.isVariableStatement(statement)) return;
  for (const d of statement.declarationList.declarations)
    if (ts.isIdentifier(d.name) && d.initializer !== undefined && ts.isNumericLiteral(d.initializer))
      constants.set(d.name.text, d.initializer.text);
}

function readImport(statement: ts.ImportDeclaration): void {
  const clause = statement.importClause;
  if (clause === undefined || clause.isTypeOnly || clause.namedBindings === undefined || !ts.isNamedImports(clause.namedBindings))
    return;
  const from = (statement.moduleSpecifier as ts.StringLiteral).text;
  if (from === "./registers.ts") return;
  const path = from.startsWith("../../")
    ? `../${from.slice(6)}`
    : from.startsWith("../")
      ? `./${from.slice(3)}`
      : from.startsWith("./")
        ? `./ops/${from.slice(2)}`
        : from;
  for (const element of clause.namedBindings.elements)
    if (!element.isTypeOnly)
      addImport(
        path,
        element.propertyName === undefined ? element.name.text : `${element.propertyName.text} as ${element.name.text}`,
      );
}

function addImport(path: string, name: string): void {
  const names = imports.get(path) ?? new Set();
  names.add(name);
  imports.set(path, names);
}

// --- Text of a body -----------------------------------------------------------------------------------------------------------

function text(node: ts.Node, body: Body, context: Context, exit: (expression: ts.Expression | undefined) => string): string {
  const visit = (n: ts.Node): string => {
    if (
      ts.isPropertyAccessExpression(n) &&
      ts.isIdentifier(n.expression) &&
      n.expression.text === "f" &&
      registers.has(n.name.text)
    )
      return n.name.text;
    if (ts.isIdentifier(n) && constants.has(n.text)) return constants.get(n.text)!;
    if (ts.isReturnStatement(n)) return exit(n.expression);
    if (ts.isExpressionStatement(n) && ts.isCallExpression(n.expression)) {
      const counted = countingStatement(n.expression, visit, context);
      if (counted !== null) return counted;
      const finish = finishCall(n.expression);
      if (finish !== null) return finishText(finish, "r", context, true);
    }
    if (ts.isCallExpression(n)) return callText(n, visit, context);
    if (ts.isAsExpression(n) || ts.isNonNullExpression(n)) return visit(n.expression);
    if (ts.isVariableDeclaration(n))
      return `${n.name.getText()}${n.initializer === undefined ? "" : ` = ${visit(n.initializer)}`}`;
    return children(n, visit, body.source);
  };
  return visit(node);
}

/** The node's own text with its children's replaced. */
function children(node: ts.Node, visit: (n: ts.Node) => string, source: ts.SourceFile): string {
  const full = source.text;
  let out = "";
  let at = node.getStart(source);
  ts.forEachChild(node, (child) => {
    const start = child.getStart(source);
    out += full.slice(at, start) + visit(child);
    at = child.getEnd();
  });
  return stripComments(out + full.slice(at, node.getEnd()));
}

function stripComments(s: string): string {
  return s.replace(/^\s*\/\/.*\n/gm, "");
}

function countingStatement(call: ts.CallExpression, visit: (n: ts.Node) => string, context: Context): string | null {
  const name = call.expression.getText();
  const argument = (i: number): string => visit(call.arguments[i]!);
  if (name === "decref") {
    const x = argument(1);
    return context.variant.observed ? `counts.decref(${x});` : `if (--${x}.rc === 0) counts.dealloc(${x});`;
  }
  if (name === "incref") return context.variant.observed ? `incref(${argument(0)});` : `${argument(0)}.rc++;`;
  return null;
}

function callText(call: ts.CallExpression, visit: (n: ts.Node) => string, context: Context): string {
  const callee = call.expression.getText();
  if (callee === "newRef" && !context.variant.observed && ts.isIdentifier(call.arguments[0]!)) {
    const x = visit(call.arguments[0]!);
    return `(${x}.rc++, ${x})`;
  }
  const passesRegisters = call.arguments.some((a) => ts.isIdentifier(a) && a.text === "f");
  const bare = `${visit(call.expression)}(${call.arguments.map(visit).join(", ")})`;
  const plain = storesLate(context) && !looksAtNoFrame.has(callee) ? `(frame.pc = pc, frame.sp = sp, ${bare})` : bare;
  if (!passesRegisters) return plain;
  return `(f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = ${plain}, sp = f.sp, pc = f.pc, cost = thread.cost, t)`;
}

function storesLate({ variant, row, place }: Context): boolean {
  return !variant.observed && place === "run" && storeLate.has(row.name);
}

/** `NAME_finish(f, r)`: the body to be put in its place. */
function finishCall(call: ts.CallExpression): Body | null {
  const name = call.expression.getText();
  return name.endsWith("_finish") ? (bodies.get(name) ?? null) : null;
}

// --- Where a body leads -------------------------------------------------------------------------------------------------------

function size(row: OpcodeRow): number {
  return 1 + cacheEntries[row.number]!;
}

/** Goes on with the instruction at `pc`, which is set. `how`: NEXT 0, JUMP 1, CALLED 4. */
function goOn(context: Context, how: 0 | 1 | 4): string {
  const { row, variant, place } = context;
  let out = "";
  if (context.touchesCounts) out += "if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } ";
  if (variant.observed) out += `last = ${row.number}; how = ${how}; lastArg = oparg; `;
  else if (isCheckpoint(row, how)) {
    const operand = row.checkpoint === "operand-below-2" ? "oparg < 2 && " : "";
    const backwards = row.checkpoint === "jump-taken-backwards" && !row.name.includes("BACKWARD") ? "pc <= frame.pc && " : "";
    out += `if (${operand}${backwards}(cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } `;
  }
  return out + (place === "run" ? "continue run;" : "action = RUN; continue outer;");
}

/** Does 3.11 look at the eval breaker when the instruction goes on in this way. */
function isCheckpoint(row: OpcodeRow, how: 0 | 1 | 4): boolean {
  switch (row.checkpoint) {
    case "always":
    case "operand-below-2":
      return true;
    case "jump-taken":
    case "jump-taken-backwards":
      return how === 1;
    case "after-native-callee":
    case "after-any-callee":
      return how === 4;
    default:
      return false;
  }
}

const toError = "{ action = ERROR; continue outer; }";
const toReload = "{ frame.sp = sp; action = RELOAD; continue outer; }";

/** `return X;` of a Control body. */
function controlExit(context: Context, body: Body): (e: ts.Expression | undefined) => string {
  return (e) => {
    const what = e?.getText() ?? "NEXT";
    const next = `pc += ${size(context.row)}; `;
    switch (what) {
      case "NEXT":
        return `{ ${next}${goOn(context, 0)} }`;
      case "CALLED":
        return `{ ${next}${goOn(context, 4)} }`;
      case "JUMP":
        return `{ ${goOn(context, 1)} }`;
      case "ERROR":
        return toError;
      case "SWITCH":
        return toReload;
      default:
    }
    if (e !== undefined && ts.isCallExpression(e)) {
      const finish = finishCall(e);
      if (finish !== null) return finishText(finish, "r", context, false);
      // A function that raises and gives ERROR.
      return `{ ${text(e, body, context, () => "")}; ${toError.slice(2)}`;
    }
    throw new Error(`${body.name}: return ${what}`);
  };
}

/** The body of a `*_finish` function with its value in `r`. `falls`: what comes after it is the caller's business. */
function finishText(finish: Body, _value: string, context: Context, falls: boolean): string {
  const block = finish.node.body!;
  if (finish.kind === "Control") return text(block, finish, context, controlExit(context, finish));
  const label = `done`;
  const inner = text(
    block,
    finish,
    context,
    (e) => `{ ${e === undefined ? "" : `${text(e, finish, context, () => "")};`} break ${label}; }`,
  );
  const out = inner.includes(`break ${label}`) ? `${label}: ${inner}` : inner;
  return falls ? out : `${out} { pc += ${size(context.row)}; ${goOn(context, 0)} }`;
}

function countsIn(names: string[]): boolean {
  return names.some((name) => {
    const body = bodies.get(name);
    return (
      body !== undefined &&
      (body.kind === "Result" || /decref|alloc|new[A-Z]|callBuiltin|FunctionEx/.test(body.node.getText(body.source)))
    );
  });
}

function caseText(row: OpcodeRow, variant: Variant): string {
  const body = bodies.get(row.name);
  if (body === undefined) throw new Error(`no body for ${row.name}`);
  const context: Context = { variant, row, place: "run", touchesCounts: countsIn([row.name, `${row.name}_finish`]) };
  const block = body.node.body!;
  const store = storesLate(context) ? "" : "frame.pc = pc; frame.sp = sp; ";
  if (body.kind === "void") return `${text(block, body, context, () => "return;")} pc += ${size(row)}; ${goOn(context, 0)}`;
  if (body.kind === "Control") return `${store}${text(block, body, context, controlExit(context, body))}`;
  const finish = bodies.get(`${row.name}_finish`);
  if (finish === undefined) throw new Error(`no finish for ${row.name}`);
  const operate = text(block, body, context, (e) => `{ $r = ${text(e!, body, context, () => "")}; break op; }`);
  return [
    `${store}op: ${operate}`,
    `r = $r; if (r === null) ${toError}`,
    `if (r === PENDING) { frame.awaiting = 1; ${toReload.slice(2)}`,
    finishAfter(finish, context),
  ].join("\n");
}

function finishAfter(finish: Body, context: Context): string {
  return finish.kind === "Control" ? finishText(finish, "r", context, false) : finishText(finish, "r", context, false);
}

function deliverText(row: OpcodeRow, variant: Variant): string | null {
  const finish = bodies.get(`${row.name}_finish`);
  if (finish === undefined) return null;
  const context: Context = { variant, row, place: "deliver", touchesCounts: true };
  if (finish.kind === "Control") return `case ${row.number}: ${finishText(finish, "r", context, false)}`;
  const how = row.checkpoint === "after-native-callee" || row.checkpoint === "after-any-callee" ? 4 : 0;
  return `case ${row.number}: { ${finishText(finish, "r", context, true)} pc += ${size(row)}; ${goOn(context, how)} }`;
}

// --- The loop -----------------------------------------------------------------------------------------------------------------

function loopText(variant: Variant): string {
  const base = rows.filter((row) => row.kind === "base");
  const cases = base.map((row) => `      case ${row.number}: { // ${row.name}\n${caseText(row, variant)}\n}`).join("\n");
  const delivers = base
    .map((row) => deliverText(row, variant))
    .filter((s) => s !== null)
    .join("\n");
  const observe = variant.observed
    ? `if (last !== -1) { const was = last, back = pc <= frame.pc; last = -1; frame.pc = pc; frame.sp = sp; if (observeBoundary(vm, was, lastArg, how, back, words[pc] & 255, cost)) { action = CHECKPOINT; continue outer; } }
      if (vm.observer !== null) { frame.pc = pc; frame.sp = sp; thread.cost = cost; if (!observeInstruction(vm, frame, words[pc] & 255)) { action = thread.exception !== null ? ERROR : CHECKPOINT; continue outer; } cost = thread.cost; }`
    : "";
  return `
/** ${variant.observed ? "The observed variant: looks at every boundary between instructions, calls the observer, and counts through the journal." : "The fast variant: looks at the eval breaker where 3.11 does and nowhere else."} */
export function ${variant.name}(vm: VM, thread: ThreadState): number {
  const counts = vm.counts, generations = vm.generations, T = vm.T, state = vm.evalState, costs = state.costs;
  const f = { vm, thread, counts, T, frame: null, code: null, slots: null, consts: null, sp: 0, pc: 0, oparg: 0 };
  let frame = null, code = null, slots = null, words = null, consts = null, sp = 0, pc = 0, oparg = 0;
  let cost = thread.cost, action = RELOAD, r = null, $r = null, t = null${variant.observed ? ", last = -1, how = 0, lastArg = 0" : ""};
  outer: for (;;) {
    switch (action) {
      case RELOAD: {
        const top = thread.frame;
        if (!(top instanceof PyFrame) || thread.status !== "running") { thread.cost = cost; return EXIT_SWITCH; }
        frame = top; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; sp = frame.sp; pc = frame.pc;
        f.frame = frame; f.code = code; f.slots = slots; f.consts = consts;
        vm.current = frame;
        action = RUN;
        if (!thread.delivering) break;
        r = thread.sent; thread.sent = null; thread.delivering = false;
        const mode = frame.awaiting; frame.awaiting = 0;
        if (r === null) { action = ERROR; continue outer; }
        if (mode === 0) break;
        oparg = words[pc] >>> 8;
        if (mode === 2) {
          slots[sp++] = r; pc += 1 + cacheEntries[words[pc] & 255];
          ${variant.observed ? "last = words[frame.pc] & 255; how = 5; lastArg = oparg;" : ""}
          if (counts.suspended !== null || generations.due) action = ATTEND; else break;
          continue outer;
        }
        switch (words[pc] & 255) {
${delivers}
          default: throw new Error("a value was delivered to " + (words[pc] & 255));
        }
      }
      case ERROR:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0;
        unwind(vm, thread, frame);
        action = RELOAD;
        continue outer;
      case ATTEND:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0;
        vm.attend();
        action = RELOAD;
        continue outer;
      case CHECKPOINT:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0; thread.cost = cost;
        return EXIT_CHECKPOINT;
      default:
    }
    run: for (;;) {
      ${observe}
      const word = words[pc];
      oparg = word >>> 8;
      cost += costs[word & 255];
      switch (word & 255) {
${cases}
      default: throw new Error("unknown opcode " + (word & 255));
      }
    }
  }
}`;
}

function write(): void {
  readOps();
  const used = [...imports].map(
    ([path, names]) => [path, [...names].filter((n) => !inlined.has(n) || n === "incref" || n === "newRef")] as const,
  );
  const loops = [loopText({ name: "evalFast", observed: false }), loopText({ name: "evalObserved", observed: true })].join("\n");
  const needed = used
    .map(
      ([path, names]) => [path, names.filter((n) => new RegExp(`\\b${n.slice(n.lastIndexOf(" ") + 1)}\\b`).test(loops))] as const,
    )
    .filter(([path, names]) => names.length > 0 && path !== "@vivarium/compiler/opcodes")
    .map(
      ([path, names]) =>
        `import { ${[...new Set(names)]
          .filter((n) => !(n === "PENDING" || n === "STOP" || n === "OK"))
          .sort()
          .join(", ")} } from "${path}";`,
    )
    .filter((line) => !line.includes("{  }"));
  writeFileSync(
    output,
    `// Made by: npx tsx --conditions=@vivarium/source packages/vm/build/gen-loop.ts
// @ts-nocheck: generated from bodies that are checked where they stand.
${needed.sort().join("\n")}
import { cacheEntries } from "@vivarium/compiler/opcodes";
import type { VM } from "../interpreter.ts";
import type { ThreadState } from "../thread.ts";
import { OK, PENDING, STOP } from "../object.ts";
import { PyFrame } from "./frame.ts";
import { observeBoundary, observeInstruction } from "./observe.ts";
import { unwind } from "./unwind.ts";

const RELOAD = 0, ERROR = 1, ATTEND = 2, CHECKPOINT = 3, RUN = 4;

/** Why a loop came back: another kind of frame is on top or the thread cannot go on; a checkpoint was reached. */
export const EXIT_SWITCH: number = 0;
export const EXIT_CHECKPOINT: number = 1;
${loops}
`,
  );
}

write();
