import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import type { MethodSpec } from "../objects/type/type-spec.ts";
import * as errors from "./argument-errors.ts";
import { enterCall, leaveCall } from "./c-calls.ts";
import { parseSignature, type Signature } from "./signature.ts";

/** What the RecursionError of a call says it was doing. */
export const CALLING = " while calling a Python object";

/** Names a function for error messages as CPython does: "list.append()", "time.time()", "len()". */
export type FunctionText = () => string;

/**
 * Calls a built-in's `fn` with arguments checked and spread as its signature says. `args` holds positional ones, then the values of `kwnames`.
 */
export function callWithSignature(
  vm: VM,
  spec: MethodSpec,
  text: FunctionText,
  self: PyObject,
  args: readonly PyObject[],
  kwnames: readonly PyObject[] | null,
): Result {
  const keywords = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - keywords;
  const fn = spec.fn;
  switch (spec.convention) {
    case "METH_NOARGS":
      if (keywords > 0) return errors.noKeywordsError(vm, text());
      if (positional !== 0) return errors.noArgumentsError(vm, text(), positional);
      return enterCall(vm, CALLING) ? leaveCall(vm, fn(vm, self)) : null;
    case "METH_O":
      if (keywords > 0) return errors.noKeywordsError(vm, text());
      if (positional !== 1) return errors.oneArgumentError(vm, text(), positional);
      return enterCall(vm, CALLING) ? leaveCall(vm, fn(vm, self, args[0])) : null;
    default:
  }
  const signature = parseSignature(spec.signature);
  if (keywords > 0 && !spec.convention.includes("METH_KEYWORDS")) return errors.noKeywordsError(vm, text());
  if (keywords === 0 && signature.plain) {
    if (positional < signature.minPositional || positional > signature.maxPositional)
      return errors.callArgumentsError(vm, spec.name, positional, signature.minPositional, signature.maxPositional);
    return callPlain(vm, fn, self, args, signature.parameters.length);
  }
  const { minPositional, maxPositional } = signature;
  if (spec.passesKeywordsTo !== undefined && (positional < minPositional || positional > maxPositional))
    return errors.callArgumentsError(vm, spec.name, positional, minPositional, maxPositional);
  const values = spread(vm, spec.passesKeywordsTo ?? spec.name, signature, args, positional, kwnames);
  if (values === null) return null;
  // The interpreter's specialized calls, which are those that recur, do not count the fast conventions.
  if (!spec.convention.startsWith("METH_VARARGS")) return fn(vm, self, ...values);
  return enterCall(vm, CALLING) ? leaveCall(vm, fn(vm, self, ...values)) : null;
}

/** In a plain arity: the call counts for the recursion limit. */
const COUNTED = 256;

/** Least number of arguments + 16 * most (+ COUNTED), of a built-in with none but positional-only parameters, at most three; -1 for any other. */
function plainArity(spec: MethodSpec): number {
  const { plain, minPositional, maxPositional } = parseSignature(spec.signature);
  if (spec.convention === "METH_O") spec.arity = spec.inlined === true ? 17 : 17 + COUNTED;
  else if (spec.convention === "METH_NOARGS") spec.arity = COUNTED;
  // What CPython calls with a tuple is not called in place: the tuple holds the arguments.
  else if (spec.convention.startsWith("METH_VARARGS")) spec.arity = -1;
  else spec.arity = plain && maxPositional <= 3 ? minPositional + 16 * maxPositional : -1;
  return spec.arity;
}

/**
 * Calls a built-in with `n` arguments that lie in `slots` from `from` on (a frame's operand stack), without collecting them; undefined, with nothing
 * done, when they do not fit or it is not that simple: then `callWithSignature` calls it or tells what is wrong.
 */
