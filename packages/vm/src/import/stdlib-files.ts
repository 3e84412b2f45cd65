import {
  type DirectoryEntry,
  type FileStatus,
  failed,
  type Host,
  HostFailure,
  O_CREAT,
  O_RDWR,
  O_WRONLY,
  type OpenFile,
  S_IFDIR,
  S_IFREG,
} from "../host.ts";
import type { StandardLibrary } from "../interpreter.ts";

/*
 * The standard library as files.
 *
 * Its modules stand where an installed CPython has them (`/usr/lib/python3.11/random.py`), read-only, whatever the machine has there, with
 * `__pycache__/random.cpython-311.pyc` beside them when the library brings compiled code. So the import system, `inspect`, `linecache` and `__file__` need not know
 * that there are no such files.
 */

const MAGIC = Uint8Array.of(0xa7, 0x0d, 0x0d, 0x0a);
const TAG = ".cpython-311.pyc";
/** Bytes of a `.pyc` before its code. */
const HEADER = 16;
const EROFS = 30;
const ENOENT = 2;
const ENOTDIR = 20;
const EISDIR = 21;
/** The time stamp of every file: 2023-12-04, the day of CPython 3.11.7. */
const MTIME = 1701648000;

/** A file: its size is asked for much more often than what is in it. */
interface Content {
  size(): number;
  read(): Uint8Array;
}

type StandardModule = NonNullable<ReturnType<StandardLibrary["find"]>>;

/** One directory: contents of its files, null for a directory in it. */
type Directory = Map<string, Content | null>;

class Tree {
  readonly directories: Map<string, Directory> = new Map();

  constructor(library: StandardLibrary) {
    this.directory(library.prefix);
    for (const name of library.modules()) this.addModule(library, name);
  }

  private directory(path: string): Directory {
    let d = this.directories.get(path);
    if (d === undefined) {
      d = new Map();
      this.directories.set(path, d);
    }
    return d;
  }

  private addModule(library: StandardLibrary, name: string): void {
    const parts = name.split(".");
    const module = library.find(name)!;
    const last = parts.pop()!;
    let path = library.prefix;
    for (const part of parts) path = this.inside(path, part);
    if (module.isPackage) path = this.inside(path, last);
    const stem = module.isPackage ? "__init__" : last;
    this.directory(path).set(`${stem}.py`, sourceOf(module));
    this.directory(this.inside(path, "__pycache__")).set(`${stem}${TAG}`, compiledOf(module));
  }

  private inside(path: string, name: string): string {
    this.directory(path).set(name, null);
    const inner = `${path}/${name}`;
    this.directory(inner);
    return inner;
  }
}

function sourceOf(module: StandardModule): Content {
  return { size: () => module.sourceLength ?? module.source().length, read: () => module.source() };
}

function compiledOf(module: StandardModule): Content {
  const { codeLength } = module;
  return { size: () => (codeLength ? HEADER + codeLength : compiled(module).length), read: () => compiled(module) };
}

/** A `.pyc` whose time stamp and size are those of the source; empty, and so ignored, when there is only source. */
function compiled(module: StandardModule): Uint8Array {
  const code = module.code();
  if (code === null) return new Uint8Array();
  const bytes = new Uint8Array(HEADER + code.length);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, MTIME, true);
  view.setUint32(12, module.sourceLength ?? module.source().length, true);
  bytes.set(code, HEADER);
  return bytes;
}

function status(mode: number, size: number, ino: number): FileStatus {
  const time = BigInt(MTIME) * 1_000_000_000n;
  return { mode, ino, dev: 1, nlink: 1, uid: 0, gid: 0, size, atime: time, mtime: time, ctime: time };
}

/** A file that is read only. */
class PackedFile implements OpenFile {
  private readonly bytes: Uint8Array;
  private at = 0;

  get derivedFields(): readonly string[] {
    return ["bytes"];
  }

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  read(max: number): Uint8Array | "eof" {
    if (this.at >= this.bytes.length) return "eof";
    const part = this.bytes.slice(this.at, this.at + max);
    this.at += part.length;
    return part;
  }

  write(): HostFailure {
    return new HostFailure(9);
  }

  seek(offset: number, whence: number): number | HostFailure {
    const to = offset + (whence === 0 ? 0 : whence === 1 ? this.at : this.bytes.length);
    if (to < 0) return new HostFailure(22);
    this.at = to;
    return to;
  }

  truncate(): HostFailure {
    return new HostFailure(22);
  }

  status(): FileStatus {
    return status(S_IFREG | 0o644, this.bytes.length, 2);
  }

  isTerminal(): boolean {
    return false;
  }

  close(): null {
    return null;
  }
}

/** A host that has the library's files too. */
export function withStandardLibrary(host: Host, library: StandardLibrary): Host {
  let tree: Tree | null = null;
  const { prefix } = library;
  const isInside = (path: string): boolean => path === prefix || path.startsWith(`${prefix}/`);
  const find = (path: string): Content | Directory | null => {
    tree ??= new Tree(library);
    const clean = path.replace(/\/+$/, "");
    const directory = tree.directories.get(clean);
    if (directory !== undefined) return directory;
    const slash = clean.lastIndexOf("/");
    return tree.directories.get(clean.slice(0, slash))?.get(clean.slice(slash + 1)) ?? null;
  };
  const stat = (path: string): FileStatus | HostFailure => {
    const found = find(path);
    if (found === null) return new HostFailure(ENOENT);
    return found instanceof Map ? status(S_IFDIR | 0o755, 4096, 1) : status(S_IFREG | 0o644, found.size(), 2);
  };
  const own: Partial<Host> = {
    open(path, flags, mode) {
      if (!isInside(path)) return host.open(path, flags, mode);
      if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) !== 0) return new HostFailure(EROFS);
      const found = find(path);
      if (found === null) return new HostFailure(ENOENT);
      return found instanceof Map ? new HostFailure(EISDIR) : new PackedFile(found.read());
    },
    stat: (path) => (isInside(path) ? stat(path) : host.stat(path)),
    lstat: (path) => (isInside(path) ? stat(path) : host.lstat(path)),
    listdir(path) {
      if (!isInside(path)) return host.listdir(path);
      const found = find(path);
      if (found === null) return new HostFailure(ENOENT);
      if (!(found instanceof Map)) return new HostFailure(ENOTDIR);
      return [...found].map(
        ([name, content], i): DirectoryEntry => ({ name, ino: i + 3, mode: content === null ? S_IFDIR : S_IFREG }),
      );
    },
    access: (path, mode) => (isInside(path) ? !failed(stat(path)) && (mode & 2) === 0 : host.access(path, mode)),
  };
  return new Proxy(host, {
    get(target, key) {
      const mine = (own as Record<PropertyKey, unknown>)[key];
      if (mine !== undefined) return mine;
      const value = Reflect.get(target, key) as unknown;
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
