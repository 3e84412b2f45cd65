import { newRef } from "@vivarium/heap";
import type { Keywords } from "../../eval/arguments.ts";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue, lengthHint } from "../../eval/iterate.ts";
import { orElseBorrowed, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP, TPFLAGS_UNICODE_SUBCLASS } from "../../object.ts";
import { bytesLike } from "../../objects/str/bytes-text.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { equalObjects, richCompare } from "../../protocol/compare.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { getIter, isSequence, iterNext } from "../../protocol/iterator.ts";
import { binaryOp, NB_ADD, numberIndex, power, unaryOp } from "../../protocol/number.ts";
import { contains, getItem, setItem } from "../../protocol/sequence.ts";
import { negate, truth } from "../../protocol/truth.ts";

type BinaryFunction = (vm: VM, a: PyObject, b: PyObject) => Result;

function binary(name: string, doc: string, f: BinaryFunction): MethodSpec {
  return method(name, "($module, a, b, /)", (vm, _module, a: PyObject, b: PyObject) => f(vm, a, b), { doc: `Same as ${doc}.` });
}

function unary(name: string, doc: string, f: (vm: VM, a: PyObject) => Result): MethodSpec {
  return method(name, "($module, a, /)", (vm, _module, a: PyObject) => f(vm, a), { doc: `Same as ${doc}.` });
}

/** Names, operators and BINARY_OP's operands (NB_*). */
const arithmetic: readonly [name: string, symbol: string, oparg: number][] = [
  ["add", "+", 0],
  ["and_", "&", 1],
  ["floordiv", "//", 2],
  ["lshift", "<<", 3],
  ["matmul", "@", 4],
  ["mul", "*", 5],
  ["mod", "%", 6],
  ["or_", "|", 7],
  ["pow", "**", 8],
  ["rshift", ">>", 9],
  ["sub", "-", 10],
  ["truediv", "/", 11],
  ["xor", "^", 12],
];
const INPLACE = 13;

const comparisons: readonly [name: string, symbol: string, op: number][] = [
  ["lt", "<", 0],
  ["le", "<=", 1],
  ["eq", "==", 2],
  ["ne", "!=", 3],
  ["gt", ">", 4],
  ["ge", ">=", 5],
];

/** CPython 3.11: Modules/_operator.c (the macros for operators) */
const operatorMethods: readonly MethodSpec[] = [
  ...arithmetic.map(([name, symbol, oparg]) => binary(name, `a ${symbol} b`, (vm, a, b) => binaryOp(vm, a, b, oparg))),
  ...arithmetic.map(([name, symbol, oparg]) =>
    binary(`i${name.replace("_", "")}`, `a ${symbol}= b`, (vm, a, b) =>
      oparg === 8 ? power(vm, a, b, vm.none, true) : binaryOp(vm, a, b, oparg + INPLACE),
    ),
  ),
  ...comparisons.map(([name, symbol, op]) => binary(name, `a ${symbol} b`, (vm, a, b) => richCompare(vm, a, b, op))),
  unary("neg", "-a", (vm, a) => unaryOp(vm, a, "nb_negative")),
  unary("pos", "+a", (vm, a) => unaryOp(vm, a, "nb_positive")),
  unary("abs", "abs(a)", (vm, a) => unaryOp(vm, a, "nb_absolute")),
  unary("inv", "~a", (vm, a) => unaryOp(vm, a, "nb_invert")),
  unary("invert", "~a", (vm, a) => unaryOp(vm, a, "nb_invert")),
  unary("index", "a.__index__()", exactIndex),
  unary("truth", "bool(a)", truth),
  unary("not_", "not a", (vm, a) => then(vm, truth(vm, a), negate)),
  binary("is_", "a is b", (vm, a, b) => vm.newBool(a === b)),
  binary("is_not", "a is not b", (vm, a, b) => vm.newBool(a !== b)),
  binary("concat", "a + b, for sequences", (vm, a, b) => concat(vm, a, b, false)),
  binary("iconcat", "a += b, for sequences", (vm, a, b) => concat(vm, a, b, true)),
  binary("contains", "b in a (note reversed operands)", contains),
  binary("getitem", "a[b]", getItem),
  binary("delitem", "del a[b]", (vm, a, b) => then(vm, setItem(vm, a, b, null), giveNone)),
];

