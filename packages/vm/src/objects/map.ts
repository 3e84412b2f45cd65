import { newRef } from "@vivarium/heap";
import { noKeywords } from "../builtins/check-arguments.ts";
import { callObject } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
} from "../object.ts";
import { getIter, iterNext } from "../protocol/iterator.ts";
import { iteratorMethods, selfIter } from "./iterators.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** The payload of a map object; never changes. */
class MapRecord {
  func: PyObject;
  iterators: PyObject<PyObject[]>;

  constructor(func: PyObject, iterators: PyObject) {
    this.func = func;
    this.iterators = iterators;
  }
}

/** CPython 3.11: Python/bltinmodule.c map_dealloc */
const mapLayout: PayloadLayout<MapRecord> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    visit(v.iterators);
    visit(v.func);
  },
  clear: () => [],
};

/** CPython 3.11: map_new, map_vectorcall */
function map_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (type === vm.T.map || type.tp_init === vm.T.map.tp_init) if (!noKeywords(vm, "map", kwnames)) return null;
  const count = args.length - (kwnames?.length ?? 0);
  if (count < 2) return vm.raise(vm.T.TypeError, "map() must have at least two arguments.");
  return startFrame(vm, new MapNewFrame(type.object, args.slice(0, count)));
}

class MapNewFrame extends NativeFrame {
  type_: PyObject;
  args: PyObject[];
  iterators: PyObject[] = [];

  constructor(type: PyObject, args: readonly PyObject[]) {
    super();
    this.type_ = newRef(type);
    this.args = args.map(newRef);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK) this.iterators.push(got);
      const next = this.args[this.iterators.length + 1];
      if (next === undefined) {
        const iterators = vm.newTuple(this.iterators);
        this.iterators = [];
        return alloc(vm, this.type_.v as PyType, new MapRecord(newRef(this.args[0]!), iterators));
      }
      got = getIter(vm, next);
      if (got === PENDING) return got;
    }
  }
}

/** CPython 3.11: map_next */
function map_next(vm: VM, self: PyObject<MapRecord>): Result {
  return startFrame(vm, new MapNextFrame(self));
}

/** Fetches the arguments, then calls; the arguments live until the call is over. */
class MapNextFrame extends NativeFrame {
  map: PyObject<MapRecord>;
  args: PyObject[] = [];
  calling = false;

  constructor(map: PyObject) {
    super();
    this.map = newRef(map);
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null || this.calling) return sent;
    const { func, iterators } = this.map.v;
    let got: Result = sent;
    for (;;) {
      if (got === null || got === STOP) return got;
      if (got !== OK) this.args.push(got);
      const next = iterators.v[this.args.length];
      if (next === undefined) break;
      got = iterNext(vm, next);
      if (got === PENDING) return got;
    }
    this.calling = true;
    return callObject(vm, func, this.args, null);
  }
}

/** CPython 3.11: map_reduce */
function map_reduce(vm: VM, self: PyObject<MapRecord>): Result {
  const { func, iterators } = self.v;
  return vm.newTuple([newRef(self.type.object), vm.newTuple([newRef(func), ...iterators.v.map(newRef)])]);
}

/** The type `map`. CPython 3.11: Python/bltinmodule.c PyMap_Type */
export const mapSpec: TypeSpec = {
  name: "map",
  layout: mapLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "map(func, *iterables) --> map object\n\nMake an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.",
  slots: { tp_new: map_new, tp_iter: selfIter, tp_iternext: map_next },
  methods: iteratorMethods(null, map_reduce, null),
};
