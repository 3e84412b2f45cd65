import { newRef } from "@vivarium/heap";
import { callMethod, callObject } from "../eval/call.ts";
import { andThen } from "../eval/native-frame.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result } from "../object.ts";
import { dictStealString } from "../objects/dict/dict.ts";
import { moduleDict } from "../objects/module.ts";
import { method } from "../objects/type/type-spec.ts";
import { getAttrString } from "../protocol/attribute.ts";
import { contextSpec } from "./_decimal/context-object.ts";
import { decimalSpec } from "./_decimal/decimal-object.ts";
import { localcontext, setcontext } from "./_decimal/local-context.ts";
import {
  CLAMPED,
  DIVISION_BY_ZERO,
  IEEE_INVALID,
  MAX_EMAX,
  MAX_PREC,
  MIN_EMIN,
  MIN_ETINY,
  OVERFLOW,
  ROUND_HALF_EVEN,
  ROUND_HALF_UP,
  ROUNDINGS,
  UNDERFLOW,
} from "./_decimal/number.ts";
import { signalDictSpec } from "./_decimal/signal-dict.ts";
import { currentContext, decimalState, makeContextVar, newContext } from "./_decimal/state.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** A class of the module by `type(name, bases, {"__module__": "decimal"})`; it may be pending if a base's metaclass is Python code. */
function newClass(vm: VM, name: string, bases: readonly PyObject[], slots: boolean): Result {
  const dict = vm.newDict();
  dictStealString(vm, dict, "__module__", vm.newStr("decimal"));
  if (slots) dictStealString(vm, dict, "__slots__", vm.newTuple([]));
  const args = [vm.newStr(name), vm.newTuple(bases.map((o) => newRef(o))), dict];
  const metatype = bases[0]!.type === vm.T.type ? (bases[1]?.type ?? vm.T.type) : bases[0]!.type;
  const r = callObject(vm, metatype.object, args);
  vm.counts.decrefAll(args);
  return r;
}

/** Name and bases of the exceptions, in order of making. CPython 3.11: signal_map, cond_map and PyInit__decimal */
const EXCEPTIONS: readonly (readonly [string, readonly string[]])[] = [
  ["DecimalException", ["ArithmeticError"]],
  ["InvalidOperation", ["DecimalException"]],
  ["FloatOperation", ["DecimalException", "TypeError"]],
  ["DivisionByZero", ["DecimalException", "ZeroDivisionError"]],
  ["Subnormal", ["DecimalException"]],
  ["Inexact", ["DecimalException"]],
  ["Rounded", ["DecimalException"]],
  ["Clamped", ["DecimalException"]],
  ["Overflow", ["Inexact", "Rounded"]],
  ["Underflow", ["Inexact", "Rounded", "Subnormal"]],
  ["ConversionSyntax", ["InvalidOperation"]],
  ["DivisionImpossible", ["InvalidOperation"]],
  ["DivisionUndefined", ["InvalidOperation", "ZeroDivisionError"]],
  ["InvalidContext", ["InvalidOperation"]],
];

function makeExceptions(vm: VM, set: (name: string, value: PyObject) => void): void {
  const { exceptions } = decimalState(vm);
  const builtins: Readonly<Record<string, PyType>> = {
    ArithmeticError: vm.T.ArithmeticError,
    TypeError: vm.T.TypeError,
    ZeroDivisionError: vm.T.ZeroDivisionError,
  };
  for (const [name, bases] of EXCEPTIONS) {
    const made = newClass(
      vm,
      name,
      bases.map((b) => exceptions.get(b) ?? builtins[b]!.object),
      false,
    );
    if (made === null || made === PENDING) throw new Error(`the class decimal.${name} cannot be made`);
    exceptions.set(name, made);
    set(name, newRef(made));
  }
}

// --- What needs modules of the library ----------------------------------------------------------------------------------------

/** `module.name`, new. */
function imported(vm: VM, module: string, name: string): Result {
  const text = vm.newStr(name);
  const r = andThen(vm, importModuleNamed(vm, module), attributeOf, text);
  vm.counts.decref(text);
  return r;
}

function attributeOf(vm: VM, module: PyObject, name: PyObject | null): Result {
  const r = getAttrString(vm, module, name!.v as string);
  vm.counts.decref(module);
  return r;
}

/** CPython 3.11: Modules/_decimal/_decimal.c PyInit__decimal */
function decimal_exec(vm: VM, module: PyObject): Result {
  return andThen(vm, imported(vm, "numbers", "Rational"), haveRational, module);
}

