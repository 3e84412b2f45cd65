import { newRef } from "@vivarium/heap";
import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { method } from "../objects/type/type-spec.ts";
import { numberIndex } from "../protocol/number.ts";
import { warningContext } from "./_warnings/context.ts";
import { warningsState } from "./_warnings/state.ts";
import { categoryOf, moduleOfFile, warnExplicit } from "./_warnings/warn.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** CPython 3.11: Python/_warnings.c warnings_warn_impl */
function warn(
  vm: VM,
  _m: PyObject,
  message: PyObject,
  category: PyObject | null,
  stacklevel: PyObject | null,
  source: PyObject | null,
): Result {
  const kind = categoryOf(vm, message, category);
  if (kind === null) return null;
  if (stacklevel === null) return warnAt(vm, vm.newInt(1), message, kind, source);
  return then(vm, numberIndex(vm, stacklevel), warnAt, message, kind, source);
}

function warnAt(vm: VM, level: PyObject, message: PyObject | null, category: PyObject | null, source: PyObject | null): Result {
  const context = warningContext(vm, Number(level.v));
  vm.counts.decref(level);
  const r = warnExplicit(vm, { ...context, message: message!, category: category!, sourceline: null, source });
  for (const o of [context.filename, context.module, context.registry]) vm.counts.decref(o);
  return r;
}

/** CPython 3.11: Python/_warnings.c warnings_warn_explicit */
function warn_explicit(
  vm: VM,
  _m: PyObject,
  message: PyObject,
  category: PyObject,
  filename: PyObject,
  lineno: PyObject,
  module: PyObject | null,
  registry: PyObject | null,
  _moduleGlobals: PyObject | null,
  source: PyObject | null,
): Result {
  if (!filename.type.mro.includes(vm.T.str))
    return vm.raise(
      vm.T.TypeError,
      `warn_explicit() argument 3 must be str, not ${filename === vm.none ? "None" : filename.type.name}`,
    );
  if (!lineno.type.mro.includes(vm.T.int))
    return vm.raise(vm.T.TypeError, `'${lineno.type.name}' object cannot be interpreted as an integer`);
  // None as the module means that nothing is to be warned of.
  if (module === vm.none) return vm.newNone();
  const name = module === null ? moduleOfFile(vm, filename) : newRef(module);
  const r = warnExplicit(vm, {
    category,
    message,
    filename,
    lineno: Number(lineno.v),
    module: name,
    registry,
    sourceline: null,
    source,
  });
  vm.counts.decref(name);
  return r;
}

/** CPython 3.11: Python/_warnings.c warnings_filters_mutated */
function filters_mutated(vm: VM): Result {
  warningsState(vm).version++;
  return vm.newNone();
}

/** The module `_warnings`. CPython 3.11: Python/_warnings.c */
export const warningsModule: ModuleSpec = {
  name: "_warnings",
  doc: "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
  methods: [
    method("warn", "($module, /, message, category=None, stacklevel=1, source=None)", warn, {
      doc: "Issue a warning, or maybe ignore it or raise an exception.",
    }),
    method(
      "warn_explicit",
      "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
      warn_explicit,
      {
        convention: "METH_VARARGS|METH_KEYWORDS",
        doc: "Low-level interface to warnings functionality.",
      },
    ),
    method("_filters_mutated", "()", filters_mutated, { convention: "METH_NOARGS" }),
  ],
  init(vm, set) {
    const state = warningsState(vm);
    set("filters", newRef(state.filters));
    set("_onceregistry", newRef(state.onceRegistry));
    set("_defaultaction", newRef(state.defaultAction));
  },
};
