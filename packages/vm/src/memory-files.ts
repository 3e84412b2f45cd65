import {
  type FileStatus,
  failed,
  HostFailure,
  O_APPEND,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_TRUNC,
  type OpenFile,
  S_IFDIR,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
} from "./host.ts";
import { EACCES, EBADF, EEXIST, EINVAL, EISDIR, ELOOP, ENOENT, ENOTDIR, ENOTEMPTY } from "./host-errors.ts";
import { encodeUtf8 } from "./memory-streams.ts";

export interface Node {
  ino: number;
  mode: number;
  nlink: number;
  data: Uint8Array;
  size: number;
  /** Entries of a directory. */
  entries: Map<string, Node> | null;
  target: string;
  atime: bigint;
  mtime: bigint;
  ctime: bigint;
  uid: number;
  gid: number;
}

export const isDirectory = (node: Node): boolean => (node.mode & S_IFMT) === S_IFDIR;
export const isLink = (node: Node): boolean => (node.mode & S_IFMT) === S_IFLNK;

/** A file that is open. */
export class MemoryFile implements OpenFile {
  position = 0;
  private readonly files: MemoryFiles;
  private readonly node: Node;
  private readonly flags: number;

  /** Saved by `MemoryUndo`. */
  get savesItself(): true {
    return true;
  }

  constructor(files: MemoryFiles, node: Node, flags: number) {
    this.files = files;
    this.node = node;
    this.flags = flags;
    files.opened.push(this);
  }

  read(max: number): Uint8Array | "eof" | HostFailure {
    if ((this.flags & 3) === 1) return new HostFailure(EBADF);
    if (isDirectory(this.node)) return new HostFailure(EISDIR);
    const end = Math.min(this.position + max, this.node.size);
    if (max > 0 && end <= this.position) return "eof";
    const bytes = this.node.data.slice(this.position, end);
    this.position = Math.max(end, this.position);
    return bytes;
  }

  write(bytes: Uint8Array): number | HostFailure {
    if ((this.flags & 3) === 0) return new HostFailure(EBADF);
    const node = this.node;
    if ((this.flags & O_APPEND) !== 0) this.position = node.size;
    this.files.resize(node, Math.max(node.size, this.position + bytes.length));
    node.data.set(bytes, this.position);
    this.position += bytes.length;
    this.files.touchNode(node);
    return bytes.length;
  }

  seek(offset: number, whence: number): number | HostFailure {
    const base = whence === 0 ? 0 : whence === 1 ? this.position : whence === 2 ? this.node.size : Number.NaN;
    if (Number.isNaN(base) || base + offset < 0) return new HostFailure(EINVAL);
    this.position = base + offset;
    return this.position;
  }

  truncate(size: number): HostFailure | null {
    if ((this.flags & 3) === 0 || size < 0) return new HostFailure(EINVAL);
    this.files.resize(this.node, size);
    this.files.touchNode(this.node);
    return null;
  }

  status(): FileStatus {
    return this.files.statusOf(this.node);
  }

  isTerminal(): boolean {
    return false;
  }

  close(): null {
    const i = this.files.opened.indexOf(this);
    if (i >= 0) this.files.opened.splice(i, 1);
    return null;
  }
}

/** A tree of files. */
export class MemoryFiles {
  opened: MemoryFile[] = [];
  nextIno = 2;
  mask = 0o22;
  cwd = "/";
  now = 0n;
  readonly root: Node = this.node(S_IFDIR | 0o755);

  /** Saved by `MemoryUndo`. */
  get savesItself(): true {
    return true;
  }

  node(mode: number): Node {
    const entries = (mode & S_IFMT) === S_IFDIR ? new Map<string, Node>() : null;
    const times = { atime: this.now, mtime: this.now, ctime: this.now };
    return {
      ino: this.nextIno++,
      mode,
      nlink: 1,
      data: new Uint8Array(0),
      size: 0,
      entries,
      target: "",
      ...times,
      uid: 1000,
      gid: 1000,
    };
  }

