/**
 * Writes src/eval/loop.gen.ts, from the table of opcodes and the bodies in src/eval/ops/:
 *
 *     npx tsx --conditions=@vivarium/source packages/vm/build/gen-loop.ts
 *
 * - `evalFast`: the loop that tests for nothing. What is common (`NAME_fast`, and the short bodies in `inlined`) stands in it as text, the fields of
 *   `f: Registers` written as local variables and the counting plain. All else is left to `step`: V8 optimizes a small loop well and soon, and needs half a
 *   second for one with everything in it.
 * - `evalObserved`: the loop that looks at every boundary; it calls the bodies as they are, so that they count through the journal.
 * - `step`, `finish`: one instruction, or the rest of one whose value has come, by its body.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cacheEntries, type OpcodeRow, op, rows } from "@vivarium/compiler/opcodes";
import ts from "typescript";

const opsFolder = fileURLToPath(new URL("../src/eval/ops/", import.meta.url));
const output = fileURLToPath(new URL("../src/eval/loop.gen.ts", import.meta.url));
const registers = new Set([
  "vm",
  "thread",
  "counts",
  "T",
  "frame",
  "code",
  "slots",
  "consts",
  "words",
  "sp",
  "pc",
  "oparg",
  "given",
  "from",
]);

/** Bodies that are in the fast loop as they are. */
const inlined = new Set([
  "NOP",
  "EXTENDED_ARG",
  "RESUME",
  "POP_TOP",
  "PUSH_NULL",
  "LOAD_CONST",
  "STORE_FAST",
  "SWAP",
  "COPY",
  "LOAD_FAST",
  "LOAD_DEREF",
  "STORE_DEREF",
  "LOAD_CLOSURE",
  "KW_NAMES",
  "IS_OP",
  "LIST_APPEND",
  "JUMP_FORWARD",
  "JUMP_BACKWARD",
  "POP_JUMP_FORWARD_IF_NONE",
  "POP_JUMP_FORWARD_IF_NOT_NONE",
  "POP_JUMP_BACKWARD_IF_NONE",
  "POP_JUMP_BACKWARD_IF_NOT_NONE",
]);

type Kind = "void" | "Result" | "Control" | "Fast";

interface Body {
  readonly name: string;
  readonly kind: Kind;
  readonly node: ts.FunctionDeclaration;
  readonly source: ts.SourceFile;
  readonly file: string;
}

const base: readonly OpcodeRow[] = rows.filter((row) => row.kind === "base");
const bodies = new Map<string, Body>();
/** What the texts in the fast loop use from elsewhere: name to module. */
const imports = new Map<string, string>();
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

/** Exports named like opcodes are bodies; a text that uses another name of its file gets it by import. */
function readStatement(statement: ts.Statement, source: ts.SourceFile, file: string): void {
  if (ts.isImportDeclaration(statement)) readImport(statement);
  if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) return;
  const name = statement.name.text;
  if (!/^[A-Z_]+(_finish|_fast)?$/.test(name)) {
    imports.set(name, `./ops/${file}`);
    return;
  }
  const kind = statement.type?.getText(source) as Kind;
  if (!["void", "Result", "Control", "Fast"].includes(kind)) throw new Error(`${file}: ${name} returns ${kind}`);
  bodies.set(name, { name, kind, node: statement, source, file });
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
    ? from.slice(3)
    : from.startsWith("../")
      ? from.slice(1)
      : from.startsWith("./")
        ? `./ops/${from.slice(2)}`
        : from;
  for (const element of clause.namedBindings.elements) if (!element.isTypeOnly) imports.set(element.name.text, path);
}

// --- Text in the fast loop ----------------------------------------------------------------------------------------------------

interface Context {
  readonly row: OpcodeRow;
  readonly body: Body;
}

