import { newRef } from "@vivarium/heap";
import { failed } from "../../host.ts";
import { EBADF, ENOTTY, errnoOf, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { isBytes } from "../../objects/bytes/sequence.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { newStructSequence } from "../../objects/structseq.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { descriptorsOf } from "../_io/descriptors.ts";
import { raiseSignal } from "../_signal/state.ts";
import { type PathArgument, posixMethod } from "./arguments.ts";
import { sysconfNames } from "./constants.ts";
import { fsPath } from "./path.ts";
import { terminalSize, timesResult, unameResult } from "./results.ts";
import { nameObject } from "./scandir.ts";

const ESRCH = errnoOf("ESRCH");

/** CPython 3.11: Modules/posixmodule.c os_get_terminal_size_impl */
function getTerminalSize(vm: VM, [given]: readonly any[]): Result {
  const fd = given ?? 1;
  if (failed(descriptorsOf(vm).get(fd))) return raiseOSError(vm, EBADF, strerror(EBADF));
  const size = descriptorsOf(vm).isTerminal(fd) ? vm.host.terminalSize(fd) : null;
  if (size === null) return raiseOSError(vm, ENOTTY, strerror(ENOTTY));
  return newStructSequence(vm, terminalSize, [vm.newInt(size.columns), vm.newInt(size.lines)]);
}

/** CPython 3.11: Modules/posixmodule.c os_times_impl */
function times(vm: VM): Result {
  const seconds = (ns: number): PyObject => vm.newFloat(Math.floor(ns / 1e7) / 100);
  return newStructSequence(vm, timesResult, [
    seconds(vm.clock.cpu()),
    vm.newFloat(0),
    vm.newFloat(0),
    vm.newFloat(0),
    seconds(vm.clock.wall()),
  ]);
}

function uname(vm: VM): Result {
  const { sysname, nodename, release, version, machine } = vm.host.systemName;
  return newStructSequence(
    vm,
    unameResult,
    [sysname, nodename, release, version, machine].map((s) => vm.newStr(s)),
  );
}

/** CPython 3.11: Modules/posixmodule.c os_putenv_impl. The process's own environment is nobody's business but that of programs it would start: none. */
function putenv(vm: VM, [name]: readonly any[]): Result {
  return (name as PathArgument).text.includes("=") || (name as PathArgument).text === ""
    ? vm.raise(vm.T.ValueError, "illegal environment variable name")
    : vm.newNone();
}

function urandom(vm: VM, [size]: readonly any[]): Result {
  if (size < 0) return vm.raise(vm.T.ValueError, "negative argument not allowed");
  return vm.newBytes(vm.host.entropy(size));
}

/** CPython 3.11: Modules/posixmodule.c os_kill_impl. There is no other process. */
function kill(vm: VM, [pid, signal]: readonly any[]): Result {
  if (pid !== vm.host.pid && pid !== 0) return raiseOSError(vm, ESRCH, strerror(ESRCH));
  return raiseSignal(vm, signal);
}

/** CPython 3.11: Modules/posixmodule.c os_waitstatus_to_exitcode_impl */
function waitstatusToExitcode(vm: VM, [status]: readonly any[]): Result {
  const low = status & 0x7f;
  if (low === 0) return vm.newInt((status >> 8) & 0xff);
  if ((status & 0xff) !== 0x7f) return vm.newInt(-low);
  return vm.raise(vm.T.ValueError, `process stopped by delivery of signal ${(status >> 8) & 0xff}`);
}

/** CPython 3.11: Python/pathconfig, Modules/posixmodule.c os__path_normpath_impl: posixpath.normpath for str and bytes. */
function normpath(vm: VM, [path]: readonly any[]): Result {
  const o = path.object as PyObject;
  const isText = isStr(o);
  if (!isText && !isBytes(o)) return vm.raise(vm.T.TypeError, "expected str or bytes");
  const text = isText ? (o.v as string) : String.fromCharCode(...(o.v as Uint8Array));
  const root = text.startsWith("//") && !text.startsWith("///") ? "//" : text.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (root === "" && parts.length === 0) || parts.at(-1) === "..") parts.push(part);
    else parts.pop();
  }
  const result = root + parts.join("/") || (text === "." ? "." : "");
  return isText ? vm.newStr(result) : vm.newBytes(Uint8Array.from(result, (c) => c.charCodeAt(0)));
}

function sysconf(vm: VM, [name]: readonly any[]): Result {
  const o = name.object as PyObject;
  const number = isStr(o) ? sysconfNames[o.v as string] : Number(o.v);
  if (number === undefined) return vm.raise(vm.T.ValueError, "unrecognized configuration name");
  const known: Record<number, number> = {
    2: 100,
    30: 4096,
    4: 1024,
    83: vm.host.cpuCount,
    84: vm.host.cpuCount,
    0: 2097152,
    60: 1024,
  };
  return vm.newInt(known[number] ?? -1);
}

/** CPython 3.11: Modules/posixmodule.c os__exit_impl */
function leave(vm: VM, [status]: readonly any[]): Result {
  vm.exitCode = status & 0xff;
  vm.left = true;
  return vm.pause({ kind: "yield" });
}

const number =
  (get: (vm: VM) => number) =>
  (vm: VM): Result =>
    vm.newInt(get(vm));
const status = (name: string, of: (s: number) => number | boolean): MethodSpec =>
  posixMethod(name, "($module, /, status)", ["int"], (vm, [s]) => {
    const value = of(s);
    return typeof value === "boolean" ? vm.newBool(value) : vm.newInt(value);
  });

