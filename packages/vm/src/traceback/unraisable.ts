import { newRef } from "@vivarium/heap";
import { callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { andThen, orElse, startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { unraisableHookArgs } from "../modules/sys/unraisable.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import type { BuiltinFunction } from "../objects/descriptors.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import type { ExceptionData } from "../objects/exceptions/exception.ts";
import { isException } from "../objects/exceptions/match.ts";
import { newStructSequence } from "../objects/structseq.ts";
import type { TracebackData } from "../objects/traceback.ts";
import { repr, str } from "../protocol/repr.ts";
import { tracebackLimit, typeText } from "./exception-text.ts";
import { writeOwned } from "./print-exception.ts";
import { hostSourceLines } from "./source-lines.ts";
import { tracebackEntries, tracebackText } from "./traceback-text.ts";

/** Puts together "Exception ignored in: ..." and what follows. */
class UnraisableTextFrame extends NativeFrame {
  value: PyObject;
  message: PyObject;
  object: PyObject;
  stage: "begin" | "message" | "object" | "value" = "begin";
  text = "";

  constructor(value: PyObject, message: PyObject, object: PyObject) {
    super();
    this.value = newRef(value);
    this.message = newRef(message);
    this.object = newRef(object);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      got = this.advance(vm, got);
      if (got === PENDING) return got;
      if (this.stage === "begin") return got;
    }
  }

  private take(vm: VM, got: Result, replacement: string): string {
    if (got === null) {
      vm.clearException();
      return replacement;
    }
    const text = got === OK ? "" : (got.v as string);
    if (got !== OK) vm.counts.decref(got);
    return text;
  }

  private advance(vm: VM, got: Result): Result {
    if (this.stage === "begin") {
      this.stage = "message";
      return this.message === vm.none ? OK : str(vm, this.message);
    }
    if (this.stage === "message") {
      const heading = this.take(vm, got, "");
      this.stage = "object";
      if (this.object === vm.none) {
        if (heading !== "") this.text += `${heading}:\n`;
        return OK;
      }
      this.text += `${heading === "" ? "Exception ignored in" : heading}: `;
      return repr(vm, this.object);
    }
    if (this.stage === "object") {
      this.text += this.take(vm, got, "<object repr() failed>");
      if (this.object !== vm.none) this.text += "\n";
      this.traceback(vm);
      this.stage = "value";
      return str(vm, this.value);
    }
    this.text += `${typeText(vm, this.value.type)}: ${this.take(vm, got, "<exception str() failed>")}\n`;
    this.stage = "begin";
    return vm.newStr(this.text);
  }

  private traceback(vm: VM): void {
    if (!isException(this.value)) return;
    const traceback = (this.value.v as ExceptionData).traceback as PyObject<TracebackData> | null;
    const limit = tracebackLimit(vm);
    if (traceback === null || limit === 0) return;
    this.text += `Traceback (most recent call last):\n${tracebackText(tracebackEntries(traceback), limit, hostSourceLines(vm))}`;
  }
}

/**
 * Writes a report to `sys.stderr`; OK. All borrowed; `message` and `object` may be None. CPython 3.11: Python/errors.c write_unraisable_exc_file
 */
export function writeUnraisable(vm: VM, value: PyObject, message: PyObject, object: PyObject): Result {
  return andThen(vm, startFrame(vm, new UnraisableTextFrame(value, message, object)), writeOwned);
}

/** Has nobody replaced `sys.unraisablehook`. */
function isDefaultHook(vm: VM, hook: PyObject | null): boolean {
  return (
    hook === null || (hook.type === vm.T.builtin_function_or_method && (hook.v as BuiltinFunction).name === "unraisablehook")
  );
}

/**
 * Gives an exception that nobody can catch to `sys.unraisablehook`. `context` null: none; `heading` null: "Exception ignored in". All borrowed. CPython 3.11:
 * Python/errors.c _PyErr_WriteUnraisableMsg
 */
export function printUnraisable(vm: VM, exception: PyObject, context: PyObject | null, heading: string | null = null): Result {
  const hook = vm.sysDict === undefined ? null : dictGetStringBorrowed(vm, vm.sysDict, "unraisablehook");
  const message = heading === null ? vm.newNone() : vm.newStr(heading);
  let r: Result;
  if (isDefaultHook(vm, hook)) r = writeUnraisable(vm, exception, message, context ?? vm.none);
  else {
    const traceback = (exception.v as ExceptionData).traceback ?? vm.none;
    const items = [exception.type.object, exception, traceback, message, context ?? vm.none];
    const args = newStructSequence(
      vm,
      unraisableHookArgs,
      items.map((o) => newRef(o)),
    );
    r = andThen(vm, orElse(vm, callOneArg(vm, hook!, args), reportHook, hook), dropToOk);
    vm.counts.decref(args);
  }
  vm.counts.decref(message);
  return r;
}

/** The hook itself failed. */
function reportHook(vm: VM, hook: PyObject | null): Result {
  const e = vm.thread.exception!;
  vm.thread.exception = null;
  const message = vm.newStr("Exception ignored in sys.unraisablehook");
  const r = writeUnraisable(vm, e, message, hook!);
  vm.counts.decref(message);
  vm.counts.decref(e);
  return r;
}

function dropToOk(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return OK;
}
