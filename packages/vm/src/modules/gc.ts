import {
  type CollectorEvent,
  DEBUG_COLLECTABLE,
  DEBUG_SAVEALL,
  DEBUG_STATS,
  DEBUG_UNCOLLECTABLE,
  getCount,
  getFreezeCount,
  getObjects,
  getReferents,
  getReferrers,
  newRef,
} from "@vivarium/heap";
import { callObject } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import { writeStderr } from "../eval/standard-error.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { CollectFrame, isTracked } from "../objects/collect.ts";
import { dictStealString } from "../objects/dict/dict.ts";
import { method } from "../objects/type/type-spec.ts";
import { numberIndex } from "../protocol/number.ts";
import { addressText } from "../protocol/repr.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** An argument as a C int, then `f` of it. */
function withInt(vm: VM, value: PyObject, f: (vm: VM, n: number) => Result): Result {
  return then(vm, numberIndex(vm, value), (v, index) => {
    const n = Number(index.v as number | bigint);
    v.counts.decref(index);
    if (n > 0x7fffffff || n < -0x80000000) return v.raise(v.T.OverflowError, "Python int too large to convert to C int");
    return f(v, n);
  });
}

/** CPython 3.11: Modules/gcmodule.c gc_collect_impl */
function collect(vm: VM, _m: PyObject, generation: PyObject | null): Result {
  return generation === null ? collectGeneration(vm, 2) : withInt(vm, generation, collectGeneration);
}

function collectGeneration(vm: VM, n: number): Result {
  if (n < 0 || n > 2) return vm.raise(vm.T.ValueError, "invalid generation");
  const collection = vm.collector.collect(n);
  return collection === null ? vm.newInt(0) : startFrame(vm, new CollectFrame(collection));
}

/** CPython 3.11: Modules/gcmodule.c gc_set_threshold */
function set_threshold(vm: VM, _m: PyObject, args: PyObject[]): Result {
  const n = args.length;
  if (n < 1) return vm.raise(vm.T.TypeError, "set_threshold() takes at least 1 argument (0 given)");
  if (n > 3) return vm.raise(vm.T.TypeError, `set_threshold() takes at most 3 arguments (${n} given)`);
  return startFrame(vm, new SetThresholdFrame(args));
}

class SetThresholdFrame extends NativeFrame {
  args: PyObject[];
  values: number[] = [];

  constructor(args: PyObject[]) {
    super();
    this.args = args.map((o) => newRef(o));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) {
        const value = Number(got.v as number | bigint);
        vm.counts.decref(got);
        if (value > 0x7fffffff || value < -0x80000000)
          return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
        this.values.push(value);
      }
      if (this.values.length === this.args.length) break;
      got = numberIndex(vm, this.args[this.values.length]!);
    }
    const [first, second, third] = this.values as [number, number?, number?];
    const [young, middle, old] = vm.generations.generations;
    young.threshold = first;
    if (second !== undefined) middle.threshold = second;
    if (third !== undefined) old.threshold = third;
    return vm.newNone();
  }
}

/** CPython 3.11: Modules/gcmodule.c gc_get_objects_impl */
function get_objects(vm: VM, _m: PyObject, generation: PyObject | null): Result {
  if (generation === null || generation === vm.none) return objectsOf(vm, -1);
  return withInt(vm, generation, (v, n) => {
    if (n >= 3) return v.raise(v.T.ValueError, "generation parameter must be less than the number of available generations (3)");
    return n < -1 ? v.raise(v.T.ValueError, "generation parameter cannot be negative") : objectsOf(v, n);
  });
}

function objectsOf(vm: VM, n: number): Result {
  return vm.newList(
    getObjects(vm.generations, n < 0 ? null : n)
      .filter((o) => isTracked(vm, o))
      .map((o) => newRef(o)),
  );
}

