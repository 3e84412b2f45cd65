import { CO_VARARGS, CO_VARKEYWORDS } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { Code } from "../objects/code.ts";
import { dictGetStringBorrowed, dictSetString, newDict } from "../objects/dict/dict.ts";
import type { FunctionData } from "../objects/function.ts";
import type { PyFrame } from "./frame.ts";

/**
 * Puts arguments into the first local variables of a fresh frame, or raises TypeError. `args` are given away in any case: positional ones first, then
 * the values of `kwnames`. CPython 3.11: Python/ceval.c initialize_locals
 */
export function bindArguments(
  vm: VM,
  func: FunctionData,
  frame: PyFrame,
  args: PyObject[],
  kwnames: readonly PyObject[] | null,
): boolean {
  const code = frame.code;
  const slots = frame.slots;
  const given = args.length - (kwnames?.length ?? 0);
  const total = code.argcount + code.kwonlyargcount;
  const hasVarargs = (code.flags & CO_VARARGS) !== 0;
  const kwargsSlot = total + (hasVarargs ? 1 : 0);
  const kwargs = (code.flags & CO_VARKEYWORDS) !== 0 ? newDict(vm) : null;
  if (kwargs !== null) slots[kwargsSlot] = kwargs;
  const taken = Math.min(given, code.argcount);
  for (let i = 0; i < taken; i++) slots[i] = args[i]!;
  if (hasVarargs) slots[total] = vm.newTuple(args.slice(taken, given));
  if (kwnames !== null && !bindKeywords(vm, func, code, slots, args, given, kwnames, kwargs)) {
    if (!hasVarargs) vm.counts.decrefAll(args.slice(taken, given));
    return false;
  }
  if (given > code.argcount && !hasVarargs) {
    tooManyPositional(vm, func, code, given, slots);
    vm.counts.decrefAll(args.slice(taken, given));
    return false;
  }
  return fillDefaults(vm, func, code, slots, given);
}

function bindKeywords(
  vm: VM,
  func: FunctionData,
  code: Code,
  slots: (PyObject | null)[],
  args: PyObject[],
  given: number,
  kwnames: readonly PyObject[],
  kwargs: PyObject | null,
): boolean {
  const total = code.argcount + code.kwonlyargcount;
  const fail = (from: number): boolean => {
    vm.counts.decrefAll(args.slice(given + from));
    return false;
  };
  for (let k = 0; k < kwnames.length; k++) {
    const name = kwnames[k]! as PyObject<string>;
    const value = args[given + k]!;
    if (typeof name.v !== "string") {
      vm.raise(vm.T.TypeError, `${func.qualname.v}() keywords must be strings`);
      return fail(k);
    }
    let i = code.posonlyargcount;
    while (i < total && code.localNames[i]!.v !== name.v) i++;
    if (i < total) {
      if (slots[i] !== null) {
        vm.raise(vm.T.TypeError, `${func.qualname.v}() got multiple values for argument '${name.v}'`);
        return fail(k);
      }
      slots[i] = value;
    } else if (kwargs === null) {
      if (!positionalOnlyPassedAsKeyword(vm, func, code, kwnames))
        vm.raise(vm.T.TypeError, `${func.qualname.v}() got an unexpected keyword argument '${name.v}'`);
      return fail(k);
    } else {
      dictSetString(vm, kwargs, name, value);
      vm.counts.decref(value);
    }
  }
  return true;
}

/** CPython 3.11: Python/ceval.c positional_only_passed_as_keyword */
function positionalOnlyPassedAsKeyword(vm: VM, func: FunctionData, code: Code, kwnames: readonly PyObject[]): boolean {
  const names: string[] = [];
  for (let i = 0; i < code.posonlyargcount; i++) {
    const name = code.localNames[i]!.v;
    if (kwnames.some((k) => k.v === name)) names.push(name);
  }
  if (names.length === 0) return false;
  vm.raise(
    vm.T.TypeError,
    `${func.qualname.v}() got some positional-only arguments passed as keyword arguments: '${names.join(", ")}'`,
  );
  return true;
}

/** CPython 3.11: Python/ceval.c too_many_positional */
function tooManyPositional(vm: VM, func: FunctionData, code: Code, given: number, slots: (PyObject | null)[]): void {
  const defaults = func.defaults?.v.length ?? 0;
  let keywordOnlyGiven = 0;
  for (let i = code.argcount; i < code.argcount + code.kwonlyargcount; i++) if (slots[i] !== null) keywordOnlyGiven++;
  const plural = defaults > 0 || code.argcount !== 1;
  const range = defaults > 0 ? `from ${code.argcount - defaults} to ${code.argcount}` : `${code.argcount}`;
  const keywordText =
    keywordOnlyGiven > 0
      ? ` positional argument${given !== 1 ? "s" : ""} (and ${keywordOnlyGiven} keyword-only argument${keywordOnlyGiven !== 1 ? "s" : ""})`
      : "";
  vm.raise(
    vm.T.TypeError,
    `${func.qualname.v}() takes ${range} positional argument${plural ? "s" : ""} but ${given}${keywordText} ${given === 1 && keywordOnlyGiven === 0 ? "was" : "were"} given`,
  );
}

function fillDefaults(vm: VM, func: FunctionData, code: Code, slots: (PyObject | null)[], given: number): boolean {
  const defaults = func.defaults?.v ?? [];
  const required = code.argcount - defaults.length;
  if (given < code.argcount) {
    const missing: string[] = [];
    for (let i = given; i < required; i++) if (slots[i] === null) missing.push(code.localNames[i]!.v);
    if (missing.length > 0) return missingArguments(vm, func, missing, "positional");
    for (let i = Math.max(given, required); i < code.argcount; i++)
      if (slots[i] === null) slots[i] = newRef(defaults[i - required]!);
  }
  if (code.kwonlyargcount === 0) return true;
  const missing: string[] = [];
  for (let i = code.argcount; i < code.argcount + code.kwonlyargcount; i++) {
    if (slots[i] !== null) continue;
    const value = func.kwdefaults === null ? null : dictGetStringBorrowed(vm, func.kwdefaults, code.localNames[i]!.v);
    if (value === null) missing.push(code.localNames[i]!.v);
    else slots[i] = newRef(value);
  }
  return missing.length === 0 || missingArguments(vm, func, missing, "keyword-only");
}

/** CPython 3.11: Python/ceval.c format_missing */
function missingArguments(vm: VM, func: FunctionData, names: string[], kind: string): false {
  const quoted = names.map((n) => `'${n}'`);
  const list =
    quoted.length === 1
      ? quoted[0]!
      : quoted.length === 2
        ? `${quoted[0]} and ${quoted[1]}`
        : `${quoted.slice(0, -1).join(", ")}, and ${quoted[quoted.length - 1]}`;
  vm.raise(
    vm.T.TypeError,
    `${func.qualname.v}() missing ${names.length} required ${kind} argument${names.length === 1 ? "" : "s"}: ${list}`,
  );
  return false;
}
