/** The exceptions that leave the compiler, and the wording of its SyntaxErrors and SyntaxWarnings. */
import { PySyntaxError } from "@vivarium/parser";

/** CPython's RecursionError of a tree that is too deep to compile. */
export class PyRecursionError extends Error {
  readonly type = "RecursionError";
  readonly msg: string;
  constructor(msg: string) {
    super(msg);
    this.name = "RecursionError";
    this.msg = msg;
  }
}

/** Where something is in the source: lines from 1, columns in UTF-8 bytes from 0, -1 for none. Every positioned node is one. */
export interface Location {
  readonly lineno: number;
  readonly end_lineno: number;
  readonly col_offset: number;
  readonly end_col_offset: number;
}

/** The line of the file that an error points at, as CPython reads it back from the disk; null when there is none. */
export type ProgramText = (filename: string, lineno: number) => string | null;

/** A SyntaxError at a node: CPython's compiler reports byte columns from 1 and reads the text from the file. */
export function syntaxErrorAt(msg: string, filename: string, at: Location, programText: ProgramText | undefined): PySyntaxError {
  return new PySyntaxError({
    type: "SyntaxError",
    msg,
    filename,
    lineno: at.lineno,
    offset: at.col_offset + 1,
    end_lineno: at.end_lineno,
    end_offset: at.end_col_offset + 1,
    text: programText?.(filename, at.lineno) ?? null,
  });
}

export function recursionError(): PyRecursionError {
  return new PyRecursionError("maximum recursion depth exceeded during compilation");
}

/** Wording of CPython 3.11: Python/symtable.c, Python/compile.c, Python/future.c. */
export const messages = {
  // symbol table
  nameParameterAndGlobal: (name: string): string => `name '${name}' is parameter and global`,
  nameParameterAndNonlocal: (name: string): string => `name '${name}' is parameter and nonlocal`,
  nameUsedBeforeGlobal: (name: string): string => `name '${name}' is used prior to global declaration`,
  nameUsedBeforeNonlocal: (name: string): string => `name '${name}' is used prior to nonlocal declaration`,
  nameAssignedBeforeGlobal: (name: string): string => `name '${name}' is assigned to before global declaration`,
  nameAssignedBeforeNonlocal: (name: string): string => `name '${name}' is assigned to before nonlocal declaration`,
  annotatedNameGlobal: (name: string): string => `annotated name '${name}' can't be global`,
  annotatedNameNonlocal: (name: string): string => `annotated name '${name}' can't be nonlocal`,
  nameNonlocalAndGlobal: (name: string): string => `name '${name}' is nonlocal and global`,
  nonlocalAtModuleLevel: "nonlocal declaration not allowed at module level",
  noBindingForNonlocal: (name: string): string => `no binding for nonlocal '${name}' found`,
  duplicateArgument: (name: string): string => `duplicate argument '${name}' in function definition`,
  importStarNotAtModuleLevel: "import * only allowed at module level",
  namedExprRebindsIterationVariable: (name: string): string =>
    `assignment expression cannot rebind comprehension iteration variable '${name}'`,
  innerLoopRebindsNamedExpr: (name: string): string =>
    `comprehension inner loop cannot rebind assignment expression target '${name}'`,
  namedExprInIterable: "assignment expression cannot be used in a comprehension iterable expression",
  namedExprInClassBody: "assignment expression within a comprehension cannot be used in a class body",
  withinAnnotation: (what: string): string => `'${what}' can not be used within an annotation`,
  yieldInside: (what: string): string => `'yield' inside ${what}`,
  // future features
  futureNotDefined: (name: string): string => `future feature ${name} is not defined`,
  futureBraces: "not a chance",
  futureNotAtBeginning: "from __future__ imports must occur at the beginning of the file",
  // code generator
  cannotAssignDebug: "cannot assign to __debug__",
  cannotDeleteDebug: "cannot delete __debug__",
  returnOutsideFunction: "'return' outside function",
  returnValueInAsyncGenerator: "'return' with value in async generator",
  breakOutsideLoop: "'break' outside loop",
  continueOutsideLoop: "'continue' not properly in loop",
  leavesExceptStar: "'break', 'continue' and 'return' cannot appear in an except* block",
  bareExceptNotLast: "default 'except:' must be last",
  tooManyBlocks: "too many statically nested blocks",
  yieldOutsideFunction: "'yield' outside function",
  yieldFromInAsync: "'yield from' inside async function",
  awaitOutsideFunction: "'await' outside function",
  awaitOutsideAsync: "'await' outside async function",
  asyncForOutsideAsync: "'async for' outside async function",
  asyncWithOutsideAsync: "'async with' outside async function",
  asyncComprehensionOutsideAsync: "asynchronous comprehension outside of an asynchronous function",
  starredTarget: "starred assignment target must be in a list or tuple",
  starredExpression: "can't use starred expression here",
  multipleStarredTargets: "multiple starred expressions in assignment",
  tooManyStarredTargets: "too many expressions in star-unpacking assignment",
  keywordRepeated: (name: string): string => `keyword argument repeated: ${name}`,
  patternNameTwice: (repr: string): string => `multiple assignments to name ${repr} in pattern`,
  patternNameUnreachable: (repr: string): string => `name capture ${repr} makes remaining patterns unreachable`,
  patternWildcardUnreachable: "wildcard makes remaining patterns unreachable",
  patternMultipleStars: "multiple starred names in sequence pattern",
  patternTooManyBeforeStar: "too many expressions in star-unpacking sequence pattern",
  patternAttributeRepeated: (name: string): string => `attribute name repeated in class pattern: ${name}`,
  patternDuplicateKey: (repr: string): string => `mapping pattern checks duplicate key (${repr})`,
  patternKeyKind: "mapping pattern keys may only match literals and attribute lookups",
  patternValueKind: "patterns may only match literals and attribute lookups",
  patternAlternativesDiffer: "alternative patterns bind different names",
  // SyntaxWarnings
  assertTuple: "assertion is always true, perhaps remove parentheses?",
  isLiteral: '"is" with a literal. Did you mean "=="?',
  isNotLiteral: '"is not" with a literal. Did you mean "!="?',
  notCallable: (type: string): string => `'${type}' object is not callable; perhaps you missed a comma?`,
  notSubscriptable: (type: string): string => `'${type}' object is not subscriptable; perhaps you missed a comma?`,
  badIndex: (type: string, index: string): string =>
    `${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`,
} as const;