function text(node: ts.Node, context: Context): string {
  const { body } = context;
  const visit = (n: ts.Node): string => {
    if (ts.isPropertyAccessExpression(n) && ts.isIdentifier(n.expression)) {
      const owner = n.expression.text;
      if (owner === "f" && n.name.text === "fast") return "true";
      if (owner === "f") return register(n.name.text, body);
      if (owner === "op") return String(op[n.name.text as keyof typeof op]);
    }
    if (ts.isIdentifier(n)) {
      if (n.text === "f") throw new Error(`${body.name} passes f on: it cannot be in the fast loop`);
      return constants.get(n.text) ?? n.text;
    }
    if (ts.isReturnStatement(n)) return exit(n.expression, context, visit);
    if (ts.isExpressionStatement(n) && ts.isCallExpression(n.expression)) {
      const counting = countingStatement(n.expression, visit);
      if (counting !== null) return counting;
    }
    if (ts.isCallExpression(n) && n.expression.getText(body.source) === "newRef") {
      if (!ts.isIdentifier(n.arguments[0]!)) throw new Error(`${body.name}: newRef of something without a name`);
      const x = visit(n.arguments[0]!);
      return `(${x}.rc++, ${x})`;
    }
    if (ts.isNewExpression(n)) return `new ${visit(n.expression)}(${(n.arguments ?? []).map(visit).join(", ")})`;
    if (ts.isAsExpression(n) || ts.isNonNullExpression(n)) return visit(n.expression);
    if (ts.isVariableDeclaration(n))
      return `${n.name.getText(body.source)}${n.initializer === undefined ? "" : ` = ${visit(n.initializer)}`}`;
    return children(n, visit, body.source);
  };
  return visit(node);
}

function register(name: string, body: Body): string {
  if (!registers.has(name)) throw new Error(`${body.name}: f.${name} is no register`);
  return name;
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
  return (out + full.slice(at, node.getEnd())).replace(/^\s*\/\/.*\n/gm, "");
}

/** Counts are plain where no journal is on. */
function countingStatement(call: ts.CallExpression, visit: (n: ts.Node) => string): string | null {
  const argument = (i: number): string => visit(call.arguments[i]!);
  switch (call.expression.getText()) {
    case "decref":
      return `if (--${argument(1)}.rc === 0) counts.dealloc(${argument(1)});`;
    case "incref":
      return `${argument(0)}.rc++;`;
    case "touch":
    case "touchPayload":
      return "";
    case "settle":
      return "frame.pc = pc; frame.sp = sp; thread.cost = cost;";
    case "charge":
      return `cost += costs[${argument(1)}];`;
    default:
      return null;
  }
}

// --- Where a text leads -------------------------------------------------------------------------------------------------------

const attend = "if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }";
const load =
  "code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; f.frame = frame; f.code = code; f.slots = slots; f.consts = consts; f.words = words; vm.current = frame;";

function size(row: OpcodeRow): number {
  return 1 + cacheEntries[row.number]!;
}

/** Does 3.11 look at the eval breaker when the instruction goes on in this way. */
function isCheckpoint(row: OpcodeRow, how: "NEXT" | "JUMP" | "CALLED"): boolean {
  switch (row.checkpoint) {
    case "always":
    case "operand-below-2":
      return true;
    case "jump-taken":
    case "jump-taken-backwards":
      return how === "JUMP";
    case "after-native-callee":
    case "after-any-callee":
      return how === "CALLED";
    default:
      return false;
  }
}

function checkpoint(row: OpcodeRow, how: "NEXT" | "JUMP" | "CALLED"): string {
  if (!isCheckpoint(row, how)) return "";
  if (row.checkpoint === "jump-taken-backwards" && !row.name.includes("BACKWARD"))
    throw new Error(`${row.name}: which way does it jump?`);
  return look(row.checkpoint === "operand-below-2" ? "oparg < 2 && " : "");
}

/**
 * What is seldom done here touches local variables only: V8 has learned nothing of a property access that has not run yet, and the first
 * one throws away the whole compiled loop.
 */
function look(condition: string): string {
  return `if (${condition}(cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; }`;
}

/** `return X;` of a text. */
function exit(e: ts.Expression | undefined, { row, body }: Context, visit: (n: ts.Node) => string): string {
  const step = `pc += ${size(row)};`;
  switch (e?.getText(body.source) ?? "NEXT") {
    case "NEXT":
      return `{ ${step} ${attend} ${checkpoint(row, "NEXT")} continue run; }`;
    case "QUIET":
      return `{ ${step} ${checkpoint(row, "NEXT")} continue run; }`;
    case "CALLED":
      return `{ ${step} ${attend} ${checkpoint(row, "CALLED")} continue run; }`;
    case "JUMP":
      return `{ ${checkpoint(row, "JUMP")} continue run; }`;
    case "FUSED_NEXT":
      return "continue run;";
    case "FUSED_JUMP_BACK":
      return `{ ${look("")} continue run; }`;
    case "COLD":
      return "break hot;";
    case "ERROR":
      return "{ action = ERROR; continue outer; }";
    case "SWITCH":
      return "{ action = RELOAD; continue outer; }";
    case "ENTERED":
      return `{ frame = thread.frame; ${load} sp = frame.sp; pc = frame.pc; continue run; }`;
    case "YIELDED":
      return `{ frame = thread.frame; frame.awaiting = 0; ${load} sp = frame.sp; pc = frame.pc + 1; slots[sp++] = given; ${attend} continue run; }`;
    case "RETURNED":
      return `{ if (counts.suspended !== null) { vm.drainThen(given); action = RELOAD; continue outer; }
        frame = thread.frame; frame.awaiting = 0; ${load} sp = frame.sp; pc = frame.pc; slots[sp++] = given; pc += 1 + cacheEntries[words[pc] & 255];
        if (generations.due) { action = ATTEND; continue outer; } continue run; }`;
    default:
  }
  // A function that raises and gives ERROR.
  if (e !== undefined && ts.isCallExpression(e)) return `{ ${visit(e)}; action = ERROR; continue outer; }`;
  throw new Error(`${body.name}: return ${e?.getText()}`);
}

