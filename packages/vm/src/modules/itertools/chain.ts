import { newRef, touchPayload } from "@vivarium/heap";
import { noKeywords } from "../../builtins/check-arguments.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue } from "../../eval/iterate.ts";
import { dropAfter, startFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, PENDING, type PyObject, type PyType, type Result, recordLayout, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { iteratorMethods, selfIter } from "../../objects/iterators.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";

/** The payload of a chain. */
class Chain {
  /** An iterator over the iterables; null once it has ended. */
  source: PyObject | null;
  /** The one that gives items now. */
  active: PyObject | null = null;

  constructor(source: PyObject) {
    this.source = source;
  }
}

/** CPython 3.11: Modules/itertoolsmodule.c chain_new */
function chain_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const base = vm.type(chainSpec);
  if ((type === base || type.tp_init === base.tp_init) && !noKeywords(vm, "chain", kwnames)) return null;
  const positional = args.length - (kwnames?.length ?? 0);
  const tuple = vm.newTuple(args.slice(0, positional).map((o) => newRef(o)));
  return dropAfter(vm, chain_from_iterable(vm, type.object, tuple), tuple);
}

/** CPython 3.11: chain_new_internal */
function chain_from_iterable(vm: VM, type: PyObject, iterable: PyObject): Result {
  return thenBorrowed(vm, getIter(vm, iterable), makeChain, type);
}

function makeChain(vm: VM, source: PyObject, type: PyObject | null): Result {
  return alloc(vm, type!.v as PyType, new Chain(source));
}

/** `chain((first,), rest)`; both borrowed. */
export function chainOf(vm: VM, first: PyObject, rest: PyObject): Result {
  const head = vm.newTuple([newRef(first)]);
  return dropAfter(vm, chain_new(vm, vm.type(chainSpec), [head, rest], null), head);
}

class ChainNextFrame extends NativeFrame {
  chain: PyObject<Chain>;
  /** What is being waited for. */
  stage: "start" | "source" | "iter" | "item" = "start";

  constructor(chain: PyObject<Chain>) {
    super();
    this.chain = newRef(chain);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      const v = this.chain.v;
      switch (this.stage) {
        case "start":
          if (v.source === null) return STOP;
          this.stage = v.active === null ? "source" : "item";
          got = iterNext(vm, v.active ?? v.source);
          break;
        case "source":
          if (got === null || got === STOP) return this.end(vm, got);
          this.stage = "iter";
          {
            const iterable = got;
            got = getIter(vm, iterable);
            vm.counts.decref(iterable);
          }
          break;
        case "iter":
          if (got === null) return this.end(vm, got);
          this.setActive(vm, got);
          this.stage = "start";
          continue;
        default:
          if (got !== STOP) return got;
          dropStopValue(vm);
          this.setActive(vm, null);
          this.stage = "start";
          continue;
      }
      if (got === PENDING) return got;
    }
  }

  private setActive(vm: VM, active: PyObject | null): void {
    touchPayload(this.chain);
    const old = this.chain.v.active;
    this.chain.v.active = active;
    vm.counts.xdecref(old);
  }

  /** There are no more iterables, or the next one cannot be had. */
  private end(vm: VM, result: Result): Result {
    touchPayload(this.chain);
    const source = this.chain.v.source;
    this.chain.v.source = null;
    vm.counts.xdecref(source);
    return result;
  }
}

/** CPython 3.11: chain_next */
function chain_next(vm: VM, self: PyObject<Chain>): Result {
  if (self.v.source === null) return STOP;
  return startFrame(vm, new ChainNextFrame(self));
}

/** CPython 3.11: chain_reduce */
function chain_reduce(vm: VM, self: PyObject<Chain>): Result {
  const { source, active } = self.v;
  const items = [newRef(self.type.object), vm.newTuple([])];
  if (source !== null) items.push(vm.newTuple(active === null ? [newRef(source)] : [newRef(source), newRef(active)]));
  return vm.newTuple(items);
}

/** CPython 3.11: chain_setstate */
function chain_setstate(vm: VM, self: PyObject<Chain>, state: PyObject): Result {
  if (!state.type.mro.includes(vm.T.tuple)) return vm.raise(vm.T.TypeError, "state is not a tuple");
  const parts = state.v as PyObject[];
  if (parts.length < 1 || parts.length > 2) {
    const how = parts.length < 1 ? "at least 1 argument" : "at most 2 arguments";
    return vm.raise(vm.T.TypeError, `function takes ${how} (${parts.length} given)`);
  }
  if (parts.some((o) => o.type.tp_iternext === null)) return vm.raise(vm.T.TypeError, "Arguments must be iterators.");
  touchPayload(self);
  const { source, active } = self.v;
  self.v.source = newRef(parts[0]!);
  self.v.active = parts.length > 1 ? newRef(parts[1]!) : null;
  vm.counts.decrefAll([source, active].filter((o) => o !== null));
  return vm.newNone();
}

/** CPython 3.11: Modules/itertoolsmodule.c chain_type */
export const chainSpec: TypeSpec = {
  name: "itertools.chain",
  layout: recordLayout<Chain>({ references: (v) => [v.active, v.source] }),
  flags: TPFLAGS_BASETYPE,
  doc: "chain(*iterables) --> chain object\n\nAll items of the first iterable, then all of the next, to the last.",
  slots: { tp_new: chain_new, tp_iter: selfIter, tp_iternext: chain_next },
  methods: [
    method("from_iterable", "($type, iterable, /)", chain_from_iterable, {
      binding: "class",
      doc: "A chain of the iterables that one iterable gives, fetched when they are needed.",
    }),
    ...iteratorMethods(null, chain_reduce, chain_setstate),
    classGetItem,
  ],
};