  statusOf(node: Node): FileStatus {
    const { mode, ino, size, uid, gid, atime, mtime, ctime } = node;
    let { nlink } = node;
    if (node.entries !== null) nlink = 2 + [...node.entries.values()].filter(isDirectory).length;
    return {
      mode,
      ino,
      dev: 1,
      nlink,
      uid,
      gid,
      size: node.target !== "" ? encodeUtf8(node.target).length : size,
      atime,
      mtime,
      ctime,
    };
  }

  touchNode(node: Node): void {
    node.mtime = this.now;
    node.ctime = this.now;
  }

  /** Room for `size` bytes; what is new is zero. */
  resize(node: Node, size: number): void {
    if (size > node.data.length) {
      const larger = new Uint8Array(Math.max(size, node.data.length * 2));
      larger.set(node.data.subarray(0, node.size));
      node.data = larger;
    } else if (size < node.size) node.data.fill(0, size, node.size);
    node.size = size;
  }

  private parts(path: string): string[] {
    const absolute = path.startsWith("/") ? path : `${this.cwd}/${path}`;
    return absolute.split("/").filter((p) => p !== "" && p !== ".");
  }

  /** The directory a path's last name is in, and that name; the name is "" for the root. */
  parent(path: string, hops = 0): { directory: Node; name: string } | HostFailure {
    if (path === "") return new HostFailure(ENOENT);
    const parts = this.parts(path);
    const chain = [this.root];
    const names: string[] = [];
    for (let i = 0; i < parts.length - 1; i++) {
      const failure = this.enter(chain, names, parts[i]!, hops);
      if (failure !== null) return failure;
    }
    const last = parts[parts.length - 1];
    if (last === "..") {
      const failure = this.enter(chain, names, "..", hops);
      if (failure !== null) return failure;
      return { directory: chain[chain.length - 2] ?? this.root, name: names[names.length - 1] ?? "" };
    }
    const directory = chain[chain.length - 1]!;
    return isDirectory(directory) ? { directory, name: last ?? "" } : new HostFailure(ENOTDIR);
  }

  private enter(chain: Node[], names: string[], part: string, hops: number): HostFailure | null {
    const here = chain[chain.length - 1]!;
    if (!isDirectory(here)) return new HostFailure(ENOTDIR);
    if (part === "..") {
      if (chain.length > 1) {
        chain.pop();
        names.pop();
      }
      return null;
    }
    let next = here.entries!.get(part);
    if (next === undefined) return new HostFailure(ENOENT);
    if (isLink(next)) {
      const target = this.linkTarget(`/${names.join("/")}`, next.target);
      const found = this.find(target, true, hops + 1);
      if (failed(found)) return found;
      next = found;
    }
    chain.push(next);
    names.push(part);
    return null;
  }

  private linkTarget(directory: string, target: string): string {
    return target.startsWith("/") ? target : `${directory}/${target}`;
  }

  find(path: string, follow: boolean, hops = 0): Node | HostFailure {
    if (hops > 40) return new HostFailure(ELOOP);
    const place = this.parent(path, hops);
    if (failed(place)) return place;
    const node = place.name === "" ? this.root : place.directory.entries!.get(place.name);
    if (node === undefined) return new HostFailure(ENOENT);
    if (isLink(node) && (follow || path.endsWith("/"))) {
      const absolute = path.startsWith("/") ? path : `${this.cwd}/${path}`;
      const directory = absolute.replace(/\/+$/, "").replace(/\/[^/]*$/, "");
      return this.find(this.linkTarget(directory === "" ? "/" : directory, node.target), true, hops + 1);
    }
    if (path.endsWith("/") && !isDirectory(node)) return new HostFailure(ENOTDIR);
    return node;
  }

  /** Puts a new node at a path; `fill` sees it first. */
  create(path: string, node: Node): HostFailure | null {
    const place = this.parent(path);
    if (failed(place)) return place;
    if (place.name === "" || place.directory.entries!.has(place.name)) return new HostFailure(EEXIST);
    place.directory.entries!.set(place.name, node);
    this.touchNode(place.directory);
    return null;
  }