function fastCase(row: OpcodeRow): string | null {
  const body = bodies.get(`${row.name}_fast`) ?? (inlined.has(row.name) ? bodies.get(row.name) : undefined);
  if (body === undefined) return null;
  const context: Context = { row, body };
  const start = `${text(body.node.body!, context)}`;
  // Where it begins, for the report of a checkpoint: no arithmetic there that compiled code has never seen.
  const own = `${start.includes("from = ") || row.checkpoint !== "never" ? "let from = pc; " : ""}${start}`;
  if (body.kind !== "void") return own.includes("given") ? `let given = null; ${own}` : own;
  const quiet = !/decref|alloc|new[A-Z]/.test(body.node.getText(body.source));
  return `${own} pc += ${size(row)}; ${quiet ? "" : attend} ${checkpoint(row, "NEXT")} continue run;`;
}

// --- One instruction by its body ----------------------------------------------------------------------------------------------

function stepCase(row: OpcodeRow): string {
  const body = bodies.get(row.name);
  if (body === undefined) throw new Error(`no body for ${row.name}`);
  switch (body.kind) {
    case "void":
      return `${row.name}(f); return goOn(f, NEXT);`;
    case "Control":
      return `return goOn(f, ${row.name}(f));`;
    default: {
      const finish = bodies.get(`${row.name}_finish`);
      if (finish === undefined) throw new Error(`no finish for ${row.name}`);
      const call =
        finish.kind === "Control" ? `return goOn(f, ${finish.name}(f, r));` : `${finish.name}(f, r); return goOn(f, NEXT);`;
      return `{ const r = ${row.name}(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); ${call} }`;
    }
  }
}

function finishCase(row: OpcodeRow): string | null {
  const body = bodies.get(`${row.name}_finish`);
  if (body === undefined) return null;
  const how = row.checkpoint === "after-native-callee" || row.checkpoint === "after-any-callee" ? "CALLED" : "NEXT";
  return body.kind === "Control" ? `return goOn(f, ${body.name}(f, r));` : `${body.name}(f, r); return goOn(f, ${how});`;
}

function switchOf(texts: (row: OpcodeRow) => string | null): string {
  return base
    .map((row) => [row, texts(row)] as const)
    .filter(([, body]) => body !== null)
    .map(([row, body]) => `      case ${row.number}: { // ${row.name}\n${body}\n      }`)
    .join("\n");
}

// --- The loops ----------------------------------------------------------------------------------------------------------------

/** Before anything but running on. In one place in the fast variant: errors pass it during start-up, so that V8 knows it when a checkpoint comes. */
const leave = "frame.pc = pc; frame.sp = sp; frame.awaiting = 0; thread.cost = cost;";

