import { newRef } from "@vivarium/heap";
import { andThen } from "../eval/native-frame.ts";
import { strerror } from "../host-errors.ts";
import * as host from "../host.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { dictSet } from "../objects/dict/dict.ts";
import { isBytes } from "../objects/bytes/sequence.ts";
import { isInt } from "../objects/int/value.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { bytesView } from "../protocol/buffer.ts";
import { numberIndex } from "../protocol/number.ts";
import { truth } from "../protocol/truth.ts";
import { descriptorsOf, raiseFailure, readDescriptor, writeDescriptor } from "./_io/descriptors.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { encodeFileName, fsPath, pathText } from "./posix/path.ts";
import { newStructSequence } from "../objects/structseq.ts";
import { newStatResult, statResult, terminalSize, unameResult } from "./posix/results.ts";

type Operation = (vm: VM, path: string, shown: PyObject, rest: readonly PyObject[]) => Result;

/** A function of one path: the path-like object is turned into a name first. */
function withPath(vm: VM, path: PyObject, rest: readonly (PyObject | null)[], which: number): Result {
  const others = vm.newTuple([newRef(path), ...rest.map((o) => newRef(o ?? vm.none))]);
  const r = andThen(vm, fsPath(vm, path), pathKnown, others, null, null, which);
  vm.counts.decref(others);
  return r;
}

function pathKnown(vm: VM, path: PyObject, others: PyObject | null, _b: PyObject | null, _c: PyObject | null, which: number): Result {
  const name = pathText(vm, path);
  vm.counts.decref(path);
  if (name === null) return null;
  const [shown, ...rest] = others!.v as PyObject[];
  return operations[which]!(vm, name, shown!, rest);
}

function done(vm: VM, failure: host.HostFailure | null, shown: PyObject, second: PyObject | null = null): Result {
  return failure === null ? vm.newNone() : raiseFailure(vm, failure, shown, second);
}

function statusResult(vm: VM, status: host.FileStatus | host.HostFailure, shown: PyObject | null): Result {
  return host.failed(status) ? raiseFailure(vm, status, shown) : newStatResult(vm, status);
}

/** A name as the caller's kind of string. */
function nameLike(vm: VM, name: string, like: PyObject): PyObject {
  return isBytes(like) ? vm.newBytes(encodeFileName(name)) : vm.newStr(name);
}

const operations: Operation[] = [];

/** Registers an operation and declares the function that starts it. */
function pathFunction(name: string, signature: string, operation: Operation, doc: string): MethodSpec {
  const which = operations.push(operation) - 1;
  return method(name, signature, (vm, _m, path, ...rest) => withPath(vm, path, rest, which), { doc });
}

const asNumber = (o: PyObject, fallback: number): number => (isInt(o) ? Number(o.v) : fallback);

/** CPython 3.11: Modules/posixmodule.c os_stat_impl */
function stat(vm: VM, path: string, shown: PyObject, rest: readonly PyObject[]): Result {
  const follow = rest[1] === undefined || rest[1] === vm.none || rest[1].v !== 0;
  return statusResult(vm, follow ? vm.host.stat(path) : vm.host.lstat(path), shown);
}

function fstat(vm: VM, _m: PyObject, fd: PyObject): Result {
  const file = descriptorsOf(vm).get(asNumber(fd, -1));
  return statusResult(vm, host.failed(file) ? file : file.status(), null);
}

const statWhich = operations.push(stat) - 1;

/** A number is a descriptor, anything else a path. */
function os_stat(vm: VM, module: PyObject, path: PyObject, dirFd: PyObject | null, follow: PyObject | null): Result {
  return isInt(path) ? fstat(vm, module, path) : withPath(vm, path, [dirFd, follow], statWhich);
}

function listdir(vm: VM, path: string, shown: PyObject): Result {
  const entries = vm.host.listdir(path);
  if (host.failed(entries)) return raiseFailure(vm, entries, shown);
  return vm.newList(entries.map((e) => nameLike(vm, e.name, shown)));
}