/** CPython 3.11: Modules/gcmodule.c gc_get_stats_impl */
function get_stats(vm: VM): Result {
  return vm.newList(
    vm.collector.stats.map((s) => {
      const dict = vm.newDict();
      for (const name of ["collections", "collected", "uncollectable"] as const)
        dictStealString(vm, dict, name, vm.newInt(s[name]));
      return dict;
    }),
  );
}

/** CPython 3.11: Modules/gcmodule.c gc_set_debug_impl */
function set_debug(vm: VM, _m: PyObject, flags: PyObject): Result {
  return withInt(vm, flags, (v, n) => {
    v.collector.debug = n;
    return v.newNone();
  });
}

/** What the collector reports under `gc.set_debug`. CPython 3.11: Modules/gcmodule.c show_stats_each_generations, debug_cycle */
function printEvent(vm: VM, event: CollectorEvent<PyObject>): void {
  switch (event.kind) {
    case "start":
      writeStderr(vm, `gc: collecting generation ${event.generation}...\n`);
      writeStderr(vm, `gc: objects in each generation:${event.sizes.map((n) => ` ${n}`).join("")}\n`);
      writeStderr(vm, `gc: objects in permanent generation: ${event.permanent}\n`);
      break;
    case "done":
      // NOT CPYTHON: the elapsed time is left out, as no clock of the host is read here.
      writeStderr(vm, `gc: done, ${event.found} unreachable, ${event.uncollectable} uncollectable\n`);
      break;
    default:
      writeStderr(vm, `gc: ${event.kind} <${event.object.type.name} ${addressText(vm, event.object)}>\n`);
  }
}

/** Calls each of `gc.callbacks` with the phase and what it knows. CPython 3.11: Modules/gcmodule.c invoke_gc_callback */
class CallbacksFrame extends NativeFrame {
  callbacks: PyObject[];
  phase: PyObject;
  info: PyObject;
  index = 0;

  constructor(callbacks: PyObject[], phase: PyObject, info: PyObject) {
    super();
    this.callbacks = callbacks;
    this.phase = phase;
    this.info = info;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      if (got === null) vm.unraisable(this.callbacks[this.index - 1]!);
      else if (got !== OK) vm.counts.decref(got);
      if (this.index >= this.callbacks.length) return OK;
      got = callObject(vm, this.callbacks[this.index++]!, [this.phase, this.info]);
    }
  }
}

function callCallbacks(vm: VM, phase: string, generation: number, collected: number, uncollectable: number): Result {
  const list = vm.gc.callbacks;
  if (list === null || list.v.length === 0) return OK;
  const info = vm.newDict();
  for (const [name, n] of [
    ["generation", generation],
    ["collected", collected],
    ["uncollectable", uncollectable],
  ] as const)
    dictStealString(vm, info, name, vm.newInt(n));
  return startFrame(
    vm,
    new CallbacksFrame(
      list.v.map((o) => newRef(o)),
      vm.newStr(phase),
      info,
    ),
  );
}

function setEnabled(enabled: boolean): (vm: VM) => Result {
  return (vm) => {
    vm.generations.enabled = enabled;
    return vm.newNone();
  };
}

