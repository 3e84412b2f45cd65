import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type Result, recordLayout, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { copyContext, setField } from "./context-object.ts";
import { type ContextObject, currentContext, decimalState, isContext, setCurrentContext } from "./state.ts";

/** The payload of a context manager: the context to be current inside, and the one that was. */
interface ManagerData {
  local: ContextObject;
  global: ContextObject;
}

type Self = PyObject<ManagerData>;

const SETTINGS = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"] as const;

/** CPython 3.11: ctxmanager_new, PyDec_GetCurrentContext */
export function localcontext(vm: VM, _module: PyObject, args: PyObject[], keywords: [PyObject<string>, PyObject][]): Result {
  let given: PyObject | null = args[0] ?? null;
  if (args.length > 1) return vm.raise(vm.T.TypeError, `localcontext() takes at most 1 argument (${args.length} given)`);
  const settings: [(typeof SETTINGS)[number], PyObject][] = [];
  for (const [name, value] of keywords) {
    if (name.v === "ctx" && given === null) given = value;
    else if (!(SETTINGS as readonly string[]).includes(name.v))
      return vm.raise(vm.T.TypeError, `'${name.v}' is an invalid keyword argument for this function`);
    else settings.push([name.v as (typeof SETTINGS)[number], value]);
  }
  const current = currentContext(vm);
  if (given !== null && given !== vm.none && !isContext(vm, given))
    return vm.raise(vm.T.TypeError, "optional argument must be a context");
  const local = copyContext(vm, given === null || given === vm.none ? current : (given as ContextObject));
  for (const [name, value] of settings) {
    if (value === vm.none || setField(vm, local, name, value)) continue;
    vm.counts.decref(local);
    return null;
  }
  return alloc<ManagerData>(vm, vm.type(managerSpec), { local, global: newRef(current) });
}

/** CPython 3.11: ctxmanager_set_local */
function enter(vm: VM, self: Self): Result {
  setCurrentContext(vm, self.v.local);
  return newRef(self.v.local);
}

/** CPython 3.11: ctxmanager_restore_global */
function exit(vm: VM, self: Self): Result {
  setCurrentContext(vm, self.v.global);
  return vm.newBool(false);
}

/** CPython 3.11: Modules/_decimal/_decimal.c PyDecContextManager_Type */
const managerSpec: TypeSpec = {
  name: "decimal.ContextManager",
  layout: recordLayout<ManagerData>({ references: (v) => [v.local, v.global], container: false }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  methods: [method("__enter__", "($self, /)", enter), method("__exit__", "($self, *args)", exit, { convention: "METH_VARARGS" })],
};

/** CPython 3.11: PyDec_SetCurrentContext: the templates are copied, so that they stay what they are. */
export function setcontext(vm: VM, _module: PyObject, context: PyObject): Result {
  if (!isContext(vm, context)) return vm.raise(vm.T.TypeError, "argument must be a context");
  if (!decimalState(vm).templates.includes(context)) {
    setCurrentContext(vm, context);
    return vm.newNone();
  }
  const copy = copyContext(vm, context);
  copy.v.flags.v.bits = 0;
  setCurrentContext(vm, copy);
  vm.counts.decref(copy);
  return vm.newNone();
}
