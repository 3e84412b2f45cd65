import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { isInt } from "../../objects/int/value.ts";
import { type GetSetSpec, type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { genericSetAttr } from "../../protocol/attribute.ts";
import { constructorArguments } from "../constructor.ts";
import { requireOperand, roundedDecimal } from "./conversion.ts";
import { divmodResult, powerResult, roundingOf } from "./decimal-object.ts";
import { finalize } from "./finalize.ts";
import {
  type Arithmetic,
  type Decimal,
  finite,
  fromBigInt,
  MAX_EMAX,
  MAX_PREC,
  MIN_EMIN,
  ROUNDINGS,
  withSign,
} from "./number.ts";
import * as operations from "./operations.ts";
import * as selection from "./selection.ts";
import { bitsOf, signalsSet } from "./signal-dict.ts";
import {
  type ContextObject,
  contextLayout,
  decimalOrNull,
  decimalState,
  inContext,
  newContext,
  newDecimal,
  SIGNALS,
} from "./state.ts";
import { decimalFromDouble, decimalText } from "./text.ts";

const FIELDS = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"] as const;
type Field = (typeof FIELDS)[number];

/** An int that fits a C ssize_t; null with an error. */
function sizeOf(vm: VM, o: PyObject): bigint | null {
  if (!isInt(o)) return vm.raise(vm.T.TypeError, "an integer is required");
  const n = BigInt(o.v as number | bigint);
  if (n >= 1n << 63n || n < -(1n << 63n)) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C ssize_t");
  return n;
}

const RANGES: Readonly<Record<string, readonly [bigint, bigint, string]>> = {
  prec: [1n, MAX_PREC, "valid range for prec is [1, MAX_PREC]"],
  Emin: [MIN_EMIN, 0n, "valid range for Emin is [MIN_EMIN, 0]"],
  Emax: [0n, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]"],
  capitals: [0n, 1n, "valid values for capitals are 0 or 1"],
  clamp: [0n, 1n, "valid values for clamp are 0 or 1"],
};

/** Sets one attribute; false with an error. CPython 3.11: context_setprec ... context_setattr */
export function setField(vm: VM, context: ContextObject, field: Field, o: PyObject): boolean {
  const v = context.v;
  touchPayload(context);
  if (field === "flags" || field === "traps") {
    const bits = bitsOf(vm, o);
    if (bits === null) return false;
    touchPayload(v[field]);
    v[field].v.bits = bits;
    return true;
  }
  if (field === "rounding") {
    const mode = roundingOf(vm, o);
    if (mode === null) return false;
    v.rounding = mode;
    return true;
  }
  const n = sizeOf(vm, o);
  if (n === null) return false;
  const [least, most, message] = RANGES[field]!;
  if (n < least || n > most) {
    vm.raise(vm.T.ValueError, message);
    return false;
  }
  if (field === "prec") v.prec = n;
  else if (field === "Emin") v.emin = n;
  else if (field === "Emax") v.emax = n;
  else v[field] = Number(n);
  return true;
}

/** CPython 3.11: context_new, context_init */
function context_new(vm: VM, type: PyType): Result {
  const template = decimalState(vm).templates[0]!.v;
  return newContext(vm, type, template, 0, template.traps.v.bits);
}

function context_init(vm: VM, self: ContextObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const given = args.length;
  if (given > FIELDS.length) return vm.raise(vm.T.TypeError, `function takes at most 8 arguments (${given} given)`);
  const signature = `(${FIELDS.map((f) => `${f}=None`).join(", ")})`;
  const values = constructorArguments(vm, contextSpec, self.type, "Context", signature, args, kwnames);
  if (values === null) return null;
  for (let i = 0; i < FIELDS.length; i++) {
    const o = values[i] as PyObject | null;
    if (o !== null && o !== vm.none && !setField(vm, self, FIELDS[i]!, o)) return null;
  }
  return OK;
}

/** CPython 3.11: context_repr */
function context_repr(vm: VM, self: ContextObject): Result {
  const { prec, rounding, emin, emax, capitals, clamp, flags, traps } = self.v;
  const inOrder = [...SIGNALS].sort((a, b) => (a.flag & -a.flag) - (b.flag & -b.flag));
  const names = (bits: number): string =>
    inOrder
      .filter((s) => (bits & s.flag) !== 0)
      .map((s) => s.name)
      .join(", ");
  return vm.newStr(
    `Context(prec=${prec}, rounding=${ROUNDINGS[rounding]}, Emin=${emin}, Emax=${emax}, capitals=${capitals}, ` +
      `clamp=${clamp}, flags=[${names(flags.v.bits)}], traps=[${names(traps.v.bits)}])`,
  );
}

/** With the flags. CPython 3.11: context_copy */
export function copyContext(vm: VM, self: ContextObject): ContextObject {
  const v = self.v;
  return newContext(vm, decimalState(vm).contextType, v, v.flags.v.bits, v.traps.v.bits);
}

/** CPython 3.11: context_reduce */
function context_reduce(vm: VM, self: ContextObject): Result {
  const { prec, rounding, emin, emax, capitals, clamp, flags, traps } = self.v;
  return vm.newTuple([
    newRef(self.type.object),
    vm.newTuple([
      vm.newIntFromBig(prec),
      vm.newStr(ROUNDINGS[rounding]!),
      vm.newIntFromBig(emin),
      vm.newIntFromBig(emax),
      vm.newInt(capitals),
      vm.newInt(clamp),
      vm.newList(signalsSet(vm, flags.v.bits)),
      vm.newList(signalsSet(vm, traps.v.bits)),
    ]),
  ]);
}

function getter(name: Field, get: (vm: VM, self: ContextObject) => Result): GetSetSpec {
  return {
    name,
    get,
    set: (vm, self: ContextObject, value) => {
      if (value === null) return vm.raise(vm.T.AttributeError, "context attributes cannot be deleted");
      return setField(vm, self, name, value) ? OK : null;
    },
  };
}

// --- Operations ---------------------------------------------------------------------------------------------------------------

function unaryMethod([name, f]: readonly [string, operations.Unary]): MethodSpec {
  return method(name, "($self, x, /)", (vm, self: ContextObject, o: PyObject) => {
    const x = requireOperand(vm, o);
    return x === null
      ? null
      : decimalOrNull(
          vm,
          inContext(vm, self, (ctx) => f(x, ctx)),
        );
  });
}

/** The numbers of a function of so many; null with TypeError. */
function operands(vm: VM, args: readonly PyObject[], count: number): Decimal[] | null {
  if (args.length !== count) {
    const s = count === 1 ? "" : "s";
    return vm.raise(vm.T.TypeError, `function takes exactly ${count} argument${s} (${args.length} given)`);
  }
  const values: Decimal[] = [];
  for (const o of args) {
    const x = requireOperand(vm, o);
    if (x === null) return null;
    values.push(x);
  }
  return values;
}

function severalMethod(name: string, count: number, f: (vm: VM, self: ContextObject, values: Decimal[]) => Result): MethodSpec {
  const fn = (vm: VM, self: ContextObject, args: PyObject[]): Result => {
    const values = operands(vm, args, count);
    return values === null ? null : f(vm, self, values);
  };
  return method(name, "(*args)", fn, { convention: "METH_VARARGS" });
}

function binaryMethod([name, f]: readonly [string, operations.Binary]): MethodSpec {
  return severalMethod(name, 2, (vm, self, [x, y]) =>
    decimalOrNull(
      vm,
      inContext(vm, self, (ctx) => f(x!, y!, ctx)),
    ),
  );
}

function predicateMethod([name, f]: readonly [string, operations.Predicate, boolean]): MethodSpec {
  return method(name, "($self, x, /)", (vm, self: ContextObject, o: PyObject) => {
    const x = requireOperand(vm, o);
    return x === null ? null : vm.newBool(inContext(vm, self, (ctx) => f(x, ctx))!);
  });
}

function valueMethod(name: string, f: (vm: VM, self: ContextObject, x: Decimal) => Result): MethodSpec {
  return method(name, "($self, x, /)", (vm, self: ContextObject, o: PyObject) => {
    const x = requireOperand(vm, o);
    return x === null ? null : f(vm, self, x);
  });
}

function integral(name: string, exact: boolean): MethodSpec {
  return unaryMethod([name, (x, ctx: Arithmetic) => selection.toIntegral(x, ctx, exact)]);
}

/** CPython 3.11: PyDec_FromFloat through the context */
function create_decimal_from_float(vm: VM, self: ContextObject, value: PyObject): Result {
  let x: Decimal;
  if (isInt(value)) x = fromBigInt(BigInt(value.v));
  else if (value.type.mro.includes(vm.T.float)) x = decimalFromDouble(value.v as number);
  else return vm.raise(vm.T.TypeError, "argument must be int or float");
  return decimalOrNull(
    vm,
    inContext(vm, self, (ctx) => finalize(x, ctx)),
  );
}

function clearMethod(name: string, which: "flags" | "traps"): MethodSpec {
  return method(name, "($self, /)", (vm, self: ContextObject) => {
    touchPayload(self.v[which]);
    self.v[which].v.bits = 0;
    return vm.newNone();
  });
}

/** CPython 3.11: PyDecContext_Apply: a number in this context, without its errors */
function context_apply(vm: VM, self: ContextObject, x: Decimal): Result {
  return decimalOrNull(
    vm,
    inContext(vm, self, (ctx) => finalize(x, ctx)),
  );
}

const methods: readonly MethodSpec[] = [
  ...operations.UNARY.map(unaryMethod),
  ...operations.CONTEXT_UNARY.map(unaryMethod),
  ...operations.BINARY.map(binaryMethod),
  ...operations.CONTEXT_BINARY.map(binaryMethod),
  ...operations.PREDICATES.map(predicateMethod),
  integral("to_integral", false),
  integral("to_integral_exact", true),
  integral("to_integral_value", false),
  severalMethod("divmod", 2, (vm, self, [x, y]) => divmodResult(vm, x!, y!, self)),
  severalMethod("same_quantum", 2, (vm, _self, [x, y]) => vm.newBool(operations.sameQuantum(x!, y!))),
  severalMethod("fma", 3, (vm, self, [x, y, z]) =>
    decimalOrNull(
      vm,
      inContext(vm, self, (ctx) => operations.multiplyAdd(x!, y!, z!, ctx)),
    ),
  ),
  method("power", "($self, /, a, b, modulo=None)", (vm, self: ContextObject, a: PyObject, b: PyObject, m: PyObject | null) => {
    const x = requireOperand(vm, a);
    const y = x === null ? null : requireOperand(vm, b);
    if (y === null) return null;
    if (m === null || m === vm.none) return powerResult(vm, x!, y, null, self);
    const z = requireOperand(vm, m);
    return z === null ? null : powerResult(vm, x!, y, z, self);
  }),
  valueMethod("number_class", (vm, self, x) => vm.newStr(inContext(vm, self, (ctx) => selection.numberClass(x, ctx))!)),
  valueMethod("to_sci_string", (vm, self, x) => vm.newStr(decimalText(x, self.v.capitals === 1))),
  valueMethod("to_eng_string", (vm, self, x) => vm.newStr(decimalText(x, self.v.capitals === 1, true))),
  valueMethod("copy_abs", (vm, _self, x) => newDecimal(vm, withSign(x, 0))),
  valueMethod("copy_negate", (vm, _self, x) => newDecimal(vm, withSign(x, 1 - x.sign))),
  valueMethod("copy_decimal", (vm, _self, x) => newDecimal(vm, x)),
  valueMethod("canonical", (vm, _self, x) => newDecimal(vm, x)),
  valueMethod("_apply", context_apply),
  method("create_decimal", "($self, num='0', /)", (vm, self: ContextObject, o: PyObject | null) => roundedDecimal(vm, o, self)),
  method("create_decimal_from_float", "($self, f, /)", create_decimal_from_float),
  method("Etiny", "($self, /)", (vm, self: ContextObject) => vm.newIntFromBig(self.v.emin - (self.v.prec - 1n))),
  method("Etop", "($self, /)", (vm, self: ContextObject) => vm.newIntFromBig(self.v.emax - (self.v.prec - 1n))),
  method("radix", "($self, /)", (vm) => newDecimal(vm, finite(0, 10n, 0))),
  method("copy", "($self, /)", copyContext),
  method("__copy__", "($self, /)", copyContext),
  method("__reduce__", "($self, /)", context_reduce),
  clearMethod("clear_flags", "flags"),
  clearMethod("clear_traps", "traps"),
];

/** CPython 3.11: Modules/_decimal/_decimal.c PyDecContext_Type */
export const contextSpec: TypeSpec = {
  name: "decimal.Context",
  layout: contextLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "How decimal operations are rounded, limited and watched.",
  slots: {
    tp_new: context_new,
    tp_init: context_init,
    tp_repr: context_repr,
    tp_setattro(vm, self, name, value) {
      if (value === null && (FIELDS as readonly string[]).includes(name.v))
        return vm.raise(vm.T.AttributeError, "context attributes cannot be deleted");
      return genericSetAttr(vm, self, name, value);
    },
  },
  methods,
  getset: [
    getter("prec", (vm, self) => vm.newIntFromBig(self.v.prec)),
    getter("rounding", (vm, self) => vm.newStr(ROUNDINGS[self.v.rounding]!)),
    getter("Emin", (vm, self) => vm.newIntFromBig(self.v.emin)),
    getter("Emax", (vm, self) => vm.newIntFromBig(self.v.emax)),
    getter("capitals", (vm, self) => vm.newInt(self.v.capitals)),
    getter("clamp", (vm, self) => vm.newInt(self.v.clamp)),
    getter("flags", (_vm, self) => newRef(self.v.flags)),
    getter("traps", (_vm, self) => newRef(self.v.traps)),
  ],
};
