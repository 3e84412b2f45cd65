import { compile as compileTree } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import { type mod, type ParseOptions, parse, type SyntaxWarningInfo } from "@vivarium/parser";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { withTreeOfObjects } from "../modules/_ast/from-objects.ts";
import { isNode } from "../modules/_ast/state.ts";
import { objectsOfTree, STACK_FRAME_SCALE } from "../modules/_ast/to-objects.ts";
import { InvalidTree, validateTree } from "../modules/_ast/validate.ts";
import { decodeFileName, fsPath } from "../modules/posix/path.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { newCompiledCode } from "../objects/code.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { numberIndex } from "../protocol/number.ts";
import { truth } from "../protocol/truth.ts";
import { compileOptions, guardCompiler, inheritedFlags, sourceText } from "./execute.ts";
import { tellWarnings } from "./syntax-warnings.ts";

// CPython 3.11: Include/cpython/compile.h
const PyCF_DONT_IMPLY_DEDENT = 0x0200;
const PyCF_ONLY_AST = 0x0400;
const PyCF_TYPE_COMMENTS = 0x1000;
const PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000;
const PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000;
const FUTURE_FEATURES = 0x1fe0000;
const CO_NESTED = 0x10;
const KNOWN_FLAGS =
  FUTURE_FEATURES |
  CO_NESTED |
  PyCF_DONT_IMPLY_DEDENT |
  PyCF_ONLY_AST |
  PyCF_TYPE_COMMENTS |
  PyCF_ALLOW_TOP_LEVEL_AWAIT |
  PyCF_ALLOW_INCOMPLETE_INPUT;

type CompileMode = "exec" | "eval" | "single" | "func_type";

/** The arguments of `compile()`, converted. */
interface Request {
  readonly filename: string;
  readonly mode: string;
  /** As given, without what is inherited. */
  readonly flags: number;
  readonly inherits: boolean;
  readonly optimize: number;
  readonly featureVersion: number;
}

/** CPython 3.11: Python/bltinmodule.c builtin_compile_impl */
function compile(vm: VM, _m: PyObject, source: PyObject, ...given: (PyObject | null)[]): Result {
  const [filename, mode, flags, dontInherit, optimize, featureVersion] = given as [PyObject, PyObject, ...(PyObject | null)[]];
  return startFrame(vm, new ArgumentsFrame(source, mode, [filename, flags!, dontInherit!, optimize!, featureVersion!]));
}

const FILENAME = 0;
const DONT_INHERIT = 2;

/** Converts one argument of `compile()` after the other, then compiles. */
class ArgumentsFrame extends NativeFrame {
  source: PyObject;
  mode: PyObject;
  given: (PyObject | null)[];
  values: (PyObject | null)[] = [];
  compiling = false;

  constructor(source: PyObject, mode: PyObject, given: readonly (PyObject | null)[]) {
    super();
    this.source = newRef(source);
    this.mode = newRef(mode);
    this.given = given.map((o) => (o === null ? null : newRef(o)));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING || this.compiling) return got;
      if (got !== OK) this.values.push(got);
      if (this.values.length === 1 && !isSubtype(this.mode.type, vm.T.str))
        return vm.raise(vm.T.TypeError, `compile() argument 'mode' must be str, not ${this.mode.type.name}`);
      while (this.given[this.values.length] === null) this.values.push(null);
      const i = this.values.length;
      if (i === this.given.length) {
        this.compiling = true;
        const request = this.request(vm);
        return request === null ? null : compileRequested(vm, this.source, request);
      }
      const o = this.given[i]!;
      got = i === FILENAME ? fsPath(vm, o) : i === DONT_INHERIT ? truth(vm, o) : numberIndex(vm, o);
    }
  }

  private request(vm: VM): Request | null {
    const [filename, flags, dontInherit, optimize, featureVersion] = this.values;
    const name = filename!.v as string | Uint8Array;
    const numbers = [flags, optimize, featureVersion].map((o, i) => (o == null ? (i === 0 ? 0 : -1) : (o.v as number | bigint)));
    if (numbers.some((n) => n > 0x7fffffff || n < -0x80000000))
      return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
    const text = typeof name === "string" ? name : decodeFileName(name);
    if (text.includes("\0")) return vm.raise(vm.T.ValueError, "embedded null character");
    return {
      filename: text,
      mode: this.mode.v as string,
      flags: Number(numbers[0]),
      inherits: dontInherit !== vm.true_,
      optimize: Number(numbers[1]),
      featureVersion: Number(numbers[2]),
    };
  }
}

