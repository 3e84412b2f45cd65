import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { PyFrame } from "./frame.ts";

/** The innermost Python frame of the running thread; null when there is none. CPython 3.11: PyThreadState_GetFrame */
export function currentFrame(vm: VM): PyFrame | null {
  let f = vm.thread.frame;
  while (f !== null && !(f instanceof PyFrame)) f = f.back;
  return f;
}

/** The globals of the code that runs, borrowed. CPython 3.11: PyEval_GetGlobals */
export function currentGlobals(vm: VM): PyObject<DictTable> | null {
  return currentFrame(vm)?.globals ?? null;
}
