import { type Collection, CycleCollector, Weakrefs } from "@vivarium/heap";
import { callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { DrainFrame, insertFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, PyType, type Result } from "../object.ts";
import { callPhase, hasCallbacks, printGcEvent } from "./gc-callbacks.ts";
import { type WeakrefData, weakrefLayout } from "./weakref.ts";

/** The cycle collector, told what it needs to know about Python objects. */
export function newCollector(vm: VM): CycleCollector<PyObject> {
  const weakrefs = new Weakrefs<PyObject>({
    isWeakref: (o) => o.type.layout === weakrefLayout,
    kind: (o) =>
      o.type === vm.T.weakref ? "reference" : o.type === vm.T.weakproxy || o.type === vm.T.weakcallableproxy ? "proxy" : "other",
    referent: (o) => (o.v as WeakrefData).referent,
    setReferent: (o, referent) => {
      (o.v as WeakrefData).referent = referent;
    },
    callback: (o) => (o.v as WeakrefData).callback,
    takeCallback: (o) => {
      const w = o.v as WeakrefData;
      const callback = w.callback;
      w.callback = null;
      return callback;
    },
  });
  return new CycleCollector<PyObject>({
    generations: vm.generations,
    counts: vm.counts,
    weakrefs,
    client: {
      hasFinalizer: (o) => o.type.tp_finalize !== null && (o.type.needsFinalizer === null || o.type.needsFinalizer(o)),
      hasLegacyFinalizer: () => false,
      untracksTuple: (o) => o.type === vm.T.tuple && (o.v as PyObject[]).every((x) => !mayBeTracked(vm, x)),
      // A dict stays tracked: what is put into it later would have to track it again. `isTracked` says what CPython would.
      untracksDict: () => false,
      appendGarbage: (o) => vm.appendGarbage(o),
      hasPhaseCallbacks: () => hasCallbacks(vm),
      clearFreeLists: () => {},
      debug: (event) => printGcEvent(vm, event),
    },
  });
}

/** CPython 3.11: Include/internal/pycore_gc.h _PyObject_GC_MAY_BE_TRACKED */
function mayBeTracked(vm: VM, o: PyObject): boolean {
  if (!o.type.container || (o.v instanceof PyType && !o.v.heapType)) return false;
  return o.gci >= 0 || o.type !== vm.T.tuple;
}

/**
 * `gc.is_tracked(o)`. CPython tracks a dict when something is put into it that may be tracked itself (MAINTAIN_TRACKING).
 * NOT CPYTHON: once such a thing is out of the dict again, it does not count as tracked any more; there it does until the next collection.
 */
export function isTracked(vm: VM, o: PyObject): boolean {
  if (o.gci < 0) return false;
  if (o.v instanceof PyType) return o.v.heapType;
  if (o.type !== vm.T.dict) return true;
  const { keys, values } = o.v as { keys: (PyObject | null)[]; values: (PyObject | null)[] };
  return keys.some((k, i) => k !== null && (mayBeTracked(vm, k) || mayBeTracked(vm, values[i]!)));
}

/** Runs a collection to its end; Python code it needs is called in between. Gives the number of unreachable objects found, as an int. */
export class CollectFrame extends NativeFrame {
  collection: Collection<PyObject>;
  private context: PyObject | null = null;
  /** `gc.callbacks` are not told. */
  private readonly silent: boolean;

  constructor(collection: Collection<PyObject>, silent = false) {
    super();
    this.collection = collection;
    this.silent = silent;
  }

  step(vm: VM, sent: Result): Result {
    this.dropResult(vm, sent);
    for (;;) {
      const request = this.collection.step();
      let r: Result = OK;
      this.context = null;
      switch (request.kind) {
        case "done":
          return vm.newInt(request.found);
        case "deaths": {
          const drain = new DrainFrame(vm, OK);
          insertFrame(vm, drain);
          return PENDING;
        }
        case "phase":
          if (!this.silent) r = callPhase(vm, request.phase, request.generation, request.collected, request.uncollectable);
          break;
        case "callback":
          r = callOneArg(vm, (request.weakref.v as WeakrefData).callback!, request.weakref);
          break;
        case "finalize":
          r = request.object.type.tp_finalize!(vm, request.object);
          break;
      }
      if (r === PENDING) return PENDING;
      this.dropResult(vm, r);
    }
  }

  private dropResult(vm: VM, r: Result): void {
    if (r === null) vm.unraisable(this.context);
    else if (r !== OK) vm.counts.decref(r);
  }

  override traverse(visit: (child: PyObject) => void): void {
    this.collection.traverse(visit);
  }
}

/** Drops the number that a collection found, for one that nobody asked for. */
class DueFrame extends NativeFrame {
  step(vm: VM, sent: Result): Result {
    if (sent !== null && sent !== OK) vm.counts.decref(sent);
    return OK;
  }
}

/** A collection has become due: its frame goes on top, and what it gives goes nowhere. */
export function pushDueCollection(vm: VM): void {
  const collection = vm.collector.takeDue();
  vm.generations.due = false;
  if (collection === null) return;
  const thread = vm.thread;
  for (const frame of [new DueFrame(), new CollectFrame(collection)]) {
    frame.back = thread.frame;
    thread.frame = frame;
  }
}
