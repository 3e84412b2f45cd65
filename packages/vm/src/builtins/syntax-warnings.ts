import { newRef } from "@vivarium/heap";
import type { SyntaxWarningInfo } from "@vivarium/parser";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { warnAboutText } from "../modules/_warnings/warn.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { raiseSyntaxError } from "../objects/exceptions/raise-syntax-error.ts";
import { isSubtype } from "../objects/type/mro.ts";

/*
 * What the parser and the compiler warn of. Neither can wait for Python code, and a warning may run some: so the warnings are collected,
 * and told in order once the compilation is over; whether it has failed cannot be seen by then.
 */

class SyntaxWarningsFrame extends NativeFrame {
  private made: PyObject | null;
  private error: PyObject | null;
  private readonly warnings: readonly SyntaxWarningInfo[];
  private index = 0;

  constructor(made: PyObject | null, error: PyObject | null, warnings: readonly SyntaxWarningInfo[]) {
    super();
    this.made = made;
    this.error = error;
    this.warnings = warnings;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return this.failed(vm);
      if (got !== OK) vm.counts.decref(got);
      const warning = this.warnings[this.index];
      if (warning === undefined) return this.finish(vm);
      this.index++;
      got = warnAboutText(vm, vm.T[warning.category].object, warning.message, warning.filename, warning.lineno);
      if (got === PENDING) return got;
    }
  }

  /** A warning that is an error becomes a SyntaxError. CPython 3.11: Python/compile.c compiler_warn */
  private failed(vm: VM): null {
    const warning = this.warnings[this.index - 1]!;
    const e = vm.thread.exception!;
    if (!isSubtype(e.type, vm.T[warning.category])) return null;
    vm.clearException();
    return raiseSyntaxError(vm, warning.asError());
  }

  private finish(vm: VM): Result {
    const { made } = this;
    if (made !== null) {
      this.made = null;
      return made;
    }
    vm.thread.exception = this.error;
    this.error = null;
    return null;
  }
}

/** `made`: what a compilation gave, owned, or null with the exception. Gives the same, after its warnings have been told. */
export function tellWarnings(vm: VM, made: PyObject | null, warnings: readonly SyntaxWarningInfo[]): Result {
  if (warnings.length === 0) return made;
  let error: PyObject | null = null;
  if (made === null) {
    error = newRef(vm.thread.exception!);
    vm.clearException();
  }
  return startFrame(vm, new SyntaxWarningsFrame(made, error, warnings));
}