/** Functions about the process, its environment and the machine. CPython 3.11: Modules/posixmodule.c os_*_impl */
export const processFunctions: readonly MethodSpec[] = [
  method("fspath", "($module, /, path)", (vm, _m, path: PyObject) => fsPath(vm, path), {
    doc: "Return the file system path representation of the object.",
  }),
  posixMethod(
    "getpid",
    "($module, /)",
    [],
    number((vm) => vm.host.pid),
    "Return the current process id.",
  ),
  posixMethod(
    "getppid",
    "($module, /)",
    [],
    number((vm) => vm.host.ppid),
    "Return the parent's process id.",
  ),
  posixMethod(
    "getuid",
    "($module, /)",
    [],
    number((vm) => vm.host.uid),
    "Return the current process's user id.",
  ),
  posixMethod(
    "geteuid",
    "($module, /)",
    [],
    number((vm) => vm.host.uid),
    "Return the current process's effective user id.",
  ),
  posixMethod(
    "getgid",
    "($module, /)",
    [],
    number((vm) => vm.host.gid),
    "Return the current process's group id.",
  ),
  posixMethod(
    "getegid",
    "($module, /)",
    [],
    number((vm) => vm.host.gid),
    "Return the current process's effective group id.",
  ),
  posixMethod(
    "getpgrp",
    "($module, /)",
    [],
    number((vm) => vm.host.pid),
    "Return the current process group id.",
  ),
  posixMethod(
    "cpu_count",
    "($module, /)",
    [],
    number((vm) => vm.host.cpuCount),
    "Return the number of CPUs in the system.",
  ),
  posixMethod(
    "strerror",
    "($module, code, /)",
    ["int"],
    (vm, [code]) => vm.newStr(strerror(code)),
    "Translate an error code to a message string.",
  ),
  posixMethod(
    "urandom",
    "($module, size, /)",
    ["size"],
    urandom,
    "Return a bytes object containing random bytes suitable for cryptographic use.",
  ),
  posixMethod("getrandom", "($module, /, size, flags=0)", ["size", "int"], urandom, "Obtain a series of random bytes."),
  posixMethod(
    "get_terminal_size",
    "($module, fd=<unrepresentable>, /)",
    ["int"],
    getTerminalSize,
    "Return the size of the terminal window as (columns, lines).",
  ),
  posixMethod("times", "($module, /)", [], times, "Return a collection containing process timing information."),
  posixMethod("uname", "($module, /)", [], uname, "Return an object identifying the current operating system."),
  posixMethod("putenv", "($module, name, value, /)", ["path", "path"], putenv, "Change or add an environment variable."),
  posixMethod("unsetenv", "($module, name, /)", ["path"], (vm) => vm.newNone(), "Delete an environment variable."),
  posixMethod("kill", "($module, pid, signal, /)", ["int", "int"], kill, "Kill a process with a signal."),
  posixMethod(
    "_exit",
    "($module, /, status)",
    ["int"],
    leave,
    "Exit to the system with specified status, without normal exit processing.",
  ),
  posixMethod(
    "waitstatus_to_exitcode",
    "($module, /, status)",
    ["int"],
    waitstatusToExitcode,
    "Convert a wait status to an exit code.",
  ),
  posixMethod(
    "register_at_fork",
    "($module, /, *, before=<unrepresentable>,\n                 after_in_child=<unrepresentable>,\n                 after_in_parent=<unrepresentable>)",
    ["object", "object", "object"],
    (vm) => vm.newNone(),
    "Register callables to be called when forking a new process.",
  ),
  posixMethod(
    "device_encoding",
    "($module, /, fd)",
    ["int"],
    (vm, [fd]) => (descriptorsOf(vm).isTerminal(fd) ? vm.newStr("UTF-8") : vm.newNone()),
    "Return a string describing the encoding of a terminal's file descriptor.",
  ),
  posixMethod("_path_normpath", "($module, /, path)", ["object"], normpath, "Basic path normalization."),
  posixMethod("sysconf", "($module, name, /)", ["object"], sysconf, "Return an integer-valued system configuration variable."),
  posixMethod("sched_yield", "($module, /)", [], (vm) => vm.newNone(), "Voluntarily relinquish the CPU."),
  posixMethod("sync", "($module, /)", [], (vm) => vm.newNone(), "Force write of everything to disk."),
  posixMethod(
    "major",
    "($module, device, /)",
    ["size"],
    (vm, [d]) => vm.newInt((d >> 8) & 0xfff),
    "Extracts a device major number from a raw device number.",
  ),
  posixMethod(
    "minor",
    "($module, device, /)",
    ["size"],
    (vm, [d]) => vm.newInt((d & 0xff) | ((d >> 12) & 0xfff00)),
    "Extracts a device minor number from a raw device number.",
  ),
  status("WIFEXITED", (s) => (s & 0x7f) === 0),
  status("WEXITSTATUS", (s) => (s >> 8) & 0xff),
  status("WIFSIGNALED", (s) => (s & 0x7f) !== 0 && (s & 0x7f) !== 0x7f),
  status("WTERMSIG", (s) => s & 0x7f),
  status("WIFSTOPPED", (s) => (s & 0xff) === 0x7f),
  status("WSTOPSIG", (s) => (s >> 8) & 0xff),
  status("WIFCONTINUED", (s) => s === 0xffff),
];

/** `os.environ`'s source: bytes by bytes. */
export function environDict(vm: VM, set: (dict: PyObject, key: PyObject, value: PyObject) => void): PyObject {
  const dict = vm.newDict();
  for (const [name, value] of vm.host.environment) {
    const key = nameObject(vm, name, true);
    const text = nameObject(vm, value, true);
    set(dict, key, text);
    vm.counts.decrefAll([key, text]);
  }
  return dict;
}

/** The class OSError under the module's name for it. */
export function osErrorClass(vm: VM): PyObject {
  return newRef(vm.T.OSError.object);
}