function giveNone(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: Objects/abstract.c PyNumber_Index */
function exactIndex(vm: VM, a: PyObject): Result {
  return then(vm, numberIndex(vm, a), toExact);
}

function toExact(vm: VM, value: PyObject): Result {
  if (value.type === vm.T.int) return value;
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  return vm.newIntFromBig(BigInt(v));
}

/** CPython 3.11: Objects/abstract.c PySequence_Concat, PySequence_InPlaceConcat */
function concat(vm: VM, a: PyObject, b: PyObject, inplace: boolean): Result {
  const f = (inplace ? a.type.sq_inplace_concat : null) ?? a.type.sq_concat;
  if (f !== null) return f(vm, a, b);
  const number = (inplace ? a.type.nb_inplace_add : null) ?? a.type.nb_add ?? b.type.nb_add;
  if (isSequence(vm, a) && isSequence(vm, b) && number !== null) return binaryOp(vm, a, b, NB_ADD + (inplace ? INPLACE : 0));
  return vm.raise(vm.T.TypeError, `'${a.type.name}' object can't be concatenated`);
}

function setitem(vm: VM, _module: PyObject, a: PyObject, b: PyObject, c: PyObject): Result {
  return then(vm, setItem(vm, a, b, c), giveNone);
}

// --- Searching ----------------------------------------------------------------------------------------------------------------

function iteratorForSearch(vm: VM, a: PyObject): Result {
  return orElseBorrowed(vm, getIter(vm, a), notIterable, a);
}

function notIterable(vm: VM, a: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  return vm.raise(vm.T.TypeError, `argument of type '${a!.type.name}' is not iterable`);
}

/** CPython 3.11: Objects/abstract.c _PySequence_IterSearch (PY_ITERSEARCH_COUNT, PY_ITERSEARCH_INDEX) */
class SearchFrame extends NativeFrame {
  iterator: PyObject;
  value: PyObject;
  item: PyObject | null = null;
  counting: boolean;
  n = 0;

  constructor(iterator: PyObject, value: PyObject, counting: boolean) {
    super();
    this.iterator = iterator;
    this.value = newRef(value);
    this.counting = counting;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent === OK ? iterNext(vm, this.iterator) : sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.item === null) {
        if (got === STOP) {
          dropStopValue(vm);
          return this.finish(vm);
        }
        this.item = got;
        got = equalObjects(vm, got, this.value);
        continue;
      }
      const item = this.item;
      this.item = null;
      vm.counts.decrefAll([item, got]);
      const equal = got === vm.true_;
      if (equal && !this.counting) return vm.newInt(this.n);
      if (equal || !this.counting) this.n++;
      got = iterNext(vm, this.iterator);
    }
  }

  private finish(vm: VM): Result {
    if (this.counting) return vm.newInt(this.n);
    return vm.raise(vm.T.ValueError, "sequence.index(x): x not in sequence");
  }
}

/** CPython 3.11: Modules/_operator.c _operator_countOf_impl */
function countOf(vm: VM, a: PyObject, b: PyObject): Result {
  return thenBorrowed(vm, iteratorForSearch(vm, a), startSearch, b, null, null, 1);
}

/** CPython 3.11: Modules/_operator.c _operator_indexOf_impl */
function indexOf(vm: VM, a: PyObject, b: PyObject): Result {
  return thenBorrowed(vm, iteratorForSearch(vm, a), startSearch, b, null, null, 0);
}

function startSearch(
  vm: VM,
  iterator: PyObject,
  value: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  counting: number,
): Result {
  return startFrame(vm, new SearchFrame(iterator, value!, counting === 1));
}

// --- The others ---------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_operator.c _operator_length_hint_impl */
function length_hint(vm: VM, _module: PyObject, o: PyObject, fallback: PyObject | null): Result {
  if (fallback === null) return lengthHint(vm, o, 0);
  return thenBorrowed(vm, numberIndex(vm, fallback), hintOr, o);
}

function hintOr(vm: VM, fallback: PyObject, o: PyObject | null): Result {
  const n = takeSsize(vm, fallback);
  return n === null ? null : lengthHint(vm, o!, n);
}

/** CPython 3.11: Modules/_operator.c _operator_call */
function operator_call(vm: VM, _module: PyObject, args: PyObject[], keywords: Keywords): Result {
  if (args.length < 1) return vm.raise(vm.T.TypeError, "call expected at least 1 argument, got 0");
  const names = keywords.length === 0 ? null : keywords.map(([name]) => name);
  return callObject(vm, args[0]!, [...args.slice(1), ...keywords.map(([, value]) => value)], names);
}

/** CPython 3.11: Modules/_operator.c _operator__compare_digest_impl */
export function compare_digest(vm: VM, a: PyObject, b: PyObject): Result {
  const isText = (o: PyObject): boolean => (o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0;
  if (isText(a) && isText(b)) {
    const ascii = (o: PyObject): boolean => [...(o.v as string)].every((c) => c < "\x80");
    if (!ascii(a) || !ascii(b)) return vm.raise(vm.T.TypeError, "comparing strings with non-ASCII characters is not supported");
    return vm.newBool(a.v === b.v);
  }
  const x = bytesLike(vm, a);
  const y = bytesLike(vm, b);
  if (x === null && y === null)
    return vm.raise(
      vm.T.TypeError,
      `unsupported operand types(s) or combination of types: '${a.type.name}' and '${b.type.name}'`,
    );
  if (x === null || y === null)
    return vm.raise(vm.T.TypeError, `a bytes-like object is required, not '${(x === null ? a : b).type.name}'`);
  return vm.newBool(x.length === y.length && x.every((c, i) => c === y[i]));
}

/** CPython 3.11: Modules/_operator.c operator_methods */
export const operatorFunctions: readonly MethodSpec[] = [
  ...operatorMethods,
  method("setitem", "($module, a, b, c, /)", setitem, { doc: "Same as a[b] = c." }),
  binary("countOf", "the number of items in a which are, or which equal, b", countOf),
  binary("indexOf", "the first index of b in a", indexOf),
  method("length_hint", "($module, obj, default=0, /)", length_hint, {
    doc: "An estimate of the number of items in obj: its length, what it hints, or the default.",
  }),
  method("call", "($module, /, *args, **kwargs)", operator_call, {
    convention: "METH_FASTCALL|METH_KEYWORDS",
    doc: "Same as obj(*args, **kwargs).",
  }),
  binary("_compare_digest", "a == b, for strings and bytes, in a time that says nothing about them", compare_digest),
];