export function callInPlace(
  vm: VM,
  spec: MethodSpec,
  self: PyObject,
  slots: readonly (PyObject | null)[],
  from: number,
  n: number,
): Result | undefined {
  let arity = spec.arity;
  if (arity === undefined || arity === -2) arity = plainArity(spec);
  if (arity < 0 || n < (arity & 15) || n > ((arity >> 4) & 15)) return undefined;
  if (arity >= COUNTED) {
    if (!enterCall(vm, CALLING)) return null;
    return leaveCall(vm, n === 0 ? spec.fn(vm, self) : spec.fn(vm, self, slots[from]));
  }
  switch (arity >> 4) {
    case 0:
      return spec.fn(vm, self);
    case 1:
      return spec.fn(vm, self, n > 0 ? slots[from] : null);
    case 2:
      return spec.fn(vm, self, n > 0 ? slots[from] : null, n > 1 ? slots[from + 1] : null);
    default:
      return spec.fn(vm, self, n > 0 ? slots[from] : null, n > 1 ? slots[from + 1] : null, n > 2 ? slots[from + 2] : null);
  }
}

/** Up to four arguments without making an array. */
function callPlain(vm: VM, fn: MethodSpec["fn"], self: PyObject, args: readonly PyObject[], wanted: number): Result {
  switch (wanted) {
    case 0:
      return fn(vm, self);
    case 1:
      return fn(vm, self, args[0] ?? null);
    case 2:
      return fn(vm, self, args[0] ?? null, args[1] ?? null);
    case 3:
      return fn(vm, self, args[0] ?? null, args[1] ?? null, args[2] ?? null);
    default: {
      const values: (PyObject | null)[] = args.slice();
      while (values.length < wanted) values.push(null);
      return fn(vm, self, ...values);
    }
  }
}

/** The values of a `**kwargs` parameter. */
export type Keywords = [name: PyObject<string>, value: PyObject][];

/** The arguments in the order of the parameters, or null with TypeError. CPython 3.11: Python/getargs.c _PyArg_UnpackKeywords */
export function spread(
  vm: VM,
  name: string,
  signature: Signature,
  args: readonly PyObject[],
  positional: number,
  kwnames: readonly PyObject[] | null,
): unknown[] | null {
  const { parameters } = signature;
  const values: unknown[] = new Array(parameters.length).fill(null);
  const keywords = kwnames?.length ?? 0;
  const named = parameters.filter((p) => p.kind !== "var-positional" && p.kind !== "var-keyword").length;
  const hasVarKeyword = parameters.some((p) => p.kind === "var-keyword");
  if (positional + keywords > named && signature.maxPositional !== Infinity && !hasVarKeyword)
    return errors.tooManyArgumentsError(vm, name, positional + keywords, positional, signature.minPositional, named);
  if (positional > signature.maxPositional)
    return errors.tooManyPositionalError(vm, name, positional, signature.minPositional, signature.maxPositional);
  spreadPositional(signature, values, args, positional);
  const rest: Keywords = [];
  for (let k = 0; k < keywords; k++) {
    const key = kwnames![k]! as PyObject<string>;
    const i = parameters.findIndex((p) => p.name === key.v && (p.kind === "positional" || p.kind === "keyword-only"));
    if (i < 0) {
      if (!hasVarKeyword) return errors.unexpectedKeywordError(vm, name, key.v);
      rest.push([key, args[positional + k]!]);
    } else if (values[i] !== null) return errors.argumentTwiceError(vm, name, key.v, i + 1);
    else values[i] = args[positional + k]!;
  }
  return checkRequired(vm, name, signature, values, positional, rest);
}

function spreadPositional(signature: Signature, values: unknown[], args: readonly PyObject[], positional: number): void {
  let taken = 0;
  for (let i = 0; i < signature.parameters.length; i++) {
    const { kind } = signature.parameters[i]!;
    if (kind === "var-positional") {
      values[i] = args.slice(taken, positional);
      taken = positional;
    } else if ((kind === "positional" || kind === "positional-only") && taken < positional) values[i] = args[taken++]!;
  }
}

function checkRequired(
  vm: VM,
  name: string,
  signature: Signature,
  values: unknown[],
  positional: number,
  rest: Keywords,
): unknown[] | null {
  const { parameters } = signature;
  for (let i = 0; i < parameters.length; i++) {
    const p = parameters[i]!;
    if (p.kind === "var-keyword") values[i] = rest;
    else if (p.required && values[i] === null) {
      if (p.kind === "positional-only") {
        const least = parameters.filter((q) => q.kind === "positional-only" && q.required).length;
        return errors.tooFewPositionalError(vm, name, positional, least, signature.maxPositional);
      }
      return errors.missingArgumentError(vm, name, p.name, i + 1);
    }
  }
  return values;
}
