import { newRef } from "@vivarium/heap";
import { currentFrame } from "../../eval/current.ts";
import { PyFrame } from "../../eval/frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject } from "../../object.ts";
import { dictGetStringBorrowed, dictStealString } from "../../objects/dict/dict.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { frameLineno } from "../../objects/frame-locals.ts";

/** Where a warning is about; all references new. */
export interface WarningContext {
  filename: PyObject;
  lineno: number;
  module: PyObject;
  registry: PyObject;
}

function back(frame: PyFrame): PyFrame | null {
  let f = frame.back;
  while (f !== null && !(f instanceof PyFrame)) f = f.back;
  return f;
}

/** CPython 3.11: Python/_warnings.c is_internal_frame */
function isInternal(frame: PyFrame): boolean {
  const name = frame.code.filename.v;
  return name.includes("importlib") && name.includes("_bootstrap");
}

function nextExternal(frame: PyFrame): PyFrame | null {
  let f = back(frame);
  while (f !== null && isInternal(f)) f = back(f);
  return f;
}

/** The place `stacklevel` calls up. CPython 3.11: Python/_warnings.c setup_context */
export function warningContext(vm: VM, stacklevel: number): WarningContext {
  let level = stacklevel;
  let frame = currentFrame(vm);
  const step = frame === null || level <= 0 || isInternal(frame) ? back : nextExternal;
  while (--level > 0 && frame !== null) frame = step(frame);
  const globals: PyObject<DictTable> = frame === null ? vm.sysDict : frame.globals;
  let registry = dictGetStringBorrowed(vm, globals, "__warningregistry__");
  if (registry === null) {
    registry = vm.newDict();
    dictStealString(vm, globals, "__warningregistry__", registry);
  }
  const module = dictGetStringBorrowed(vm, globals, "__name__");
  const usable = module !== null && (module === vm.none || module.type.mro.includes(vm.T.str));
  return {
    filename: frame === null ? vm.newStr("sys") : newRef(frame.code.filename),
    lineno: frame === null ? 1 : Math.max(frameLineno(frame), 0),
    module: usable ? newRef(module) : vm.newStr("<string>"),
    registry: newRef(registry),
  };
}
