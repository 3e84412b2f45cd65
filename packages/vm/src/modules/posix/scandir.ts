import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame } from "../../eval/native-frame.ts";
import { type DirectoryEntry, failed, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from "../../host.ts";
import { ENOENT } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, PENDING, type PyObject, type Result, recordLayout, STOP, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { repr } from "../../protocol/repr.ts";
import { truth } from "../../protocol/truth.ts";
import { descriptorsOf, raiseFailure } from "../_io/descriptors.ts";
import type { PathArgument } from "./arguments.ts";
import { encodeFileName } from "./path.ts";
import { newStatResult } from "./results.ts";

/** The payload of a DirEntry. */
interface Entry {
  readonly name: PyObject;
  readonly path: PyObject;
  /** As the host knows it. */
  readonly text: string;
  readonly ino: number;
  readonly kind: number;
  stat: PyObject | null;
  lstat: PyObject | null;
}

type Self = PyObject<Entry>;

/** A name or path as a program sees it: a str, or bytes where it asked with bytes. */
export function nameObject(vm: VM, text: string, isBytes: boolean): PyObject {
  return isBytes ? vm.newBytes(encodeFileName(text)) : vm.newStr(text);
}

/** CPython 3.11: Modules/posixmodule.c DirEntry_get_stat, DirEntry_get_lstat */
function statusOf(vm: VM, self: Self, follow: boolean): Result {
  const v = self.v;
  const direct = !follow || v.kind !== S_IFLNK;
  const known = direct ? v.lstat : v.stat;
  if (known !== null) return newRef(known);
  const status = direct ? vm.host.lstat(v.text) : vm.host.stat(v.text);
  if (failed(status)) return raiseFailure(vm, status, v.path);
  const result = newStatResult(vm, status);
  touchPayload(self);
  if (direct) v.lstat = newRef(result);
  else v.stat = newRef(result);
  return result;
}

/** CPython 3.11: Modules/posixmodule.c DirEntry_test_mode */
function isKind(vm: VM, self: Self, follow: boolean, kind: number): Result {
  if (!follow || self.v.kind !== S_IFLNK) return vm.newBool(self.v.kind === kind);
  const status = vm.host.stat(self.v.text);
  if (!failed(status)) return vm.newBool((status.mode & S_IFMT) === kind);
  return status.errno === ENOENT ? vm.newBool(false) : raiseFailure(vm, status, self.v.path);
}

class FollowFrame extends NativeFrame {
  self: PyObject;
  follow: PyObject | null;
  what: (vm: VM, self: Self, follow: boolean) => Result;

  constructor(self: Self, follow: PyObject, what: FollowFrame["what"]) {
    super();
    this.self = newRef(self);
    this.follow = newRef(follow);
    this.what = what;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    if (this.follow !== null) {
      const { follow } = this;
      this.follow = null;
      got = truth(vm, follow);
      vm.counts.decref(follow);
    }
    if (got === null || got === PENDING) return got;
    const yes = got === vm.true_;
    vm.counts.decref(got);
    return this.what(vm, this.self, yes);
  }
}

function following(name: string, what: FollowFrame["what"], doc: string) {
  return method(
    name,
    "($self, /, *, follow_symlinks=True)",
    (vm, self, follow: PyObject | null) =>
      follow === null ? what(vm, self, true) : startFrame(vm, new FollowFrame(self, follow, what)),
    { doc },
  );
}

class ReprFrame extends NativeFrame {
  name: PyObject;
  asked = false;

  constructor(name: PyObject) {
    super();
    this.name = newRef(name);
  }

  step(vm: VM, sent: Result): Result {
    const got = this.asked ? sent : ((this.asked = true), repr(vm, this.name));
    if (got === null || got === PENDING) return got;
    const text = got.v as string;
    vm.counts.decref(got);
    return vm.newStr(`<DirEntry ${text}>`);
  }
}

export const dirEntrySpec: TypeSpec = {
  name: "posix.DirEntry",
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  layout: recordLayout<Entry>({ references: (v) => [v.name, v.path, v.stat, v.lstat], container: false }),
  slots: { tp_repr: (vm, self) => startFrame(vm, new ReprFrame((self.v as Entry).name)) },
  getset: [
    {
      name: "name",
      member: true,
      get: (_vm, self) => newRef(self.v.name),
      doc: 'the entry\'s base filename, relative to scandir() "path" argument',
    },
    {
      name: "path",
      member: true,
      get: (_vm, self) => newRef(self.v.path),
      doc: "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)",
    },
  ],
  methods: [
    following(
      "is_dir",
      (vm, self, follow) => isKind(vm, self, follow, S_IFDIR),
      "Return True if the entry is a directory; cached per entry.",
    ),
    following(
      "is_file",
      (vm, self, follow) => isKind(vm, self, follow, S_IFREG),
      "Return True if the entry is a file; cached per entry.",
    ),
    method("is_symlink", "($self, /)", (vm, self) => vm.newBool(self.v.kind === S_IFLNK), {
      doc: "Return True if the entry is a symbolic link; cached per entry.",
    }),
    following("stat", statusOf, "Return stat_result object for the entry; cached per entry."),
    method("inode", "($self, /)", (vm, self) => vm.newInt(self.v.ino), { doc: "Return inode of the entry; cached per entry." }),
    method("__fspath__", "($self, /)", (_vm, self) => newRef(self.v.path), { doc: "Returns the path for the entry." }),
  ],
};

/** The payload of a ScandirIterator. */
interface Scan {
  readonly entries: readonly DirectoryEntry[];
  index: number;
  readonly directory: string;
  readonly shown: string;
  readonly isBytes: boolean;
  closed: boolean;
}

/** CPython 3.11: Modules/posixmodule.c ScandirIterator_iternext */
function scan_next(vm: VM, self: PyObject<Scan>): Result {
  const v = self.v;
  touchPayload(self);
  const entry = v.closed ? undefined : v.entries[v.index++];
  if (entry === undefined) {
    v.closed = true;
    return STOP;
  }
  const join = (base: string): string =>
    base === "" ? entry.name : base.endsWith("/") ? base + entry.name : `${base}/${entry.name}`;
  return alloc(vm, vm.type(dirEntrySpec), {
    name: nameObject(vm, entry.name, v.isBytes),
    path: nameObject(vm, join(v.shown), v.isBytes),
    text: join(v.directory),
    ino: entry.ino,
    kind: entry.mode & S_IFMT,
    stat: null,
    lstat: null,
  } satisfies Entry);
}

function scan_close(vm: VM, self: PyObject<Scan>): Result {
  touchPayload(self);
  self.v.closed = true;
  return vm.newNone();
}

/** NOT CPYTHON: an iterator that dies before its end does not warn: it holds nothing open. */
export const scandirIteratorSpec: TypeSpec = {
  name: "posix.ScandirIterator",
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  layout: recordLayout<Scan>({ references: () => [], container: false }),
  slots: { tp_iter: (_vm, self) => newRef(self), tp_iternext: scan_next },
  methods: [
    method("__enter__", "($self, /)", (_vm, self) => newRef(self)),
    method("__exit__", "($self, /, *args)", (vm, self) => scan_close(vm, self)),
    method("close", "($self, /)", scan_close),
  ],
};

/** A directory's entries, or null with OSError. */
function entriesOf(vm: VM, path: PathArgument): readonly DirectoryEntry[] | null {
  const directory = path.fd >= 0 ? descriptorsOf(vm).pathOf(path.fd) : path.text;
  const entries = vm.host.listdir(directory);
  return failed(entries) ? raiseFailure(vm, entries, path.object) : entries;
}

const current: PathArgument = { text: ".", fd: -1, object: null, isBytes: false };

/** CPython 3.11: Modules/posixmodule.c os_scandir_impl */
export function scandir(vm: VM, values: readonly any[]): Result {
  const path = (values[0] as PathArgument | null) ?? current;
  const entries = entriesOf(vm, path);
  if (entries === null) return null;
  const byDescriptor = path.fd >= 0;
  const directory = byDescriptor ? descriptorsOf(vm).pathOf(path.fd) : path.text;
  return alloc(vm, vm.type(scandirIteratorSpec), {
    entries,
    index: 0,
    directory,
    shown: byDescriptor ? "" : path.text,
    isBytes: path.isBytes,
    closed: false,
  } satisfies Scan);
}

/** CPython 3.11: Modules/posixmodule.c os_listdir_impl */
export function listdir(vm: VM, values: readonly any[]): Result {
  const path = (values[0] as PathArgument | null) ?? current;
  const entries = entriesOf(vm, path);
  return entries === null ? null : vm.newList(entries.map((e) => nameObject(vm, e.name, path.isBytes)));
}
