import { newRef, touchPayload } from "@vivarium/heap";
import { spread } from "../eval/arguments.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import { parseSignature } from "../eval/signature.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../object.ts";
import { getIter, iterNext } from "../protocol/iterator.ts";
import { numberIndex } from "../protocol/number.ts";
import { classGetItem } from "./class-getitem.ts";
import { iteratorMethods, selfIter } from "./iterators.ts";
import { firstTuple, nextTuple } from "./reused-tuple.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** The payload of an enumerate object. */
class Enumeration {
  iterator: PyObject;
  count: number | bigint;
  /** The tuple given last. */
  last: PyObject<PyObject[]>;

  constructor(iterator: PyObject, count: number | bigint, last: PyObject<PyObject[]>) {
    this.iterator = iterator;
    this.count = count;
    this.last = last;
  }
}

/** CPython 3.11: Objects/enumobject.c enum_dealloc */
const enumerateLayout: PayloadLayout<Enumeration> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    visit(v.iterator);
    visit(v.last);
  },
  clear: () => [],
};

/** CPython 3.11: enum_new_impl, enumerate_vectorcall */
function enum_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  if (args.length === 0) return vm.raise(vm.T.TypeError, "enumerate() missing required argument 'iterable'");
  const values = spread(vm, "enumerate", parseSignature("(iterable, start=0)"), args, positional, kwnames);
  if (values === null) return null;
  const [iterable, start] = values as [PyObject, PyObject | null];
  if (start === null) return thenBorrowed(vm, getIter(vm, iterable), makeEnumerate, null, type.object);
  return then(vm, numberIndex(vm, start), startEnumerate, iterable, type.object);
}

function startEnumerate(vm: VM, start: PyObject, iterable: PyObject | null, type: PyObject | null): Result {
  const r = then(vm, getIter(vm, iterable!), makeEnumerate, start, type);
  vm.counts.decref(start);
  return r;
}

function makeEnumerate(vm: VM, iterator: PyObject, start: PyObject | null, type: PyObject | null): Result {
  const count = start === null ? 0 : (start.v as number | bigint);
  return alloc(vm, type!.v as PyType, new Enumeration(iterator, count, firstTuple(vm, 2)));
}

/** CPython 3.11: enum_next */
function enum_next(vm: VM, self: PyObject<Enumeration>): Result {
  return thenBorrowed(vm, iterNext(vm, self.v.iterator), numbered, self);
}

function numbered(vm: VM, item: PyObject, self: PyObject | null): Result {
  const v = self!.v as Enumeration;
  const { count } = v;
  touchPayload(self!);
  if (typeof count === "number") {
    v.count = count === Number.MAX_SAFE_INTEGER ? BigInt(count) + 1n : count + 1;
    return nextTuple(vm, v.last, [vm.newInt(count), item]);
  }
  v.count = count + 1n;
  return nextTuple(vm, v.last, [vm.newIntFromBig(count), item]);
}

/** CPython 3.11: enum_reduce */
function enum_reduce(vm: VM, self: PyObject<Enumeration>): Result {
  const { iterator, count } = self.v;
  const state = vm.newTuple([newRef(iterator), vm.newIntFromBig(BigInt(count))]);
  return vm.newTuple([newRef(self.type.object), state]);
}

/** The type `enumerate`. CPython 3.11: Objects/enumobject.c PyEnum_Type */
export const enumerateSpec: TypeSpec = {
  name: "enumerate",
  layout: enumerateLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
  slots: { tp_new: enum_new, tp_iter: selfIter, tp_iternext: enum_next },
  methods: [...iteratorMethods(null, enum_reduce, null), classGetItem],
};