function compileRequested(vm: VM, source: PyObject, request: Request): Result {
  const T = vm.T;
  const { mode, filename } = request;
  const onlyTree = (request.flags & PyCF_ONLY_AST) !== 0;
  if ((request.flags & ~KNOWN_FLAGS) !== 0) return vm.raise(T.ValueError, "compile(): unrecognised flags");
  if (request.optimize < -1 || request.optimize > 2) return vm.raise(T.ValueError, "compile(): invalid optimize value");
  if (!isMode(mode)) {
    const modes = onlyTree ? "'exec', 'eval', 'single' or 'func_type'" : "'exec', 'eval' or 'single'";
    return vm.raise(T.ValueError, `compile() mode must be ${modes}`);
  }
  if (mode === "func_type" && !onlyTree) return vm.raise(T.ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  const flags = request.flags | (request.inherits ? inheritedFlags(vm) : 0);
  const optimize = request.optimize < 0 ? vm.optimize : request.optimize;
  if (isNode(vm, source)) {
    if (onlyTree) return newRef(source);
    return withTreeOfObjects(vm, source, mode, (vm2, tree) => compileTreeOfObjects(vm2, tree, filename, flags, optimize));
  }
  const text = sourceText(vm, source, "compile", "string, bytes or AST");
  if (text === null) return null;
  const featureVersion = onlyTree && request.featureVersion >= 0 ? request.featureVersion : 11;
  return compileWithFlags(vm, text, { filename, mode, flags, optimize, featureVersion });
}

function isMode(mode: string): mode is CompileMode {
  return mode === "exec" || mode === "eval" || mode === "single" || mode === "func_type";
}

/** CPython 3.11: Python/pythonrun.c Py_CompileStringObject */
function compileWithFlags(
  vm: VM,
  text: string | Uint8Array,
  request: { filename: string; mode: CompileMode; flags: number; optimize: number; featureVersion: number },
): Result {
  const { filename, mode, flags, optimize, featureVersion } = request;
  const warnings: SyntaxWarningInfo[] = [];
  const options = compileOptions(vm, flags & (FUTURE_FEATURES | PyCF_ALLOW_TOP_LEVEL_AWAIT), optimize, warnings);
  const parseOptions: ParseOptions = {
    filename,
    mode,
    feature_version: featureVersion,
    type_comments: (flags & PyCF_TYPE_COMMENTS) !== 0,
    dontImplyDedent: (flags & PyCF_DONT_IMPLY_DEDENT) !== 0,
    allowIncompleteInput: (flags & PyCF_ALLOW_INCOMPLETE_INPUT) !== 0,
    onWarning: (warning) => void warnings.push(warning),
  };
  const made = guardCompiler(vm, () => {
    const tree = parse(text, parseOptions);
    if ((flags & PyCF_ONLY_AST) !== 0) return objectsOfTree(vm, tree);
    return newCompiledCode(vm, compileTree(tree, filename, options));
  });
  return tellWarnings(vm, made, warnings);
}

/** A tree that somebody has made: checked first. */
function compileTreeOfObjects(vm: VM, tree: mod, filename: string, flags: number, optimize: number): Result {
  const used = (vm.thread.depth + 1) * STACK_FRAME_SCALE;
  try {
    validateTree(tree, { now: used, limit: vm.recursionLimit * STACK_FRAME_SCALE });
  } catch (error) {
    if (error instanceof InvalidTree) return vm.raise(vm.T[error.kind], error.message);
    throw error;
  }
  const warnings: SyntaxWarningInfo[] = [];
  const options = compileOptions(vm, flags & (FUTURE_FEATURES | PyCF_ALLOW_TOP_LEVEL_AWAIT), optimize, warnings);
  const made = guardCompiler(vm, () => newCompiledCode(vm, compileTree(tree, filename, options)));
  return tellWarnings(vm, made, warnings);
}

export const compileMethod: MethodSpec = method(
  "compile",
  "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
  compile,
  { doc: "Compile source into a code object that can be executed by exec() or eval()." },
);
