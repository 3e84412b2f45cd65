import { newRef, type Undoable } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, type Visit } from "../../object.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

/** The hooks that `sys.addaudithook` added, owned. They stay for good. */
class AuditHooks implements Undoable {
  hooks: PyObject[] = [];

  traverse(visit: Visit): void {
    for (const hook of this.hooks) visit(hook);
  }

  mark(): unknown {
    return this.hooks.slice();
  }

  undo(mark: unknown): void {
    this.hooks = (mark as PyObject[]).slice();
  }

  hash(into: (item: number | string) => void): void {
    into(this.hooks.length);
  }
}

const STATE = "audit hooks";

/** Calls each hook with the event and its arguments; the first error ends it. */
class AuditFrame extends NativeFrame {
  hooks: PyObject[];
  event: PyObject;
  args: PyObject;
  at = 0;

  constructor(hooks: readonly PyObject[], event: PyObject, args: PyObject) {
    super();
    this.hooks = hooks.map((hook) => newRef(hook));
    this.event = newRef(event);
    this.args = newRef(args);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) vm.counts.decref(got);
      if (this.at === this.hooks.length) return vm.newNone();
      got = callObject(vm, this.hooks[this.at++]!, [this.event, this.args]);
    }
  }
}

function raiseEvent(vm: VM, event: PyObject, args: readonly PyObject[]): Result {
  const state = vm.moduleState.get(STATE) as AuditHooks | undefined;
  if (state === undefined || state.hooks.length === 0) return vm.newNone();
  const tuple = vm.newTuple(args.map((o) => newRef(o)));
  const r = startFrame(vm, new AuditFrame(state.hooks, event, tuple));
  vm.counts.decref(tuple);
  return r;
}

/**
 * CPython 3.11: Python/sysmodule.c sys_audit
 * NOT CPYTHON: only what Python code raises is told; built-ins raise no events of their own but `sys.addaudithook`.
 */
function audit(vm: VM, _m: PyObject, given: readonly PyObject[]): Result {
  const [event, ...args] = given;
  if (event === undefined) return vm.raise(vm.T.TypeError, "audit() missing 1 required positional argument: 'event'");
  // Nobody looks at the event where nobody listens.
  if (!vm.moduleState.has(STATE)) return vm.newNone();
  if (!isSubtype(event.type, vm.T.str))
    return vm.raise(vm.T.TypeError, `expected str for argument 'event', not ${event.type.name}`);
  return raiseEvent(vm, event, args);
}

/** A hook that is there already may refuse by raising. CPython 3.11: Python/sysmodule.c sys_addaudithook_impl */
function addaudithook(vm: VM, _m: PyObject, hook: PyObject): Result {
  const event = vm.newStr("sys.addaudithook");
  const r = then(vm, raiseEvent(vm, event, []), append, hook);
  vm.counts.decref(event);
  return r;
}

function append(vm: VM, none: PyObject, hook: PyObject | null): Result {
  let state = vm.moduleState.get(STATE) as AuditHooks | undefined;
  if (state === undefined) {
    state = new AuditHooks();
    vm.moduleState.set(STATE, state);
    vm.journal.register(state);
  }
  state.hooks.push(newRef(hook!));
  return none;
}

export const sysMethodsOfAudit: readonly MethodSpec[] = [
  method("audit", "(*args)", audit, {
    convention: "METH_FASTCALL",
    doc: "audit(event, *args)\n\nPasses the event to any hooks that are attached.",
  }),
  method("addaudithook", "($module, /, hook)", addaudithook),
];
