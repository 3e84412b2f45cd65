/** From tree or source to code object (CPython 3.11: Python/compile.c _PyAST_Compile, Python/pythonrun.c Py_CompileStringObject). */
import { type mod, parse } from "@vivarium/parser";
import { optimizeTree } from "./ast-optimize.ts";
import { CO_FUTURE_ANNOTATIONS, type CodeObject } from "./code-object.ts";
import { hasAnnotations } from "./codegen/assignments.ts";
import { Compiler, type WarningHandler } from "./codegen/compiler.ts";
import { visitExpression } from "./codegen/expressions.ts";
import { visitBody, visitStatements } from "./codegen/statements.ts";
import { type ProgramText, recursionError } from "./compiler-errors.ts";
import { findFutureFeatures } from "./future.ts";
import { op } from "./opcodes.ts";
import { buildSymtable, STACK_FRAME_SCALE } from "./symtable.ts";

export interface CompileOptions {
  /** `-O` level: 1 drops asserts and makes `__debug__` False, 2 drops docstrings too. Default 0. */
  readonly optimize?: 0 | 1 | 2;
  /** Inherited future features (`CO_FUTURE_*`) and `PyCF_ALLOW_TOP_LEVEL_AWAIT`. */
  readonly flags?: number;
  /** Told of every SyntaxWarning; answers "error" to have it raised as a SyntaxError. */
  readonly onWarning?: WarningHandler;
  /** The line of a file that an error's `text` shows; without it the text is null. */
  readonly programText?: ProgramText;
  /** `sys.getrecursionlimit()`, and how many Python frames are in use. Defaults 1000 and 0. */
  readonly recursionLimit?: number;
  readonly recursionDepth?: number;
}

/** CPython 3.11: Python/compile.c compiler_mod */
function compileModule(c: Compiler, tree: mod): CodeObject {
  c.enterScope("<module>", "module", tree, 1);
  switch (tree.node) {
    case "Module":
      visitBody(c, tree.body);
      break;
    case "Interactive":
      if (hasAnnotations(tree.body)) c.emit(op.SETUP_ANNOTATIONS);
      c.interactive = true;
      visitStatements(c, tree.body);
      break;
    case "Expression":
      visitExpression(c, tree.body);
      return c.exitScope(false);
    case "FunctionType":
      throw new TypeError("this compiler does not handle FunctionTypes");
  }
  return c.exitScope(true);
}

function compileTree(tree: mod, filename: string, options: CompileOptions): CodeObject {
  const { optimize = 0, onWarning, programText, recursionLimit = 1000, recursionDepth = 0 } = options;
  const own = findFutureFeatures(tree, filename, programText);
  const flags = own.features | (options.flags ?? 0);
  const future = { features: flags, lineno: own.lineno };
  optimizeTree(tree, optimize, flags, recursionDepth * STACK_FRAME_SCALE, recursionLimit * STACK_FRAME_SCALE);
  const symtable = buildSymtable(tree, filename, {
    futureAnnotations: (flags & CO_FUTURE_ANNOTATIONS) !== 0,
    programText,
    recursionLimit,
    recursionDepth,
  });
  const compiler = new Compiler({ filename, optimize, flags, future, symtable, onWarning, programText });
  return compileModule(compiler, tree);
}

/**
 * Compiles a tree. The tree is used up: constant folding rewrites it in place, as in CPython.
 * @throws PySyntaxError with CPython's wording and position; PyRecursionError for a tree that is too deep.
 */
export function compile(tree: mod, filename: string, options: CompileOptions = {}): CodeObject {
  try {
    return compileTree(tree, filename, options);
  } catch (error) {
    // NOT CPYTHON: an engine with a small stack gives up before the limit is reached.
    if (error instanceof RangeError && error.message.includes("call stack")) throw recursionError();
    throw error;
  }
}

/**
 * Parses and compiles source text or the bytes of a file.
 * @throws PySyntaxError, PyRecursionError, and what `parse` throws.
 */
export function compileSource(
  source: string | Uint8Array,
  filename: string,
  mode: "exec" | "eval" | "single" = "exec",
  options: CompileOptions = {},
): CodeObject {
  const { onWarning } = options;
  const tree = parse(source, { filename, mode, ...(onWarning === undefined ? {} : { onWarning: (w) => void onWarning(w) }) });
  return compile(tree, filename, options);
}