  remove(path: string, wantsDirectory: boolean): HostFailure | null {
    const place = this.parent(path);
    if (failed(place)) return place;
    const node = place.directory.entries!.get(place.name);
    if (node === undefined) return new HostFailure(ENOENT);
    if (isDirectory(node) !== wantsDirectory) return new HostFailure(wantsDirectory ? ENOTDIR : EISDIR);
    if (wantsDirectory && node.entries!.size > 0) return new HostFailure(ENOTEMPTY);
    place.directory.entries!.delete(place.name);
    node.nlink--;
    this.touchNode(place.directory);
    return null;
  }

  rename(from: string, to: string): HostFailure | null {
    const a = this.parent(from);
    if (failed(a)) return a;
    const node = a.directory.entries!.get(a.name);
    if (node === undefined) return new HostFailure(ENOENT);
    const b = this.parent(to);
    if (failed(b)) return b;
    const old = b.directory.entries!.get(b.name);
    if (old === node) return null;
    if (old !== undefined) {
      if (isDirectory(old) && !isDirectory(node)) return new HostFailure(EISDIR);
      if (!isDirectory(old) && isDirectory(node)) return new HostFailure(ENOTDIR);
      if (isDirectory(old) && old.entries!.size > 0) return new HostFailure(ENOTEMPTY);
      old.nlink--;
    }
    if (isDirectory(node) && this.contains(node, b.directory)) return new HostFailure(EINVAL);
    a.directory.entries!.delete(a.name);
    b.directory.entries!.set(b.name, node);
    return null;
  }

  private contains(node: Node, other: Node): boolean {
    if (node === other) return true;
    for (const child of node.entries?.values() ?? []) if (isDirectory(child) && this.contains(child, other)) return true;
    return false;
  }

  open(path: string, flags: number, mode: number): OpenFile | HostFailure {
    let node = this.find(path, (flags & O_NOFOLLOW) === 0);
    if (failed(node)) {
      if (node.errno !== ENOENT || (flags & O_CREAT) === 0) return node;
      const made = this.node(S_IFREG | (mode & ~this.mask & 0o7777));
      const failure = path.endsWith("/") ? new HostFailure(EISDIR) : this.create(path, made);
      if (failure !== null) return failure;
      node = made;
    } else if ((flags & (O_CREAT | O_EXCL)) === (O_CREAT | O_EXCL)) return new HostFailure(EEXIST);
    if (isLink(node)) return new HostFailure(ELOOP);
    if (isDirectory(node) && (flags & 3) !== 0) return new HostFailure(EISDIR);
    if (!isDirectory(node) && (flags & O_DIRECTORY) !== 0) return new HostFailure(ENOTDIR);
    const wanted = (flags & 3) === 0 ? 0o400 : (flags & 3) === 1 ? 0o200 : 0o600;
    if ((node.mode & wanted) !== wanted) return new HostFailure(EACCES);
    if ((flags & O_TRUNC) !== 0 && !isDirectory(node)) this.resize(node, 0);
    return new MemoryFile(this, node, flags);
  }

  /** The absolute path of a directory after links. */
  realDirectory(path: string): string | HostFailure {
    const absolute = path.startsWith("/") ? path : `${this.cwd}/${path}`;
    const out: string[] = [];
    for (const part of absolute.split("/")) {
      if (part === "" || part === ".") continue;
      if (part === "..") {
        out.pop();
        continue;
      }
      const node = this.find(`/${[...out, part].join("/")}`, false);
      if (failed(node)) return node;
      if (isLink(node)) {
        const real = this.realDirectory(this.linkTarget(`/${out.join("/")}`, node.target));
        if (failed(real)) return real;
        out.splice(0, out.length, ...real.split("/").filter((p) => p !== ""));
      } else out.push(part);
    }
    return `/${out.join("/")}`;
  }
}