const listdirWhich = operations.push(listdir) - 1;

function os_listdir(vm: VM, _m: PyObject, path: PyObject | null): Result {
  if (path !== null && path !== vm.none) return withPath(vm, path, [], listdirWhich);
  const dot = vm.newStr(".");
  const r = withPath(vm, dot, [], listdirWhich);
  vm.counts.decref(dot);
  return r;
}

function open(vm: VM, path: string, shown: PyObject, rest: readonly PyObject[]): Result {
  const file = vm.host.open(path, asNumber(rest[0]!, 0), rest[1] === vm.none ? 0o777 : asNumber(rest[1]!, 0o777));
  return host.failed(file) ? raiseFailure(vm, file, shown) : vm.newInt(descriptorsOf(vm).add(file, path));
}

/** Two paths: the second is turned into a name after the first. */
function twoPaths(name: string, signature: string, f: (vm: VM, a: string, b: string) => host.HostFailure | null, doc: string): MethodSpec {
  const second = (vm: VM, path: PyObject, holder: PyObject | null): Result => {
    const b = pathText(vm, path);
    vm.counts.decref(path);
    if (b === null) return null;
    const [a, shownA, shownB] = holder!.v as PyObject[];
    return done(vm, f(vm, a!.v, b), shownA!, shownB!);
  };
  return pathFunction(
    name,
    signature,
    (vm, path, shown, rest) => {
      const holder = vm.newTuple([vm.newStr(path), newRef(shown), newRef(rest[0]!)]);
      const r = andThen(vm, fsPath(vm, rest[0]!), second, holder);
      vm.counts.decref(holder);
      return r;
    },
    doc,
  );
}

function os_close(vm: VM, _m: PyObject, fd: PyObject): Result {
  const failure = descriptorsOf(vm).close(asNumber(fd, -1));
  return failure === null ? vm.newNone() : raiseFailure(vm, failure);
}

function os_read(vm: VM, _m: PyObject, fd: PyObject, length: PyObject): Result {
  return readDescriptor(vm, asNumber(fd, -1), asNumber(length, 0));
}

function os_write(vm: VM, _m: PyObject, fd: PyObject, data: PyObject): Result {
  const view = bytesView(vm, data);
  return view === null ? null : writeDescriptor(vm, asNumber(fd, -1), view);
}

function os_lseek(vm: VM, _m: PyObject, fd: PyObject, position: PyObject, how: PyObject): Result {
  const file = descriptorsOf(vm).get(asNumber(fd, -1));
  const at = host.failed(file) ? file : file.seek(asNumber(position, 0), asNumber(how, 0));
  return host.failed(at) ? raiseFailure(vm, at) : vm.newInt(at);
}

function os_getcwd(vm: VM): Result {
  const cwd = vm.host.getcwd();
  return host.failed(cwd) ? raiseFailure(vm, cwd) : vm.newStr(cwd);
}

function os_urandom(vm: VM, _m: PyObject, size: PyObject): Result {
  return andThen(vm, numberIndex(vm, size), (v, value) => {
    const n = Number(value.v);
    v.counts.decref(value);
    return n < 0 ? v.raise(v.T.ValueError, "negative argument not allowed") : v.newBytes(v.host.entropy(n));
  });
}

function os_isatty(vm: VM, _m: PyObject, fd: PyObject): Result {
  return vm.newBool(descriptorsOf(vm).isTerminal(asNumber(fd, -1)));
}

function os_pipe(vm: VM): Result {
  const [r, w] = descriptorsOf(vm).pipe();
  return vm.newTuple([vm.newInt(r), vm.newInt(w)]);
}

function os_get_terminal_size(vm: VM, _m: PyObject, fd: PyObject | null): Result {
  const size = vm.host.terminalSize(fd === null ? 1 : asNumber(fd, 1));
  return size === null ? raiseFailure(vm, new host.HostFailure(25)) : newStructSequence(vm, terminalSize, [vm.newInt(size.columns), vm.newInt(size.lines)]);
}

