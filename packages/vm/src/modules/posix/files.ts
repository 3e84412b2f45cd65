import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import { failed, HostFailure, O_CLOEXEC, S_IFDIR, S_IFMT } from "../../host.ts";
import { EAGAIN, EINVAL, ENOTDIR, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { asDouble } from "../../objects/float/float.ts";
import { isInt } from "../../objects/int/value.ts";
import type { MethodSpec } from "../../objects/type/type-spec.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { numberIndex } from "../../protocol/number.ts";
import { allowThreads } from "../_io/allow-threads.ts";
import { descriptorsOf, raiseFailure, readDescriptor, writeDescriptor } from "../_io/descriptors.ts";
import { isSocketPath } from "../_socket/network.ts";
import { fromDirectory, type PathArgument, posixMethod } from "./arguments.ts";
import { newStatResult } from "./results.ts";
import { listdir, nameObject, scandir } from "./scandir.ts";

const S_IFSOCK = 0o140000;

function done(vm: VM, failure: HostFailure | null, file: PyObject | null = null, file2: PyObject | null = null): Result {
  return failure === null ? vm.newNone() : raiseFailure(vm, failure, file, file2);
}

/** CPython 3.11: Modules/posixmodule.c posix_do_stat */
function statPath(vm: VM, path: PathArgument, dirfd: number | null, follow: boolean): Result {
  if (path.fd >= 0) return statDescriptor(vm, path.fd, path.object);
  const text = fromDirectory(vm, path, dirfd);
  const status = follow ? vm.host.stat(text) : vm.host.lstat(text);
  if (failed(status)) return raiseFailure(vm, status, path.object);
  // The file of a Unix socket is an empty one of the host's.
  const isSocket = status.size === 0 && isSocketPath(vm, text);
  return newStatResult(vm, isSocket ? { ...status, mode: (status.mode & ~S_IFMT) | S_IFSOCK } : status);
}

function statDescriptor(vm: VM, fd: number, shown: PyObject | null): Result {
  const file = descriptorsOf(vm).get(fd);
  const status = failed(file) ? file : file.status();
  return failed(status) ? raiseFailure(vm, status, shown) : newStatResult(vm, status);
}

function absolute(vm: VM, text: string): string {
  if (text.startsWith("/")) return text;
  const cwd = vm.host.getcwd();
  return failed(cwd) ? text : cwd === "/" ? `/${text}` : `${cwd}/${text}`;
}

/** CPython 3.11: Modules/posixmodule.c os_open_impl */
function open(vm: VM, [path, flags, mode, dirfd]: readonly any[]): Result {
  const text = fromDirectory(vm, path, dirfd);
  const file = vm.host.open(text, flags | O_CLOEXEC, mode ?? 0o777);
  if (failed(file)) return raiseFailure(vm, file, path.object);
  const fd = vm.newInt(descriptorsOf(vm).add(file, absolute(vm, text)));
  const r = then(vm, allowThreads(vm, "open()"), (_vm, _ok, number) => newRef(number!), fd);
  vm.counts.decref(fd);
  return r;
}

/** A non-blocking descriptor that has nothing now. */
function orAgain(vm: VM, value: PyObject): Result {
  return value === STOP ? raiseOSError(vm, EAGAIN, strerror(EAGAIN)) : value;
}

/** CPython 3.11: Modules/posixmodule.c os_read_impl */
function read(vm: VM, [fd, length]: readonly any[]): Result {
  if (length < 0) return raiseOSError(vm, EINVAL, strerror(EINVAL));
  return then(vm, readDescriptor(vm, fd, Math.min(length, 0x7ffff000)), orAgain, null, null, null, 0, true);
}

/** CPython 3.11: Modules/posixmodule.c os_write_impl */
function write(vm: VM, [fd, data]: readonly any[]): Result {
  const bytes = bytesView(vm, data.object);
  return bytes === null ? null : then(vm, writeDescriptor(vm, fd, bytes), orAgain, null, null, null, 0, true);
}

function lseek(vm: VM, [fd, position, whence]: readonly any[]): Result {
  const file = descriptorsOf(vm).get(fd);
  const at = failed(file) ? file : file.seek(position, whence);
  return failed(at) ? raiseFailure(vm, at) : vm.newInt(at);
}

function newDescriptor(vm: VM, fd: number | HostFailure): Result {
  return failed(fd) ? raiseFailure(vm, fd) : vm.newInt(fd);
}

function truncateDescriptor(vm: VM, fd: number, length: number, shown: PyObject | null): Result {
  const file = descriptorsOf(vm).get(fd);
  return done(vm, failed(file) ? file : file.truncate(length), shown);
}

/** CPython 3.11: Modules/posixmodule.c os_truncate_impl */
function truncate(vm: VM, [path, length]: readonly any[]): Result {
  if (path.fd >= 0) return truncateDescriptor(vm, path.fd, length, path.object);
  const file = vm.host.open(path.text, 1, 0);
  if (failed(file)) return raiseFailure(vm, file, path.object);
  const failure = file.truncate(length);
  file.close();
  return done(vm, failure, path.object);
}

function rename(vm: VM, [src, dst, srcdir, dstdir]: readonly any[]): Result {
  return done(vm, vm.host.rename(fromDirectory(vm, src, srcdir), fromDirectory(vm, dst, dstdir)), src.object, dst.object);
}

function unlink(vm: VM, [path, dirfd]: readonly any[]): Result {
  return done(vm, vm.host.unlink(fromDirectory(vm, path, dirfd)), path.object);
}

function openCheck(vm: VM, fd: number): Result {
  const file = descriptorsOf(vm).get(fd);
  return done(vm, failed(file) ? file : null);
}

function getcwd(vm: VM, isBytes: boolean): Result {
  const cwd = vm.host.getcwd();
  return failed(cwd) ? raiseFailure(vm, cwd) : nameObject(vm, cwd, isBytes);
}

function pathOfArgument(vm: VM, path: PathArgument): string | HostFailure {
  if (path.fd < 0) return path.text;
  const file = descriptorsOf(vm).get(path.fd);
  const status = failed(file) ? file : file.status();
  return failed(status) ? status : descriptorsOf(vm).pathOf(path.fd);
}

function chdir(vm: VM, path: PathArgument): Result {
  const text = pathOfArgument(vm, path);
  if (failed(text)) return raiseFailure(vm, text, path.object);
  return done(vm, text === "" ? new HostFailure(ENOTDIR) : vm.host.chdir(text), path.object);
}

function chmod(vm: VM, path: PathArgument, mode: number, dirfd: number | null): Result {
  const text = path.fd >= 0 ? pathOfArgument(vm, path) : fromDirectory(vm, path, dirfd);
  return failed(text) ? raiseFailure(vm, text, path.object) : done(vm, vm.host.chmod(text, mode), path.object);
}

function chown(vm: VM, path: PathArgument, uid: number, gid: number, dirfd: number | null): Result {
  const text = path.fd >= 0 ? pathOfArgument(vm, path) : fromDirectory(vm, path, dirfd);
  return failed(text) ? raiseFailure(vm, text, path.object) : done(vm, vm.host.chown(text, uid, gid), path.object);
}

const BILLION = 1_000_000_000n;

/** Two times of `os.utime`, each an int or float of seconds, or (ns) an int of nanoseconds. CPython 3.11: Modules/posixmodule.c os_utime_impl */
class UtimeFrame extends NativeFrame {
  times: PyObject[];
  inNanoseconds: boolean;
  path: PathArgument;
  text: string;
  shown: PyObject | null;
  follow: boolean;
  got: bigint[] = [];
  asked = false;

  constructor(times: readonly PyObject[], inNanoseconds: boolean, path: PathArgument, text: string, follow: boolean) {
    super();
    this.times = times.map((t) => newRef(t));
    this.inNanoseconds = inNanoseconds;
    this.path = path;
    this.text = text;
    this.shown = path.object === null ? null : newRef(path.object);
    this.follow = follow;
  }

  step(vm: VM, sent: Result): Result {
    let value: Result = sent;
    for (;;) {
      if (value === null) return null;
      if (this.asked) {
        this.asked = false;
        if (!this.take(vm, value)) return null;
      }
      if (this.got.length === 2) return done(vm, vm.host.utime(this.text, this.got[0]!, this.got[1]!, this.follow), this.shown);
      const time = this.times[this.got.length]!;
      this.asked = true;
      value =
        !this.inNanoseconds && time.type.nb_index === null && time.type.nb_float !== null
          ? asDouble(vm, time)
          : numberIndex(vm, time);
      if (value === PENDING) return value;
    }
  }

  private take(vm: VM, value: PyObject): boolean {
    const isWhole = isInt(value);
    const v = value.v as number | bigint;
    vm.counts.decref(value);
    if (isWhole) this.got.push(this.inNanoseconds ? BigInt(v) : BigInt(v) * BILLION);
    else {
      const seconds = Math.floor(v as number);
      if (!Number.isFinite(seconds)) return vm.raise(vm.T.ValueError, "Invalid value NaN (not a number)") !== null;
      this.got.push(BigInt(seconds) * BILLION + BigInt(Math.floor(((v as number) - seconds) * 1e9)));
    }
    return true;
  }
}

function utime(vm: VM, [path, times, ns, dirfd, follow]: readonly any[]): Result {
  const given = times !== null && times.object !== vm.none ? (times.object as PyObject) : null;
  const nanoseconds = ns === null ? null : (ns.object as PyObject);
  const text = path.fd >= 0 ? pathOfArgument(vm, path) : fromDirectory(vm, path, dirfd);
  if (failed(text)) return raiseFailure(vm, text, path.object);
  if (given !== null && nanoseconds !== null)
    return vm.raise(vm.T.ValueError, "utime: you may specify either 'times' or 'ns' but not both");
  const isPair = (o: PyObject): boolean => o.type === vm.T.tuple && (o.v as PyObject[]).length === 2;
  if (given !== null && !isPair(given))
    return vm.raise(vm.T.TypeError, "utime: 'times' must be either a tuple of two ints or None");
  if (nanoseconds !== null && !isPair(nanoseconds)) return vm.raise(vm.T.TypeError, "utime: 'ns' must be a tuple of two ints");
  const pair = given ?? nanoseconds;
  if (pair !== null) return startFrame(vm, new UtimeFrame(pair.v as PyObject[], given === null, path, text, follow ?? true));
  const now = BigInt(vm.clock.realtime());
  return done(vm, vm.host.utime(text, now, now, follow ?? true), path.object);
}

function readlink(vm: VM, [path, dirfd]: readonly any[]): Result {
  const target = vm.host.readlink(fromDirectory(vm, path, dirfd));
  return failed(target) ? raiseFailure(vm, target, path.object) : nameObject(vm, target, path.isBytes);
}

function isDirectory(vm: VM, fd: number): boolean {
  const file = descriptorsOf(vm).get(fd);
  const status = failed(file) ? file : file.status();
  return !failed(status) && (status.mode & S_IFMT) === S_IFDIR;
}

/** Functions on files by name and by descriptor. CPython 3.11: Modules/posixmodule.c os_*_impl */
export const fileFunctions: readonly MethodSpec[] = [
  posixMethod(
    "stat",
    "($module, /, path, *, dir_fd=None, follow_symlinks=True)",
    ["path?", "dirfd", "bool"],
    (vm, [p, d, f]) => statPath(vm, p, d, f ?? true),
    "Perform a stat system call on the given path.",
  ),
  posixMethod(
    "lstat",
    "($module, /, path, *, dir_fd=None)",
    ["path", "dirfd"],
    (vm, [p, d]) => statPath(vm, p, d, false),
    "Perform a stat system call on the given path, without following symbolic links.",
  ),
  posixMethod(
    "fstat",
    "($module, /, fd)",
    ["int"],
    (vm, [fd]) => statDescriptor(vm, fd, null),
    "Perform a stat system call on the given file descriptor.",
  ),
  posixMethod(
    "listdir",
    "($module, /, path=None)",
    ["path?*"],
    listdir,
    "Return a list containing the names of the files in the directory.",
  ),
  posixMethod(
    "scandir",
    "($module, /, path=None)",
    ["path?*"],
    scandir,
    "Return an iterator of DirEntry objects for given path.",
  ),
  posixMethod(
    "getcwd",
    "($module, /)",
    [],
    (vm) => getcwd(vm, false),
    "Return a unicode string representing the current working directory.",
  ),
  posixMethod(
    "getcwdb",
    "($module, /)",
    [],
    (vm) => getcwd(vm, true),
    "Return a bytes string representing the current working directory.",
  ),
  posixMethod(
    "chdir",
    "($module, /, path)",
    ["path?"],
    (vm, [p]) => chdir(vm, p),
    "Change the current working directory to the specified path.",
  ),
  posixMethod(
    "fchdir",
    "($module, /, fd)",
    ["fd"],
    (vm, [fd]) => (isDirectory(vm, fd) ? chdir(vm, { text: "", fd, object: null, isBytes: false }) : openCheck(vm, fd)),
    "Change to the directory of the given file descriptor.",
  ),
  posixMethod(
    "open",
    "($module, /, path, flags, mode=511, *, dir_fd=None)",
    ["path", "int", "int", "dirfd"],
    open,
    "Open a file for low level IO.  Returns a file descriptor (integer).",
  ),
  posixMethod(
    "close",
    "($module, /, fd)",
    ["int"],
    (vm, [fd]) => done(vm, descriptorsOf(vm).close(fd)),
    "Close a file descriptor.",
  ),
  posixMethod(
    "closerange",
    "($module, fd_low, fd_high, /)",
    ["int", "int"],
    (vm, [low, high]) => {
      for (let fd = Math.max(low, 0); fd < Math.min(high, 4096); fd++) descriptorsOf(vm).close(fd);
      return vm.newNone();
    },
    "Closes all file descriptors in [fd_low, fd_high), ignoring errors.",
  ),
  posixMethod("read", "($module, fd, length, /)", ["int", "size"], read, "Read from a file descriptor.  Returns a bytes object."),
  posixMethod("write", "($module, fd, data, /)", ["int", "object"], write, "Write a bytes object to a file descriptor."),
  posixMethod(
    "lseek",
    "($module, fd, position, whence, /)",
    ["int", "size", "int"],
    lseek,
    "Set the position of a file descriptor.  Return the new position.",
  ),
  posixMethod(
    "isatty",
    "($module, fd, /)",
    ["int"],
    (vm, [fd]) => vm.newBool(descriptorsOf(vm).isTerminal(fd)),
    "Return True if the fd is connected to a terminal.",
  ),
  posixMethod(
    "dup",
    "($module, fd, /)",
    ["int"],
    (vm, [fd]) => newDescriptor(vm, descriptorsOf(vm).dup(fd)),
    "Return a duplicate of a file descriptor.",
  ),
  posixMethod(
    "dup2",
    "($module, /, fd, fd2, inheritable=True)",
    ["int", "int", "bool"],
    (vm, [fd, fd2, inheritable]) => {
      const r = descriptorsOf(vm).dup2(fd, fd2);
      if (!failed(r)) descriptorsOf(vm).setInheritable(r, inheritable ?? true);
      return newDescriptor(vm, r);
    },
    "Duplicate file descriptor.",
  ),
  posixMethod(
    "pipe",
    "($module, /)",
    [],
    (vm) =>
      vm.newTuple(
        descriptorsOf(vm)
          .pipe()
          .map((fd) => vm.newInt(fd)),
      ),
    "Create a pipe: a tuple of two file descriptors (read_fd, write_fd).",
  ),
  posixMethod("fsync", "($module, /, fd)", ["fd"], (vm, [fd]) => openCheck(vm, fd), "Force write of fd to disk."),
  posixMethod(
    "fdatasync",
    "($module, /, fd)",
    ["fd"],
    (vm, [fd]) => openCheck(vm, fd),
    "Force write of fd to disk without forcing update of metadata.",
  ),
  posixMethod(
    "ftruncate",
    "($module, fd, length, /)",
    ["int", "size"],
    (vm, [fd, n]) => truncateDescriptor(vm, fd, n, null),
    "Truncate a file, specified by file descriptor, to a specific length.",
  ),
  posixMethod(
    "truncate",
    "($module, /, path, length)",
    ["path?", "size"],
    truncate,
    "Truncate a file, specified by path, to a specific length.",
  ),
  posixMethod(
    "mkdir",
    "($module, /, path, mode=511, *, dir_fd=None)",
    ["path", "int", "dirfd"],
    (vm, [p, mode, d]) => done(vm, vm.host.mkdir(fromDirectory(vm, p, d), mode ?? 0o777), p.object),
    "Create a directory.",
  ),
  posixMethod(
    "rmdir",
    "($module, /, path, *, dir_fd=None)",
    ["path", "dirfd"],
    (vm, [p, d]) => done(vm, vm.host.rmdir(fromDirectory(vm, p, d)), p.object),
    "Remove a directory.",
  ),
  posixMethod("unlink", "($module, /, path, *, dir_fd=None)", ["path", "dirfd"], unlink, "Remove a file (same as remove())."),
  posixMethod("remove", "($module, /, path, *, dir_fd=None)", ["path", "dirfd"], unlink, "Remove a file (same as unlink())."),
  posixMethod(
    "rename",
    "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    ["path", "path", "dirfd", "dirfd"],
    rename,
    "Rename a file or directory.",
  ),
  posixMethod(
    "replace",
    "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    ["path", "path", "dirfd", "dirfd"],
    rename,
    "Rename a file or directory, overwriting the destination.",
  ),
  posixMethod(
    "link",
    "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None,\n     follow_symlinks=True)",
    ["path", "path", "dirfd", "dirfd", "bool"],
    (vm, [s, t, sd, td]) => done(vm, vm.host.link(fromDirectory(vm, s, sd), fromDirectory(vm, t, td)), s.object, t.object),
    "Create a hard link to a file.",
  ),
  posixMethod(
    "symlink",
    "($module, /, src, dst, target_is_directory=False, *, dir_fd=None)",
    ["path", "path", "bool", "dirfd"],
    (vm, [s, t, _is, d]) => done(vm, vm.host.symlink(s.text, fromDirectory(vm, t, d)), s.object, t.object),
    "Create a symbolic link pointing to src named dst.",
  ),
  posixMethod(
    "readlink",
    "($module, /, path, *, dir_fd=None)",
    ["path", "dirfd"],
    readlink,
    "Return a string representing the path to which the symbolic link points.",
  ),
  posixMethod(
    "utime",
    "($module, /, path, times=None, *, ns=<unrepresentable>,\n      dir_fd=None, follow_symlinks=True)",
    ["path?", "object", "object", "dirfd", "bool"],
    utime,
    "Set the access and modified time of path.",
  ),
  posixMethod(
    "chmod",
    "($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)",
    ["path?", "int", "dirfd", "bool"],
    (vm, [p, mode, d]) => chmod(vm, p, mode, d),
    "Change the access permissions of a file.",
  ),
  posixMethod(
    "fchmod",
    "($module, /, fd, mode)",
    ["int", "int"],
    (vm, [fd, mode]) => chmod(vm, { text: "", fd, object: null, isBytes: false }, mode, null),
    "Change the access permissions of the file given by file descriptor fd.",
  ),
  posixMethod(
    "chown",
    "($module, /, path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
    ["path?", "int", "int", "dirfd", "bool"],
    (vm, [p, u, g, d]) => chown(vm, p, u, g, d),
    "Change the owner and group id of path to the numeric uid and gid.",
  ),
  posixMethod(
    "fchown",
    "($module, /, fd, uid, gid)",
    ["int", "int", "int"],
    (vm, [fd, u, g]) => chown(vm, { text: "", fd, object: null, isBytes: false }, u, g, null),
    "Change the owner and group id of the file specified by file descriptor.",
  ),
  posixMethod(
    "lchown",
    "($module, /, path, uid, gid)",
    ["path", "int", "int"],
    (vm, [p, u, g]) => chown(vm, p, u, g, null),
    "Change the owner and group id of path to the numeric uid and gid.",
  ),
  posixMethod(
    "access",
    "($module, /, path, mode, *, dir_fd=None, effective_ids=False,\n       follow_symlinks=True)",
    ["path", "int", "dirfd", "bool", "bool"],
    (vm, [p, mode, d]) => vm.newBool(vm.host.access(fromDirectory(vm, p, d), mode)),
    "Use the real uid/gid to test for access to a path.",
  ),
  posixMethod(
    "umask",
    "($module, mask, /)",
    ["int"],
    (vm, [mask]) => vm.newInt(vm.host.umask(mask)),
    "Set the current numeric umask and return the previous umask.",
  ),
  posixMethod(
    "get_inheritable",
    "($module, fd, /)",
    ["int"],
    (vm, [fd]) => flag(vm, descriptorsOf(vm).isInheritable(fd)),
    "Get the close-on-exe flag of the specified file descriptor.",
  ),
  posixMethod(
    "set_inheritable",
    "($module, fd, inheritable, /)",
    ["int", "int"],
    (vm, [fd, on]) => done(vm, descriptorsOf(vm).setInheritable(fd, on !== 0)),
    "Set the inheritable flag of the specified file descriptor.",
  ),
  posixMethod(
    "get_blocking",
    "($module, fd, /)",
    ["int"],
    (vm, [fd]) => flag(vm, descriptorsOf(vm).isBlocking(fd)),
    "Get the blocking mode of the file descriptor.",
  ),
  posixMethod(
    "set_blocking",
    "($module, fd, blocking, /)",
    ["int", "bool"],
    (vm, [fd, on]) => done(vm, descriptorsOf(vm).setBlocking(fd, on)),
    "Set the blocking mode of the specified file descriptor.",
  ),
];

function flag(vm: VM, value: boolean | HostFailure): Result {
  return failed(value) ? raiseFailure(vm, value) : vm.newBool(value);
}