function haveRational(vm: VM, rational: PyObject, module: PyObject | null): Result {
  decimalState(vm).rational = rational;
  return andThen(vm, imported(vm, "numbers", "Number"), haveNumber, module);
}

function haveNumber(vm: VM, number: PyObject, module: PyObject | null): Result {
  const r = callMethod(vm, number, "register", [vm.type(decimalSpec).object]);
  vm.counts.decref(number);
  return andThen(vm, r, registered, module);
}

function registered(vm: VM, value: PyObject, module: PyObject | null): Result {
  vm.counts.decref(value);
  return andThen(vm, imported(vm, "collections.abc", "MutableMapping"), haveMapping, module);
}

function haveMapping(vm: VM, mapping: PyObject, module: PyObject | null): Result {
  const r = newClass(vm, "SignalDict", [vm.type(signalDictSpec).object, mapping], true);
  vm.counts.decref(mapping);
  return andThen(vm, r, haveSignalDict, module);
}

function haveSignalDict(vm: VM, type: PyObject, module: PyObject | null): Result {
  const state = decimalState(vm);
  state.signalDictType = type as PyObject<PyType>;
  state.contextVar = makeContextVar(vm);
  const settings = { emin: -999999n, emax: 999999n, capitals: 1, clamp: 0 };
  const usual = IEEE_INVALID | DIVISION_BY_ZERO | OVERFLOW;
  const make = (prec: bigint, rounding: number, traps: number): PyObject =>
    newContext(vm, state.contextType, { ...settings, prec, rounding }, 0, traps);
  const templates: [string, PyObject][] = [
    ["DefaultContext", make(28n, ROUND_HALF_EVEN, usual)],
    ["BasicContext", make(9n, ROUND_HALF_UP, usual | UNDERFLOW | CLAMPED)],
    ["ExtendedContext", make(9n, ROUND_HALF_EVEN, 0)],
  ];
  const dict = moduleDict(vm, module!);
  for (const [name, context] of templates) {
    state.templates.push(newRef(context) as (typeof state.templates)[number]);
    dictStealString(vm, dict, name, context);
  }
  return andThen(vm, imported(vm, "collections", "namedtuple"), haveNamedTuple, module);
}

function haveNamedTuple(vm: VM, namedtuple: PyObject, module: PyObject | null): Result {
  const args = [vm.newStr("DecimalTuple"), vm.newStr("sign digits exponent"), vm.newStr("decimal")];
  const names = [vm.intern("module")];
  const r = callObject(vm, namedtuple, args, names);
  vm.counts.decrefAll([...args, ...names, namedtuple]);
  return andThen(vm, r, haveTuple, module);
}

function haveTuple(vm: VM, type: PyObject, module: PyObject | null): Result {
  decimalState(vm).decimalTuple = newRef(type);
  dictStealString(vm, moduleDict(vm, module!), "DecimalTuple", type);
  return OK;
}

/** The module `_decimal`. CPython 3.11: Modules/_decimal/_decimal.c */
export const _decimalModule: ModuleSpec = {
  name: "_decimal",
  doc: "C decimal arithmetic module",
  types: [decimalSpec, contextSpec],
  methods: [
    method("getcontext", "($module, /)", (vm) => newRef(currentContext(vm)), { doc: "The current context." }),
    method("setcontext", "($module, context, /)", setcontext, { doc: "Makes a context the current one." }),
    method("localcontext", "($module, /, *args, **kwargs)", localcontext, {
      convention: "METH_VARARGS|METH_KEYWORDS",
      doc: "A context manager under which a copy of a context is the current one.",
    }),
  ],
  init(vm, set) {
    const state = decimalState(vm);
    state.decimalType = vm.type(decimalSpec);
    state.contextType = vm.type(contextSpec);
    makeExceptions(vm, set);
    for (const name of ROUNDINGS) set(name, vm.newStr(name));
    set("HAVE_THREADS", vm.newBool(true));
    set("HAVE_CONTEXTVAR", vm.newBool(true));
    set("MAX_PREC", vm.newIntFromBig(MAX_PREC));
    set("MAX_EMAX", vm.newIntFromBig(MAX_EMAX));
    set("MIN_EMIN", vm.newIntFromBig(MIN_EMIN));
    set("MIN_ETINY", vm.newIntFromBig(MIN_ETINY));
    set("__version__", vm.newStr("1.70"));
    set("__libmpdec_version__", vm.newStr("2.5.1"));
  },
  exec: decimal_exec,
};
