import {
  CO_FUTURE_ANNOTATIONS,
  CO_FUTURE_BARRY_AS_BDFL,
  type CompileOptions,
  compileSource,
  type ProgramText,
  PyRecursionError,
} from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import { PySourceError, PySyntaxError, type SyntaxWarningInfo } from "@vivarium/parser";
import { pushFrame } from "../eval/call.ts";
import { currentFrame } from "../eval/current.ts";
import { PyFrame } from "../eval/frame.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import { importModuleLevel } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import { PENDING, type PyObject, type Result } from "../object.ts";
import { type Code, newCompiledCode } from "../objects/code.ts";
import { dictGetStringBorrowed, dictSetString } from "../objects/dict/dict.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { raiseException } from "../objects/exceptions/raise.ts";
import { raiseSyntaxError } from "../objects/exceptions/raise-syntax-error.ts";
import { frameLocals } from "../objects/frame-locals.ts";
import { encodeStr } from "../objects/str/encode-methods.ts";
import { hasSurrogates } from "../objects/str/text.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { bytesView, hasBuffer } from "../protocol/buffer.ts";
import { hostSourceLines } from "../traceback/source-lines.ts";
import { arenaOf } from "./arena.ts";
import { tellWarnings } from "./syntax-warnings.ts";

export type CompileMode = "exec" | "eval" | "single";

/** Compiles text or bytes, and tells the warnings; null with SyntaxError, ValueError or RecursionError. New reference to a code object. */
export function compileText(
  vm: VM,
  source: string | Uint8Array,
  filename: string,
  mode: CompileMode,
  flags = 0,
  optimize = 0,
): Result {
  const warnings: SyntaxWarningInfo[] = [];
  const options = compileOptions(vm, flags, optimize, warnings);
  const code = guardCompiler(vm, () => newCompiledCode(vm, compileSource(source, filename, mode, options)));
  return tellWarnings(vm, code, warnings);
}

/** The same for a module of the interpreter itself, which warns of nothing. */
export function compileFrozen(vm: VM, source: string | Uint8Array, filename: string): PyObject<Code> | null {
  return guardCompiler(vm, () =>
    newCompiledCode(vm, compileSource(source, filename, "exec", { optimize: vm.optimize as 0 | 1 | 2 })),
  );
}

/** What the compiler is told of this interpreter. */
export function compileOptions(vm: VM, flags: number, optimize: number, warnings: SyntaxWarningInfo[]): CompileOptions {
  return {
    optimize: optimize as 0 | 1 | 2,
    flags,
    onWarning: (warning) => void warnings.push(warning),
    programText: programText(vm),
    recursionLimit: vm.recursionLimit,
    recursionDepth: vm.thread.depth,
  };
}

/** CPython 3.11: Python/errors.c PyErr_ProgramTextObject */
function programText(vm: VM): ProgramText {
  const lines = hostSourceLines(vm);
  return (filename, lineno) => {
    const line = lines(filename, lineno);
    return line === null ? null : `${line}\n`;
  };
}

/** What the parser and compiler throw becomes a Python exception. */
export function guardCompiler<V>(vm: VM, f: () => V): V | null {
  try {
    return f();
  } catch (error) {
    if (error instanceof PySyntaxError) return raiseSyntaxError(vm, error);
    if (error instanceof PyRecursionError) return vm.raise(vm.T.RecursionError, error.message);
    if (error instanceof PySourceError)
      return error.type === "MemoryError" ? raiseException(vm, vm.T.MemoryError, []) : vm.raise(vm.T.ValueError, error.message);
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
  // CPython runs it as a function made for the purpose, which holds the code once more.
  frame.keepAlive = [newRef(code), ...(keepAlive ?? [])];
  return pushFrame(vm, frame) ? PENDING : null;
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
  const spaces = namespaces(vm, name, globals, locals);
  if (spaces === null) return null;
  const [g, l] = spaces;
  if (dictGetStringBorrowed(vm, g, "__builtins__") === null) {
    const key = vm.intern("__builtins__");
    dictSetString(vm, g, key, currentFrame(vm)?.builtins ?? vm.builtins);
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
  return thenBorrowed(vm, compileText(vm, trimmed, "<string>", name, flags), runText, g, l);
}

function runText(vm: VM, code: PyObject, g: PyObject | null, l: PyObject | null): Result {
  return dropAfter(vm, runCode(vm, code as PyObject<Code>, g as PyObject<DictTable>, l!, arenaOf(vm, code.v as Code)), code);
}

/** `from __future__` features of the calling code. CPython 3.11: PyEval_MergeCompilerFlags */
export function inheritedFlags(vm: VM): number {
  const frame = currentFrame(vm);
  return frame === null ? 0 : frame.code.flags & (CO_FUTURE_ANNOTATIONS | CO_FUTURE_BARRY_AS_BDFL);
}

/** CPython 3.11: Python/pythonrun.c _Py_SourceAsString */
export function sourceText(vm: VM, source: PyObject, name: string, wanted = "string, bytes or code"): string | Uint8Array | null {
  const T = vm.T;
  if (isSubtype(source.type, T.str)) {
    const text = source.v as string;
    if (text.includes("\0")) return vm.raise(T.SyntaxError, NULL_BYTES);
    return refuseSurrogates(vm, source) ? text : null;
  }
  if (hasBuffer(source)) {
    const bytes = bytesView(vm, source);
    if (bytes?.includes(0)) return vm.raise(T.SyntaxError, NULL_BYTES);
    return bytes;
  }
  return vm.raise(T.TypeError, `${name}() arg 1 must be a ${wanted} object`);
}

const NULL_BYTES = "source code string cannot contain null bytes";

/** False, with UnicodeEncodeError, when a text has surrogates. CPython 3.11: Objects/unicodeobject.c PyUnicode_AsUTF8AndSize */
function refuseSurrogates(vm: VM, source: PyObject): boolean {
  if (!hasSurrogates(source.v as string)) return true;
  const bytes = encodeStr(vm, source, "utf-8", "strict");
  if (bytes === null) return false;
  if (bytes !== PENDING) vm.counts.decref(bytes);
  return true;
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
  method("exec", "($module, source, globals=None, locals=None, /, *, closure=None)", exec, {
    doc: "Execute the given source in the context of globals and locals.",
  }),
  method("eval", "($module, source, globals=None, locals=None, /)", evaluate, {
    doc: "Evaluate the given source in the context of globals and locals.",
  }),
  method("__import__", "($module, /, name, globals=None, locals=None, fromlist=(), level=0)", importFunction, {
    doc: "Import a module.",
  }),
];
