import { ECHILD, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { isInt } from "../../objects/int/value.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

/*
 * Waiting for other processes: there never are any. What a status says is known all the same.
 */

function noChildren(vm: VM): Result {
  return raiseOSError(vm, ECHILD, strerror(ECHILD));
}

const low = (status: number): number => status & 0x7f;
const high = (status: number): number => (status >> 8) & 0xff;
const isSignaled = (status: number): boolean => low(status) !== 0 && low(status) !== 0x7f;
const isStopped = (status: number): boolean => (status & 0xff) === 0x7f;

/** The macros of wait(2). */
const macros: readonly (readonly [name: string, of: (status: number) => boolean | number])[] = [
  ["WCOREDUMP", (s) => (s & 0x80) !== 0],
  ["WIFCONTINUED", (s) => s === 0xffff],
  ["WIFSTOPPED", isStopped],
  ["WIFSIGNALED", isSignaled],
  ["WIFEXITED", (s) => low(s) === 0],
  ["WEXITSTATUS", high],
  ["WTERMSIG", low],
  ["WSTOPSIG", high],
];

function statusOf(vm: VM, o: PyObject): number | null {
  if (!isInt(o)) return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  return Number(o.v);
}

/** CPython 3.11: Modules/posixmodule.c os_waitstatus_to_exitcode_impl */
function waitstatus_to_exitcode(vm: VM, _m: PyObject, o: PyObject): Result {
  const status = statusOf(vm, o);
  if (status === null) return null;
  if (status >= 0 && low(status) === 0) return vm.newInt(high(status));
  if (status >= 0 && isSignaled(status)) return vm.newInt(-low(status));
  if (status >= 0 && isStopped(status)) return vm.raise(vm.T.ValueError, `process stopped by delivery of signal ${high(status)}`);
  return vm.raise(vm.T.ValueError, `invalid wait status: ${status}`);
}

export const waitFunctions: readonly MethodSpec[] = [
  method("wait", "()", noChildren),
  method("waitpid", "(pid, options, /)", noChildren),
  method("wait3", "(options)", noChildren),
  method("wait4", "(pid, options)", noChildren),
  method("waitstatus_to_exitcode", "(status)", waitstatus_to_exitcode),
  ...macros.map(([name, of]) =>
    method(name, "(status, /)", (vm, _m, o: PyObject) => {
      const status = statusOf(vm, o);
      if (status === null) return null;
      const value = of(status);
      return typeof value === "number" ? vm.newInt(value) : vm.newBool(value);
    }),
  ),
];
