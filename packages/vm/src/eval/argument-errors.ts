import type { VM } from "../interpreter.ts";

function plural(n: number): string {
  return n === 1 ? "" : "s";
}

/** "expected 2 arguments, got 1", and its variants with "at least" and "at most". CPython 3.11: Python/getargs.c _PyArg_CheckPositional, Objects/typeobject.c check_num_args */
export function callArgumentsError(vm: VM, name: string, given: number, min: number, max: number): null {
  const bound = min === max ? min : given < min ? min : max;
  const how = min === max ? "" : given < min ? "at least " : "at most ";
  const prefix = name === "" ? "" : `${name} `;
  return vm.raise(vm.T.TypeError, `${prefix}expected ${how}${bound} argument${plural(bound)}, got ${given}`);
}

/** CPython 3.11: Objects/methodobject.c cfunction_vectorcall_NOARGS */
export function noArgumentsError(vm: VM, functionText: string, given: number): null {
  return vm.raise(vm.T.TypeError, `${functionText} takes no arguments (${given} given)`);
}

/** CPython 3.11: Objects/methodobject.c cfunction_vectorcall_O */
export function oneArgumentError(vm: VM, functionText: string, given: number): null {
  return vm.raise(vm.T.TypeError, `${functionText} takes exactly one argument (${given} given)`);
}

/** CPython 3.11: Objects/methodobject.c cfunction_check_kwargs */
export function noKeywordsError(vm: VM, functionText: string): null {
  return vm.raise(vm.T.TypeError, `${functionText} takes no keyword arguments`);
}

/** More arguments, by position or name, than there are parameters. CPython 3.11: Python/getargs.c _PyArg_UnpackKeywords */
export function tooManyArgumentsError(vm: VM, name: string, given: number, positional: number, min: number, max: number): null {
  const how = min < max ? "at most" : "exactly";
  const what = positional === 0 ? "keyword " : "";
  return vm.raise(vm.T.TypeError, `${name}() takes ${how} ${max} ${what}argument${plural(max)} (${given} given)`);
}

/** CPython 3.11: Python/getargs.c _PyArg_UnpackKeywords */
export function tooManyPositionalError(vm: VM, name: string, given: number, min: number, max: number): null {
  if (max === 0) return vm.raise(vm.T.TypeError, `${name}() takes no positional arguments`);
  const how = min < max ? "at most" : "exactly";
  return vm.raise(vm.T.TypeError, `${name}() takes ${how} ${max} positional argument${plural(max)} (${given} given)`);
}

/** CPython 3.11: Python/getargs.c _PyArg_UnpackKeywords, for parameters without a name */
export function tooFewPositionalError(vm: VM, name: string, given: number, min: number, max: number): null {
  const how = min < max ? "at least" : "exactly";
  return vm.raise(vm.T.TypeError, `${name}() takes ${how} ${min} positional argument${plural(min)} (${given} given)`);
}

/** CPython 3.11: Python/getargs.c _PyArg_UnpackKeywords */
export function missingArgumentError(vm: VM, name: string, parameter: string, position: number): null {
  return vm.raise(vm.T.TypeError, `${name}() missing required argument '${parameter}' (pos ${position})`);
}

/** CPython 3.11: Python/getargs.c error_unexpected_keyword_arg */
export function unexpectedKeywordError(vm: VM, name: string, keyword: string): null {
  return vm.raise(vm.T.TypeError, `'${keyword}' is an invalid keyword argument for ${name}()`);
}

/** CPython 3.11: Python/getargs.c _PyArg_UnpackKeywords */
export function argumentTwiceError(vm: VM, name: string, keyword: string, position: number): null {
  return vm.raise(vm.T.TypeError, `argument for ${name}() given by name ('${keyword}') and position (${position})`);
}
