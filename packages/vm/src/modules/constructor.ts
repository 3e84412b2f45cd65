import { checkPositional, noKeywords } from "../builtins/check-arguments.ts";
import { spread } from "../eval/arguments.ts";
import { parseSignature } from "../eval/signature.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, PyType } from "../object.ts";
import type { TypeSpec } from "../objects/type/type-spec.ts";

/**
 * The arguments of a native type's `__new__`, by parameter, borrowed; null (the whole) with TypeError. Where all parameters are positional-only, keywords are an error
 * only as long as no subclass has an `__init__` of its own. CPython 3.11: what Argument Clinic generates for `__new__`
 */
export function constructorArguments(
  vm: VM,
  spec: TypeSpec,
  type: PyType,
  name: string,
  signature: string,
  args: readonly PyObject[],
  kwnames: readonly PyObject[] | null,
): any[] | null {
  const positional = args.length - (kwnames?.length ?? 0);
  const parsed = parseSignature(signature);
  if (!parsed.plain) return spread(vm, name, parsed, args, positional, kwnames);
  const base = vm.type(spec);
  if ((type === base || type.tp_init === base.tp_init) && !noKeywords(vm, name, kwnames)) return null;
  if (!checkPositional(vm, name, positional, parsed.minPositional, parsed.maxPositional)) return null;
  const values: (PyObject | null)[] = args.slice(0, positional);
  while (values.length < parsed.parameters.length) values.push(null);
  return values;
}