function outer(variant: "evalFast" | "evalObserved"): string {
  const observed = variant === "evalObserved";
  return `
/** ${observed ? "The observed variant: looks at every boundary between instructions, calls the observer, and counts through the journal." : "The fast variant: looks at the eval breaker where 3.11 does and nowhere else."} */
export function ${variant}(vm: VM, thread: ThreadState): number {
  const counts = vm.counts, generations = vm.generations, T = vm.T, state = vm.evalState, costs = state.costs;
  const f = ${observed ? "vm.observedRegisters" : "vm.fastRegisters"};
  f.thread = thread;
  f.last = -1;
  let frame = null, code = null, slots = null, words = null, consts = null, sp = 0, pc = 0, oparg = 0;
  let cost = thread.cost, action = RELOAD, at = 0;
  outer: for (;;) {
    ${observed ? "" : `if (action !== RELOAD) { ${leave} state.at = action === LOOKED ? at : state.at; }`}
    switch (action) { // RELOAD and its like written out, all six of them: a jump table, which has nothing to learn
      case 0: {
        let top = thread.frame;
        if (!(top instanceof PyFrame)) {
          thread.cost = cost;
          do {
            if (top === null || thread.status !== "running") return EXIT_SWITCH;
            stepNative(vm, thread, top);
            top = thread.frame;
          } while (!(top instanceof PyFrame));
          cost = thread.cost;
        }
        if (thread.status !== "running"${observed ? "" : " || vm.observed"}) { thread.cost = cost; return EXIT_SWITCH; }
        frame = top; ${load}${observed ? " if (epoch !== 0) touchPayload(code.object);" : ""} sp = frame.sp; pc = frame.pc;
        if (!thread.delivering) break;
        thread.cost = cost; f.sp = sp; f.pc = pc;
        action = deliver(f);
        cost = thread.cost; sp = f.sp; pc = f.pc;
        if (action !== RUN) continue outer;
        break;
      }
      case 1:
        ${observed ? leave : ""}
        ${observed ? "frame.previous = pc; if (thread.trace === null || !traceUnwind(vm, thread, frame)) " : ""}unwind(vm, thread, frame);
        cost = thread.cost; action = RELOAD;
        continue outer;
      case 2:
        ${observed ? "if (pc !== frame.pc) frame.previous = frame.pc; " : ""}${observed ? leave : ""}
        vm.attend();
        cost = thread.cost; action = RELOAD;
        continue outer;
      case 5:
        ${observed ? "state.at = at;" : ""}
      // falls through
      case 3:
        ${observed ? leave : ""}
        return EXIT_CHECKPOINT;
      case 4:
      default:
    }
    run: for (;;) {
      ${observed ? observedStart : ""}const word = words[pc];
      oparg = word >>> 8;
      cost += costs[word & 255];
      ${observed ? "" : `hot: switch (word & 255) {\n${switchOf(fastCase)}\n      default:\n      }`}
      frame.pc = pc; frame.sp = sp; thread.cost = cost;
      f.sp = sp; f.pc = pc; f.oparg = oparg;
      action = ${observed ? "stepObserved" : "step"}(f, word & 255);
      cost = thread.cost; sp = f.sp; pc = f.pc;
      if (action !== RUN) continue outer;
    }
  }
}`.replaceAll("action = ERROR;", "action = ERROR_;");
}

const observedStart = `if (pc !== frame.pc) frame.previous = frame.pc;
      if (f.last !== -1) {
        const was = f.last, from = frame.pc;
        f.last = -1; frame.pc = pc; frame.sp = sp;
        if (observeBoundary(vm, was, f.lastArg, f.how, pc <= from, words[pc] & 255, cost)) { at = from; action = LOOKED; continue outer; }
      }
      if (vm.observer !== null || thread.trace !== null) {
        frame.pc = pc; frame.sp = sp; thread.cost = cost;
        if (!observeInstruction(vm, frame, words[pc] & 255)) { action = thread.exception !== null ? ERROR_ : thread.frame !== frame ? RELOAD : CHECKPOINT; continue outer; }
        cost = thread.cost; pc = frame.pc; sp = frame.sp;
      }
      `;

/** \`goOn\`'s rules of 3.11, a bit each. */
function rules(): string {
  return base
    .map((row) => {
      const bits = (["NEXT", "JUMP", "CALLED"] as const).map((how, i) => (isCheckpoint(row, how) ? 1 << i : 0));
      const operand = row.checkpoint === "operand-below-2" ? 8 : 0;
      const backwards = row.checkpoint === "jump-taken-backwards" ? 16 : 0;
      return `rules[${row.number}] = ${bits[0]! | bits[1]! | bits[2]! | operand | backwards};`;
    })
    .join(" ");
}