/** The module `gc`. CPython 3.11: Modules/gcmodule.c */
export const gcModule: ModuleSpec = {
  name: "gc",
  doc: "This module provides access to the garbage collector for reference cycles.\n\nenable() -- Enable automatic garbage collection.\ndisable() -- Disable automatic garbage collection.\nisenabled() -- Returns true if automatic collection is enabled.\ncollect() -- Do a full collection right now.\n",
  methods: [
    method("enable", "($module, /)", setEnabled(true), { doc: "Enable automatic garbage collection." }),
    method("disable", "($module, /)", setEnabled(false), { doc: "Disable automatic garbage collection." }),
    method("isenabled", "($module, /)", (vm) => vm.newBool(vm.generations.enabled), {
      doc: "Returns true if automatic garbage collection is enabled.",
    }),
    method("set_debug", "($module, flags, /)", set_debug, { doc: "Set the garbage collection debugging flags." }),
    method("get_debug", "($module, /)", (vm) => vm.newInt(vm.collector.debug), {
      doc: "Get the garbage collection debugging flags.",
    }),
    method("get_count", "($module, /)", (vm) => vm.newTuple(getCount(vm.generations).map((n) => vm.newInt(n))), {
      doc: "Return a three-tuple of the current collection counts.",
    }),
    method("set_threshold", "(*args)", set_threshold, {
      convention: "METH_VARARGS",
      doc: "set_threshold(threshold0, [threshold1, threshold2]) -> None\n\nSets the collection thresholds.  Setting threshold0 to zero disables\ncollection.\n",
    }),
    method("get_threshold", "($module, /)", (vm) => vm.newTuple(vm.generations.generations.map((g) => vm.newInt(g.threshold))), {
      doc: "Return the current collection thresholds.",
    }),
    method("collect", "($module, /, generation=2)", collect, { doc: "Run the garbage collector." }),
    method("get_objects", "($module, /, generation=None)", get_objects, {
      doc: "Return a list of objects tracked by the collector (excluding the list returned).",
    }),
    method("get_stats", "($module, /)", get_stats, {
      doc: "Return a list of dictionaries containing per-generation statistics.",
    }),
    method("is_tracked", "($module, obj, /)", (vm, _m, o: PyObject) => vm.newBool(isTracked(vm, o)), {
      doc: "Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false.",
    }),
    method("is_finalized", "($module, obj, /)", (vm, _m, o: PyObject) => vm.newBool(o.w !== null && o.w.finalized), {
      doc: "Returns true if the object has been already finalized by the GC.",
    }),
    method(
      "get_referrers",
      "(*objs)",
      (vm, _m, objs: PyObject[]) => vm.newList(getReferrers(vm.generations, objs).map((o) => newRef(o))),
      {
        convention: "METH_VARARGS",
        doc: "get_referrers(*objs) -> list\nReturn the list of objects that directly refer to any of objs.",
      },
    ),
    method("get_referents", "(*objs)", (vm, _m, objs: PyObject[]) => vm.newList(getReferents(objs).map((o) => newRef(o))), {
      convention: "METH_VARARGS",
      doc: "get_referents(*objs) -> list\nReturn the list of objects that are directly referred to by objs.",
    }),
    method(
      "freeze",
      "($module, /)",
      (vm) => {
        vm.generations.freeze();
        return vm.newNone();
      },
      { doc: "Freeze all current tracked objects and ignore them for future collections." },
    ),
    method(
      "unfreeze",
      "($module, /)",
      (vm) => {
        vm.generations.unfreeze();
        return vm.newNone();
      },
      {
        doc: "Unfreeze all objects in the permanent generation.\n\nPut all objects in the permanent generation back into oldest generation.",
      },
    ),
    method("get_freeze_count", "($module, /)", (vm) => vm.newInt(getFreezeCount(vm.generations)), {
      doc: "Return the number of objects in the permanent generation.",
    }),
  ],
  init(vm, set) {
    vm.gc.garbage ??= vm.newList([]);
    vm.gc.callbacks ??= vm.newList([]);
    set("garbage", newRef(vm.gc.garbage));
    set("callbacks", newRef(vm.gc.callbacks));
    for (const [name, bits] of [
      ["DEBUG_STATS", DEBUG_STATS],
      ["DEBUG_COLLECTABLE", DEBUG_COLLECTABLE],
      ["DEBUG_UNCOLLECTABLE", DEBUG_UNCOLLECTABLE],
      ["DEBUG_SAVEALL", DEBUG_SAVEALL],
      ["DEBUG_LEAK", DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL],
    ] as const)
      set(name, vm.newInt(bits));
    vm.callGcCallbacks = (phase, generation, collected, uncollectable) =>
      callCallbacks(vm, phase, generation, collected, uncollectable);
    vm.gcEvent = (event) => printEvent(vm, event as CollectorEvent<PyObject>);
  },
};
