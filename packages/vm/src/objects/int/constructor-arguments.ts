import type { VM } from "../../interpreter.ts";
import type { PyObject } from "../../object.ts";

/** How a `tp_new` takes its arguments. */
export interface ConstructorSignature {
  /** As messages say it: "int". */
  readonly name: string;
  /** Parameters in order; "" for a positional-only one. */
  readonly parameters: readonly string[];
}

/**
 * Arguments by parameter, borrowed, null where left out; null with TypeError. All parameters are optional. CPython 3.11: Python/getargs.c
 * _PyArg_UnpackKeywords
 */
export function constructorArguments(
  vm: VM,
  signature: ConstructorSignature,
  args: readonly PyObject[],
  kwnames: readonly PyObject[] | null,
): (PyObject | null)[] | null {
  const { name, parameters } = signature;
  const keywords = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - keywords;
  if (args.length > parameters.length) {
    const kind = keywords > 0 && positional === 0 ? "keyword argument" : "argument";
    const plural = parameters.length === 1 ? "" : "s";
    return vm.raise(vm.T.TypeError, `${name}() takes at most ${parameters.length} ${kind}${plural} (${args.length} given)`);
  }
  const result: (PyObject | null)[] = parameters.map((_, i) => (i < positional ? args[i]! : null));
  for (let k = 0; k < keywords; k++) {
    const keyword = kwnames![k]!.v as string;
    const i = keyword === "" ? -1 : parameters.indexOf(keyword);
    if (i < 0) return vm.raise(vm.T.TypeError, `'${keyword}' is an invalid keyword argument for ${name}()`);
    if (result[i] !== null)
      return vm.raise(vm.T.TypeError, `argument for ${name}() given by name ('${keyword}') and position (${i + 1})`);
    result[i] = args[positional + k]!;
  }
  return result;
}

/** The one optional positional argument of `name`; undefined with TypeError. CPython 3.11: Python/getargs.c _PyArg_NoKeywords, _PyArg_CheckPositional */
export function onePositional(
  vm: VM,
  name: string,
  args: readonly PyObject[],
  kwnames: readonly PyObject[] | null,
): PyObject | null | undefined {
  if (kwnames !== null && kwnames.length > 0) vm.raise(vm.T.TypeError, `${name}() takes no keyword arguments`);
  else if (args.length > 1) vm.raise(vm.T.TypeError, `${name} expected at most 1 argument, got ${args.length}`);
  else return args.length === 0 ? null : args[0]!;
  return undefined;
}