const head = `
const RELOAD = 0, ERROR_ = 1, ATTEND = 2, CHECKPOINT = 3, RUN = 4, LOOKED = 5;

/** Why a loop came back: another kind of frame is on top or the thread cannot go on; a checkpoint was reached. */
export const EXIT_SWITCH: number = 0;
export const EXIT_CHECKPOINT: number = 1;

/** Where 3.11 looks at the eval breaker: 1 going on, 2 by a jump, 4 after a native callee; 8 if the operand is below 2; 16 if the jump goes back. */
const rules = new Uint8Array(256);
${rules()}

/** What comes after an instruction whose body said how it goes on: RUN with the registers set, or what else to do first. */
function goOn(f: Registers, how: number): number {
  const { frame, vm } = f;
  const opcode = f.words[frame.pc] & 255;
  switch (how) {
    case NEXT: case QUIET: case CALLED:
      f.pc = frame.pc + 1 + cacheEntries[opcode];
      break;
    case JUMP:
      break;
    case ERROR:
      return ERROR_;
    default:
      frame.sp = f.sp;
      return RELOAD;
  }
  if (!f.fast) { f.last = opcode; f.how = how === CALLED ? 4 : how === JUMP ? 1 : 0; f.lastArg = f.oparg; }
  if (vm.counts.suspended !== null || vm.generations.due) return ATTEND;
  if (f.fast) {
    const rule = rules[opcode];
    const bit = how === CALLED ? 4 : how === JUMP ? 2 : 1;
    if ((rule & bit) !== 0 && !((rule & 8) !== 0 && f.oparg >= 2) && !((rule & 16) !== 0 && f.pc > frame.pc)) {
      const state = vm.evalState;
      if (f.thread.cost >= state.limit || --state.checkpoints === 0) { state.at = frame.pc; return CHECKPOINT; }
    }
  }
  return RUN;
}

/** The instruction waits for the value of the frame that was pushed. */
function wait(f: Registers): number {
  f.frame.awaiting = 1;
  f.frame.sp = f.sp;
  return RELOAD;
}

/** The frame on top gets what the one above it gave. */
function deliver(f: Registers): number {
  const { frame, thread, vm } = f;
  const r = thread.sent;
  thread.sent = null;
  thread.delivering = false;
  const mode = frame.awaiting;
  frame.awaiting = 0;
  if (r === null) return ERROR_;
  if (mode === 0) return RUN;
  const word = f.words[f.pc];
  f.oparg = word >>> 8;
  if (mode !== 2) return finish(f, word & 255, r);
  f.slots[f.sp++] = r;
  f.pc += 1 + cacheEntries[word & 255];
  f.last = word & 255; f.how = 5; f.lastArg = f.oparg;
  return vm.counts.suspended !== null || vm.generations.due ? ATTEND : RUN;
}
`;

function functions(): string {
  const observedCases = switchOf((row) =>
    bodies.has(`${row.name}_fast`) ? `const how = ${row.name}_fast(f); if (how !== COLD) return goOn(f, how); break;` : null,
  );
  return `
/** One instruction, at \`f.pc\`. */
function step(f: Registers, opcode: number): number {
  switch (opcode) {
${switchOf(stepCase)}
      default: throw new Error("unknown opcode " + opcode);
  }
}

/** One instruction, at \`f.pc\`, in the observed loop. */
function stepObserved(f: Registers, opcode: number): number {
  switch (opcode) {
${observedCases}
      default:
  }
  return step(f, opcode);
}

/** The rest of an instruction that waited for \`r\`. */
function finish(f: Registers, opcode: number, r: PyObject): number {
  switch (opcode) {
${switchOf(finishCase)}
      default: throw new Error("a value was delivered to " + opcode);
  }
}`;
}

function importLines(code: string): string {
  const byModule = new Map<string, Set<string>>();
  const add = (module: string, name: string): void => {
    if (!new RegExp(`\\b${name}\\b`).test(code)) return;
    byModule.set(module, (byModule.get(module) ?? new Set()).add(name));
  };
  for (const [name, module] of imports)
    if (!["touch", "touchPayload", "incref", "newRef", "op"].includes(name)) add(module, name);
  for (const body of bodies.values()) add(`./ops/${body.file}`, body.name);
  for (const name of ["PENDING", "STOP", "OK"]) add("../object.ts", name);
  for (const name of ["NEXT", "JUMP", "ERROR", "CALLED", "QUIET", "COLD"]) add("./ops/registers.ts", name);
  add("./frame.ts", "PyFrame");
  return [...byModule]
    .map(([module, names]) => `import { ${[...names].sort().join(", ")} } from "${module}";`)
    .sort()
    .join("\n");
}

function write(): void {
  readOps();
  const code = `${head}${functions()}\n${outer("evalFast")}\n${outer("evalObserved")}\n`;
  writeFileSync(
    output,
    `// Made by: npx tsx --conditions=@vivarium/source packages/vm/build/gen-loop.ts
// @ts-nocheck: generated from bodies that are checked where they stand.
${importLines(code)}
import { cacheEntries } from "@vivarium/compiler/opcodes";
import { epoch, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { ThreadState } from "../thread.ts";
import type { Registers } from "./ops/registers.ts";
import { observeBoundary, observeInstruction } from "./observe.ts";
import { traceUnwind } from "./trace.ts";
import { stepNative } from "./native-step.ts";
import { unwind } from "./unwind.ts";
${code}`,
  );
}

write();
