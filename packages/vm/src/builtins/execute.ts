import {
  CO_FUTURE_ANNOTATIONS,
  CO_FUTURE_BARRY_AS_BDFL,
  compileSource,
  compile as compileTree,
  PyRecursionError,
} from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import { type mod, PySyntaxError } from "@vivarium/parser";
import { pushFrame } from "../eval/call.ts";
import { currentFrame } from "../eval/current.ts";
import { PyFrame } from "../eval/frame.ts";
import { andThen as then } from "../eval/native-frame.ts";
import { importModuleLevel } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import { PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { type Code, newCode } from "../objects/code.ts";
import { dictGetStringBorrowed, dictSetString } from "../objects/dict/dict.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { raiseSyntaxError } from "../objects/exceptions/raise-syntax-error.ts";
import { frameLocals } from "../objects/frame-locals.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";

export type CompileMode = "exec" | "eval" | "single";

/** Compiles text or bytes; null with SyntaxError, ValueError or RecursionError. New reference to a code object. */
export function compileText(
  vm: VM,
  source: string | Uint8Array,
  filename: string,
  mode: CompileMode,
  flags = 0,
  optimize = 0,
): PyObject<Code> | null {
  return guardCompiler(vm, () => newCode(vm, compileSource(source, filename, mode, { optimize: optimize as 0 | 1 | 2, flags })));
}

/** What the parser and compiler throw becomes a Python exception. */
export function guardCompiler<V>(vm: VM, f: () => V): V | null {
  try {
    return f();
  } catch (error) {
    if (error instanceof PySyntaxError) return raiseSyntaxError(vm, error);
    if (error instanceof PyRecursionError) return vm.raise(vm.T.RecursionError, error.message);
    if (error instanceof Error && error.name === "PyValueError") return vm.raise(vm.T.ValueError, error.message);
    if (error instanceof Error && error.name === "PyMemoryError") return vm.raise(vm.T.MemoryError, error.message);
    throw error;
  }
}

/** Enters code with a namespace. Gives PENDING; the value is what the code returns. All borrowed. */
export function runCode(
  vm: VM,
  code: PyObject<Code>,
  globals: PyObject<DictTable>,
  locals: PyObject,
  keepAlive: PyObject[] | null = null,
): Result {
  const builtins = dictGetStringBorrowed(vm, globals, "__builtins__");
  const namespace = builtins === null ? vm.builtins : builtins.type === vm.T.module ? (builtins.w!.dict as PyObject) : builtins;
  const frame = new PyFrame(code.v, null, newRef(globals), newRef(namespace), newRef(locals));
  newRef(code);
  frame.keepAlive = keepAlive;
  return pushFrame(vm, frame) ? PENDING : null;
}

/** What code given as text owns while it runs: CPython's AST keeps each constant alive in its arena. New references. */
export function arenaOf(vm: VM, code: Code): PyObject[] {
  const kept: PyObject[] = [];
  const visit = (c: Code): void => {
    for (const constant of c.consts) {
      if (constant.type === vm.T.code) visit(constant.v as Code);
      else kept.push(newRef(constant));
    }
  };
  visit(code);
  return kept;
}

/** Globals and locals for exec and eval, both new references, or null. */
function namespaces(
  vm: VM,
  name: string,
  globals: PyObject | null,
  locals: PyObject | null,
): [PyObject<DictTable>, PyObject] | null {
  const T = vm.T;
  const given = globals === vm.none ? null : globals;
  const givenLocals = locals === vm.none ? null : locals;
  if (given !== null && !isSubtype(given.type, T.dict))
    return vm.raise(T.TypeError, `${name}() globals must be a dict, not ${given.type.name}`);
  if (givenLocals !== null && givenLocals.type.mp_subscript === null)
    return vm.raise(
      T.TypeError,
      `${name === "eval" ? "locals must be a mapping" : `locals must be a mapping or None, not ${givenLocals.type.name}`}`,
    );
  const frame = currentFrame(vm);
  if (given === null) {
    if (frame === null) return vm.raise(T.SystemError, "globals and locals cannot be NULL");
    const own = givenLocals === null ? frameLocals(vm, frame) : newRef(givenLocals);
    return own === null ? null : [newRef(frame.globals) as PyObject<DictTable>, own];
  }
  return [newRef(given) as PyObject<DictTable>, newRef(givenLocals ?? given)];
}

/** CPython 3.11: Python/bltinmodule.c builtin_exec_impl, builtin_eval_impl */
function execute(
  vm: VM,
  name: "exec" | "eval",
  source: PyObject,
  globals: PyObject | null,
  locals: PyObject | null,
  closure: PyObject | null,
): Result {
  const T = vm.T;
  const spaces = namespaces(vm, name, globals, locals);
  if (spaces === null) return null;
  const [g, l] = spaces;
  if (dictGetStringBorrowed(vm, g, "__builtins__") === null) {
    const key = vm.intern("__builtins__");
    dictSetString(vm, g, key, vm.builtinsModule ?? vm.builtins);
    vm.counts.decref(key);
  }
  const r = executeIn(vm, name, source, g, l, closure);
  vm.counts.decref(g);
  vm.counts.decref(l);
  return name === "exec" ? then(vm, r, toNone) : r;
}

function executeIn(
  vm: VM,
  name: "exec" | "eval",
  source: PyObject,
  g: PyObject<DictTable>,
  l: PyObject,
  closure: PyObject | null,
): Result {
  const T = vm.T;
  if (source.type === T.code) {
    const free = (source.v as Code).nfrees;
    if (free > 0) {
      const cells = closure === null || closure === vm.none ? null : (closure.v as PyObject[]);
      if (name === "eval") return vm.raise(T.TypeError, "code object passed to eval() may not contain free variables");
      if (cells === null || cells.length !== free)
        return vm.raise(T.TypeError, `code object requires a closure of exactly length ${free}`);
    } else if (closure !== null && closure !== vm.none)
      return vm.raise(T.TypeError, "cannot use a closure with this code object");
    return runCode(vm, source as PyObject<Code>, g, l);
  }
  const text = sourceText(vm, source, name);
  if (text === null) return null;
  const trimmed = name === "eval" && typeof text === "string" ? text.replace(/^[ \t]+/, "") : text;
  const flags = inheritedFlags(vm);
  const code = compileText(vm, trimmed, "<string>", name, flags);
  if (code === null) return null;
  const r = runCode(vm, code, g, l, arenaOf(vm, code.v));
  vm.counts.decref(code);
  return r;
}

/** `from __future__` features of the calling code. CPython 3.11: PyEval_MergeCompilerFlags */
function inheritedFlags(vm: VM): number {
  const frame = currentFrame(vm);
  return frame === null ? 0 : frame.code.flags & (CO_FUTURE_ANNOTATIONS | CO_FUTURE_BARRY_AS_BDFL);
}

/** CPython 3.11: Python/pythonrun.c _Py_SourceAsString */
function sourceText(vm: VM, source: PyObject, name: string): string | Uint8Array | null {
  const T = vm.T;
  if (isSubtype(source.type, T.str)) {
    const text = source.v as string;
    if (text.includes("\0")) return vm.raise(T.ValueError, "source code string cannot contain null bytes");
    return text;
  }
  if (source.v instanceof Uint8Array) return source.v;
  return vm.raise(T.TypeError, `${name}() arg 1 must be a string, bytes or code object`);
}

function toNone(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return vm.newNone();
}

function exec(
  vm: VM,
  _m: PyObject,
  source: PyObject,
  globals: PyObject | null,
  locals: PyObject | null,
  closure: PyObject | null,
): Result {
  return execute(vm, "exec", source, globals, locals, closure);
}

function evaluate(vm: VM, _m: PyObject, source: PyObject, globals: PyObject | null, locals: PyObject | null): Result {
  return execute(vm, "eval", source, globals, locals, null);
}

const PyCF_ONLY_AST = 0x0400;

/** CPython 3.11: Python/bltinmodule.c builtin_compile_impl */
function compile(
  vm: VM,
  _m: PyObject,
  source: PyObject,
  filename: PyObject,
  mode: PyObject,
  flags: PyObject | null,
  dontInherit: PyObject | null,
  optimize: PyObject | null,
): Result {
  const T = vm.T;
  const modeText = mode.v as string;
  if (modeText !== "exec" && modeText !== "eval" && modeText !== "single" && modeText !== "func_type")
    return vm.raise(T.ValueError, "compile() mode must be 'exec', 'eval', 'single' or 'func_type'");
  const name = filename.v instanceof Uint8Array ? String.fromCharCode(...filename.v) : (filename.v as string);
  if (typeof name !== "string")
    return vm.raise(T.TypeError, `expected str, bytes or os.PathLike object, not ${filename.type.name}`);
  const own = flags === null ? 0 : Number(flags.v);
  const merged = own | (dontInherit === null || dontInherit === vm.false_ || dontInherit.v === 0 ? inheritedFlags(vm) : 0);
  const level = optimize === null ? -1 : Number(optimize.v);
  if (level < -1 || level > 2) return vm.raise(T.ValueError, "compile(): invalid optimize value");
  if (vm.astBridge !== null) {
    const r = vm.astBridge(source, name, modeText, merged, level);
    if (r !== STOP) return r;
  }
  if ((own & PyCF_ONLY_AST) !== 0) return vm.raise(T.NotImplementedError, "the _ast module is not there");
  const text = sourceText(vm, source, "compile");
  return text === null
    ? null
    : compileText(vm, text, name, modeText as CompileMode, merged & ~PyCF_ONLY_AST, level < 0 ? vm.optimize : level);
}

/** Compiles a tree; null with an exception. */
export function compileModule(vm: VM, tree: mod, filename: string, flags: number, optimize: number): PyObject<Code> | null {
  return guardCompiler(vm, () => newCode(vm, compileTree(tree, filename, { flags, optimize: optimize as 0 | 1 | 2 })));
}

/** CPython 3.11: Python/bltinmodule.c builtin___import___impl */
function importFunction(
  vm: VM,
  _m: PyObject,
  name: PyObject,
  globals: PyObject | null,
  _locals: PyObject | null,
  fromlist: PyObject | null,
  level: PyObject | null,
): Result {
  const list = fromlist ?? vm.emptyTuple;
  return importModuleLevel(vm, name, globals === vm.none ? null : globals, list, level === null ? 0 : Number(level.v));
}

export const executeMethods: readonly MethodSpec[] = [
  method("exec", "(source, globals=None, locals=None, /, *, closure=None)", exec, {
    doc: "Execute the given source in the context of globals and locals.",
  }),
  method("eval", "(source, globals=None, locals=None, /)", evaluate, {
    doc: "Evaluate the given source in the context of globals and locals.",
  }),
  method("compile", "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", compile, {
    doc: "Compile source into a code object that can be executed by exec() or eval().",
  }),
  method("__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", importFunction, { doc: "Import a module." }),
];