function os_uname(vm: VM): Result {
  const { sysname, nodename, release, version, machine } = vm.host.systemName;
  return newStructSequence(vm, unameResult, [sysname, nodename, release, version, machine].map((s) => vm.newStr(s)));
}

function os_dup(vm: VM, _m: PyObject, fd: PyObject): Result {
  const made = descriptorsOf(vm).dup(asNumber(fd, -1), 0);
  return host.failed(made) ? raiseFailure(vm, made) : vm.newInt(made);
}

function os_access(vm: VM, path: string, _shown: PyObject, rest: readonly PyObject[]): Result {
  return vm.newBool(vm.host.access(path, asNumber(rest[0]!, 0)));
}

function readlink(vm: VM, path: string, shown: PyObject): Result {
  const target = vm.host.readlink(path);
  return host.failed(target) ? raiseFailure(vm, target, shown) : nameLike(vm, target, shown);
}

function environment(vm: VM): PyObject {
  const dict = vm.newDict();
  for (const [name, value] of vm.host.environment) {
    const key = vm.newBytes(encodeFileName(name));
    const text = vm.newBytes(encodeFileName(value));
    dictSet(vm, dict, key, text);
    vm.counts.decref(key);
    vm.counts.decref(text);
  }
  return dict;
}

const pathMethods: readonly MethodSpec[] = [
  pathFunction("lstat", "(path, *, dir_fd=None)", (vm, path, shown) => statusResult(vm, vm.host.lstat(path), shown), "Perform a stat system call on the given path, without following symbolic links."),
  pathFunction("open", "(path, flags, mode=511, *, dir_fd=None)", open, "Open a file for low level IO."),
  pathFunction("mkdir", "(path, mode=511, *, dir_fd=None)", (vm, path, shown, rest) => done(vm, vm.host.mkdir(path, asNumber(rest[0]!, 0o777)), shown), "Create a directory."),
  pathFunction("rmdir", "(path, *, dir_fd=None)", (vm, path, shown) => done(vm, vm.host.rmdir(path), shown), "Remove a directory."),
  pathFunction("unlink", "(path, *, dir_fd=None)", (vm, path, shown) => done(vm, vm.host.unlink(path), shown), "Remove a file (same as remove())."),
  pathFunction("remove", "(path, *, dir_fd=None)", (vm, path, shown) => done(vm, vm.host.unlink(path), shown), "Remove a file (same as unlink())."),
  pathFunction("chdir", "(path)", (vm, path, shown) => done(vm, vm.host.chdir(path), shown), "Change the current working directory to the specified path."),
  pathFunction("chmod", "(path, mode, *, dir_fd=None, follow_symlinks=True)", (vm, path, shown, rest) => done(vm, vm.host.chmod(path, asNumber(rest[0]!, 0)), shown), "Change the access permissions of a file."),
  pathFunction("access", "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", os_access, "Use the real uid/gid to test for access to a path."),
  pathFunction("readlink", "(path, *, dir_fd=None)", readlink, "Return a string representing the path to which the symbolic link points."),
  twoPaths("rename", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", (vm, a, b) => vm.host.rename(a, b), "Rename a file or directory."),
  twoPaths("replace", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", (vm, a, b) => vm.host.rename(a, b), "Rename a file or directory, overwriting the destination."),
  twoPaths("link", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", (vm, a, b) => vm.host.link(a, b), "Create a hard link to a file."),
  twoPaths("symlink", "(src, dst, target_is_directory=False, *, dir_fd=None)", (vm, a, b) => vm.host.symlink(a, b), "Create a symbolic link pointing to src named dst."),
];

const constants: Readonly<Record<string, number>> = {
  F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1,
  O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: host.O_CREAT, O_EXCL: host.O_EXCL, O_TRUNC: host.O_TRUNC, O_APPEND: host.O_APPEND,
  O_NONBLOCK: 0o4000, O_CLOEXEC: host.O_CLOEXEC, O_DIRECTORY: host.O_DIRECTORY, O_NOFOLLOW: host.O_NOFOLLOW,
  EX_OK: 0,
};

/** The `posix` module. CPython 3.11: Modules/posixmodule.c */
export const posixModule: ModuleSpec = {
  name: "posix",
  doc: "This module provides access to operating system functionality that is standardized by the C Standard and the POSIX standard.",
  methods: [
    ...pathMethods,
    method("stat", "(path, *, dir_fd=None, follow_symlinks=True)", os_stat, { doc: "Perform a stat system call on the given path." }),
    method("fstat", "(fd)", fstat),
    method("listdir", "(path=None)", os_listdir),
    method("getcwd", "()", os_getcwd),
    method("getcwdb", "()", (vm) => andThen(vm, os_getcwd(vm), (v, cwd) => {
      const name = cwd.v as string;
      v.counts.decref(cwd);
      return v.newBytes(encodeFileName(name));
    })),
    method("fspath", "(path)", (vm, _m, path) => fsPath(vm, path)),
    method("close", "(fd)", os_close),
    method("read", "(fd, length, /)", os_read),
    method("write", "(fd, data, /)", os_write),
    method("lseek", "(fd, position, whence, /)", os_lseek),
    method("isatty", "(fd, /)", os_isatty),
    method("dup", "(fd, /)", os_dup),
    method("pipe", "()", os_pipe),
    method("getpid", "()", (vm) => vm.newInt(vm.host.pid)),
    method("getppid", "()", (vm) => vm.newInt(vm.host.ppid)),
    method("getuid", "()", (vm) => vm.newInt(vm.host.uid)),
    method("geteuid", "()", (vm) => vm.newInt(vm.host.uid)),
    method("getgid", "()", (vm) => vm.newInt(vm.host.gid)),
    method("getegid", "()", (vm) => vm.newInt(vm.host.gid)),
    method("cpu_count", "()", (vm) => vm.newInt(vm.host.cpuCount)),
    method("urandom", "(size, /)", os_urandom),
    method("strerror", "(code, /)", (vm, _m, code) => vm.newStr(strerror(asNumber(code, 0)))),
    method("umask", "(mask, /)", (vm, _m, mask) => vm.newInt(vm.host.umask(asNumber(mask, 0)))),
    method("uname", "()", os_uname),
    method("get_terminal_size", "(fd=<unrepresentable>, /)", os_get_terminal_size),
    method("get_inheritable", "(fd, /)", (vm, _m, fd) => {
      const r = descriptorsOf(vm).isInheritable(asNumber(fd, -1));
      return host.failed(r) ? raiseFailure(vm, r) : vm.newBool(r);
    }),
    method("set_inheritable", "(fd, inheritable, /)", (vm, _m, fd, value) =>
      andThen(vm, truth(vm, value), (v, is, n) => {
        v.counts.decref(is);
        const failure = descriptorsOf(v).setInheritable(asNumber(n!, -1), is === v.true_);
        return failure === null ? v.newNone() : raiseFailure(v, failure);
      }, fd),
    ),
    // NOT CPYTHON: there is no environment but os.environ, which os changes itself; nothing else could see these two.
    method("putenv", "(name, value, /)", (vm) => vm.newNone(), { doc: "Change or add an environment variable: os.environ is all that programs here can see." }),
    method("unsetenv", "(name, /)", (vm) => vm.newNone(), { doc: "Delete an environment variable: os.environ is all that programs here can see." }),
  ],
  init(vm, set) {
    set("environ", environment(vm));
    set("error", newRef(vm.T.OSError.object));
    set("_have_functions", vm.newList([]));
    for (const [name, shape] of [["stat_result", statResult], ["terminal_size", terminalSize], ["uname_result", unameResult]] as const)
      set(name, newRef(vm.type(shape.spec).object));
    for (const [name, value] of Object.entries(constants)) set(name, vm.newInt(value));
  },
};
