import { newRef } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../builtins/check-arguments.ts";
import { callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
} from "../object.ts";
import { getIter, iterNext } from "../protocol/iterator.ts";
import { truth } from "../protocol/truth.ts";
import { iteratorMethods, selfIter } from "./iterators.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** The payload of a filter object; never changes. */
class Filter {
  func: PyObject;
  iterator: PyObject;

  constructor(func: PyObject, iterator: PyObject) {
    this.func = func;
    this.iterator = iterator;
  }
}

/** CPython 3.11: Python/bltinmodule.c filter_dealloc */
const filterLayout: PayloadLayout<Filter> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    visit(v.func);
    visit(v.iterator);
  },
  clear: () => [],
};

/** CPython 3.11: filter_new, filter_vectorcall */
function filter_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (type === vm.T.filter || type.tp_init === vm.T.filter.tp_init) if (!noKeywords(vm, "filter", kwnames)) return null;
  if (!checkPositional(vm, "filter", args.length - (kwnames?.length ?? 0), 2, 2)) return null;
  return then(vm, getIter(vm, args[1]!), makeFilter, args[0]!, type.object);
}

function makeFilter(vm: VM, iterator: PyObject, func: PyObject | null, type: PyObject | null): Result {
  return alloc(vm, type!.v as PyType, new Filter(newRef(func!), iterator));
}

/** CPython 3.11: filter_next */
function filter_next(vm: VM, self: PyObject<Filter>): Result {
  return startFrame(vm, new FilterNextFrame(self));
}

/** Fetches items until one passes. */
class FilterNextFrame extends NativeFrame {
  filter: PyObject<Filter>;
  item: PyObject | null = null;
  stage: "fetch" | "fetched" | "called" | "tested" = "fetch";

  constructor(filter: PyObject) {
    super();
    this.filter = newRef(filter);
  }

  step(vm: VM, sent: Result): Result {
    const { func, iterator } = this.filter.v;
    const plain = func === vm.none || func === vm.T.bool.object;
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      switch (this.stage) {
        case "fetch":
          this.stage = "fetched";
          got = iterNext(vm, iterator);
          break;
        case "fetched":
          if (got === STOP) return got;
          this.item = got;
          this.stage = plain ? "tested" : "called";
          got = plain ? truth(vm, got) : callOneArg(vm, func, got);
          break;
        case "called": {
          const good: PyObject = got;
          this.stage = "tested";
          got = truth(vm, good);
          vm.counts.decref(good);
          break;
        }
        default: {
          const item = this.item!;
          this.item = null;
          vm.counts.decref(got);
          if (got === vm.true_) return item;
          vm.counts.decref(item);
          this.stage = "fetch";
        }
      }
    }
  }
}

/** CPython 3.11: filter_reduce */
function filter_reduce(vm: VM, self: PyObject<Filter>): Result {
  const { func, iterator } = self.v;
  return vm.newTuple([newRef(self.type.object), vm.newTuple([newRef(func), newRef(iterator)])]);
}

/** The type `filter`. CPython 3.11: Python/bltinmodule.c PyFilter_Type */
export const filterSpec: TypeSpec = {
  name: "filter",
  layout: filterLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "filter(function or None, iterable) --> filter object\n\nReturn an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
  slots: { tp_new: filter_new, tp_iter: selfIter, tp_iternext: filter_next },
  methods: iteratorMethods(null, filter_reduce, null),
};
