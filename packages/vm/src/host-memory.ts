import type { Undoable } from "@vivarium/heap";
import {
  EACCES,
  EBADF,
  EEXIST,
  EINVAL,
  EISDIR,
  ELOOP,
  ENOENT,
  ENOTDIR,
  ENOTEMPTY,
  ESPIPE,
} from "./host-errors.ts";
import {
  type DirectoryEntry,
  failed,
  type FileStatus,
  type Host,
  HostFailure,
  O_APPEND,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_TRUNC,
  type OpenFile,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
} from "./host.ts";

/** What a memory host starts with. */
export interface MemoryHostOptions {
  /** Contents by absolute path; directories in between are made. */
  files?: Readonly<Record<string, string | Uint8Array>>;
  cwd?: string;
  /** What standard input gives. */
  stdin?: string | Uint8Array;
  environment?: readonly (readonly [string, string])[];
  argv?: readonly string[];
  /** Nanoseconds since 1970. The clock stands still unless `advance` is called. */
  time?: bigint;
  /** Standard streams are terminals of this size. */
  terminal?: { columns: number; lines: number } | null;
  seed?: number;
}

/** A host without an outside: files in memory, a clock that stands, streams that are captured. */
export interface MemoryHost extends Host {
  /** Everything written to standard output so far. */
  stdoutText(): string;
  stderrText(): string;
  stdoutBytes(): Uint8Array;
  /** More standard input. */
  feed(text: string | Uint8Array): void;
  /** No more standard input will come. */
  endInput(): void;
  /** Moves the clock. */
  advance(nanoseconds: bigint): void;
  sendSignal(signal: number): void;
  /** The contents of a file, or null. */
  fileBytes(path: string): Uint8Array | null;
}

interface Node {
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

const isDirectory = (node: Node): boolean => (node.mode & S_IFMT) === S_IFDIR;
const isLink = (node: Node): boolean => (node.mode & S_IFMT) === S_IFLNK;

/** UTF-8 of a string whose U+DC80..U+DCFF are bytes. */
export function encodeUtf8(text: string): Uint8Array {
  const out: number[] = [];
  for (const ch of text) {
    const c = ch.codePointAt(0)!;
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c >= 0xdc80 && c <= 0xdcff) out.push(c - 0xdc00);
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return Uint8Array.from(out);
}

function bytesOfInput(value: string | Uint8Array): Uint8Array {
  return typeof value === "string" ? encodeUtf8(value) : value;
}

/** The text of UTF-8 bytes, for tests: bad bytes become U+FFFD. */
function decodeUtf8(bytes: Uint8Array): string {
  let s = "";
  for (let i = 0; i < bytes.length; ) {
    const b = bytes[i]!;
    const n = b < 0x80 ? 1 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc2 ? 2 : 0;
    if (n === 0 || i + n > bytes.length) {
      s += "\ufffd";
      i++;
      continue;
    }
    let c = n === 1 ? b : b & (0xff >> (n + 1));
    for (let k = 1; k < n; k++) c = (c << 6) | (bytes[i + k]! & 63);
    s += String.fromCodePoint(c);
    i += n;
  }
  return s;
}

class Chunks {
  parts: Uint8Array[] = [];

  bytes(): Uint8Array {
    const all = new Uint8Array(this.parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of this.parts) {
      all.set(p, at);
      at += p.length;
    }
    return all;
  }
}

/** Standard input, output or error in memory. */
class MemoryStream implements OpenFile {
  readonly chunks: Chunks = new Chunks();
  ended = false;
  private readonly terminal: boolean;
  private readonly isInput: boolean;

  constructor(isInput: boolean, terminal: boolean) {
    this.isInput = isInput;
    this.terminal = terminal;
  }

  read(max: number): Uint8Array | "would-block" | "eof" | HostFailure {
    if (!this.isInput) return new HostFailure(EBADF);
    const first = this.chunks.parts[0];
    if (first === undefined) return this.ended ? "eof" : "would-block";
    // A terminal gives one line at a time.
    let n = Math.min(max, first.length);
    const newline = this.terminal ? first.indexOf(10) : -1;
    if (newline >= 0) n = Math.min(n, newline + 1);
    const part = first.slice(0, n);
    if (n === first.length) this.chunks.parts.shift();
    else this.chunks.parts[0] = first.subarray(n);
    return part;
  }

  write(bytes: Uint8Array): number | HostFailure {
    if (this.isInput) return new HostFailure(EBADF);
    this.chunks.parts.push(bytes.slice());
    return bytes.length;
  }

  seek(): HostFailure {
    return new HostFailure(ESPIPE);
  }

  truncate(): HostFailure {
    return new HostFailure(EINVAL);
  }

  status(): FileStatus {
    const mode = (this.terminal ? S_IFCHR : S_IFIFO) | 0o600;
    return { mode, ino: 1, dev: 1, nlink: 1, uid: 1000, gid: 1000, size: 0, atime: 0n, mtime: 0n, ctime: 0n };
  }

  isTerminal(): boolean {
    return this.terminal;
  }

  close(): null {
    return null;
  }
}

/** A file that is open. */
class MemoryFile implements OpenFile {
  position = 0;
  private readonly files: MemoryFiles;
  private readonly node: Node;
  private readonly flags: number;

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
class MemoryFiles {
  opened: MemoryFile[] = [];
  nextIno = 2;
  mask = 0o22;
  cwd = "/";
  now = 0n;
  readonly root: Node = this.node(S_IFDIR | 0o755);

  node(mode: number): Node {
    const entries = (mode & S_IFMT) === S_IFDIR ? new Map<string, Node>() : null;
    const times = { atime: this.now, mtime: this.now, ctime: this.now };
    return { ino: this.nextIno++, mode, nlink: 1, data: new Uint8Array(0), size: 0, entries, target: "", ...times, uid: 1000, gid: 1000 };
  }

  statusOf(node: Node): FileStatus {
    const { mode, ino, size, uid, gid, atime, mtime, ctime } = node;
    let { nlink } = node;
    if (node.entries !== null) nlink = 2 + [...node.entries.values()].filter(isDirectory).length;
    return { mode, ino, dev: 1, nlink, uid, gid, size: node.target !== "" ? encodeUtf8(node.target).length : size, atime, mtime, ctime };
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

interface Mark {
  readonly tree: Saved;
  readonly positions: readonly (readonly [MemoryFile, number])[];
  readonly rest: readonly unknown[];
  readonly streams: readonly Uint8Array[][];
}

interface Saved {
  readonly node: Node;
  readonly state: Node;
  readonly children: readonly (readonly [string, Saved])[];
}

function saveTree(node: Node): Saved {
  const state = { ...node, data: node.data.slice(0, node.size) };
  return { node, state, children: [...(node.entries ?? [])].map(([name, child]) => [name, saveTree(child)] as const) };
}

function restoreTree(saved: Saved): void {
  const entries = saved.node.entries;
  Object.assign(saved.node, saved.state, { data: saved.state.data.slice() });
  saved.node.entries = entries;
  entries?.clear();
  for (const [name, child] of saved.children) {
    entries!.set(name, child.node);
    restoreTree(child);
  }
}

class MemoryUndo implements Undoable {
  private readonly files: MemoryFiles;
  private readonly streams: readonly MemoryStream[];
  private readonly counters: { entropy: number; signals: number[] };

  constructor(files: MemoryFiles, streams: readonly MemoryStream[], counters: { entropy: number; signals: number[] }) {
    this.files = files;
    this.streams = streams;
    this.counters = counters;
  }

  mark(): Mark {
    const { files, counters } = this;
    return {
      tree: saveTree(files.root),
      positions: files.opened.map((f) => [f, f.position] as const),
      rest: [files.nextIno, files.mask, files.cwd, files.now, counters.entropy, counters.signals.slice()],
      streams: this.streams.map((s) => s.chunks.parts.slice()),
    };
  }

  undo(mark: unknown): void {
    const saved = mark as Mark;
    const { files, counters } = this;
    restoreTree(saved.tree);
    files.opened = saved.positions.map(([f]) => f);
    for (const [f, position] of saved.positions) f.position = position;
    const [nextIno, mask, cwd, now, entropy, signals] = saved.rest as [number, number, string, bigint, number, number[]];
    Object.assign(files, { nextIno, mask, cwd, now });
    counters.entropy = entropy;
    counters.signals = signals.slice();
    this.streams.forEach((s, i) => {
      s.chunks.parts = saved.streams[i]!.slice();
    });
  }

  hash(into: (item: number | string) => void): void {
    into(this.files.cwd);
    into(String(this.files.now));
    into(this.counters.entropy);
    const visit = (node: Node, path: string): void => {
      into(path);
      into(node.mode);
      for (let i = 0; i < node.size; i++) into(node.data[i]!);
      for (const [name, child] of node.entries ?? []) visit(child, `${path}/${name}`);
    };
    visit(this.files.root, "");
    for (const s of this.streams) into(s.chunks.parts.reduce((n, p) => n + p.length, 0));
  }
}

/** Numbers that look random and are the same in every run. xorshift32 */
function nextEntropy(state: number): number {
  let x = state;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  return x >>> 0;
}

function fileOperations(files: MemoryFiles) {
  const withNode = <R>(path: string, follow: boolean, f: (node: Node) => R): R | HostFailure => {
    const node = files.find(path, follow);
    return failed(node) ? node : f(node);
  };
  return {
    open: (path: string, flags: number, mode: number) => files.open(path, flags, mode),
    stat: (path: string) => withNode(path, true, (n) => files.statusOf(n)),
    lstat: (path: string) => withNode(path, false, (n) => files.statusOf(n)),
    listdir: (path: string) =>
      withNode(path, true, (n): readonly DirectoryEntry[] | HostFailure =>
        n.entries === null
          ? new HostFailure(ENOTDIR)
          : [...n.entries].map(([name, child]) => ({ name, ino: child.ino, mode: child.mode & S_IFMT })),
      ),
    mkdir: (path: string, mode: number) =>
      files.create(path.replace(/(.)\/+$/, "$1"), files.node(S_IFDIR | (mode & ~files.mask & 0o7777))),
    rmdir: (path: string) => files.remove(path, true),
    unlink: (path: string) => files.remove(path, false),
    rename: (from: string, to: string) => files.rename(from, to),
    link(from: string, to: string): HostFailure | null {
      const node = files.find(from, false);
      if (failed(node)) return node;
      const failure = files.create(to, node);
      if (failure === null) node.nlink++;
      return failure;
    },
    symlink(target: string, path: string): HostFailure | null {
      const node = files.node(S_IFLNK | 0o777);
      node.target = target;
      return files.create(path, node);
    },
    readlink: (path: string) => withNode(path, false, (n): string | HostFailure => (isLink(n) ? n.target : new HostFailure(EINVAL))),
    utime: (path: string, atime: bigint, mtime: bigint, follow: boolean) =>
      withNode(path, follow, (n) => {
        n.atime = atime;
        n.mtime = mtime;
        return null;
      }),
    chmod: (path: string, mode: number) =>
      withNode(path, true, (n) => {
        n.mode = (n.mode & S_IFMT) | (mode & 0o7777);
        return null;
      }),
    chown: (path: string, uid: number, gid: number) =>
      withNode(path, true, (n) => {
        if (uid >= 0) n.uid = uid;
        if (gid >= 0) n.gid = gid;
        return null;
      }),
    access(path: string, mode: number): boolean {
      const node = files.find(path, true);
      return !failed(node) && ((node.mode >> 6) & mode) === mode;
    },
    getcwd: () => files.cwd,
    chdir(path: string): HostFailure | null {
      const node = files.find(path, true);
      if (failed(node)) return node;
      if (!isDirectory(node)) return new HostFailure(ENOTDIR);
      const real = files.realDirectory(path);
      if (failed(real)) return real;
      files.cwd = real;
      return null;
    },
    umask(mask: number): number {
      const old = files.mask;
      files.mask = mask & 0o777;
      return old;
    },
  };
}

function addFiles(files: MemoryFiles, contents: Readonly<Record<string, string | Uint8Array>>, cwd: string): void {
  const ensure = (path: string): void => {
    let at = "";
    for (const part of path.split("/").filter((p) => p !== "")) {
      at += `/${part}`;
      if (failed(files.find(at, true))) files.create(at, files.node(S_IFDIR | 0o755));
    }
  };
  ensure("/tmp");
  ensure(cwd);
  for (const [path, content] of Object.entries(contents)) {
    ensure(path.replace(/\/[^/]*$/, ""));
    const node = files.node(S_IFREG | 0o644);
    const bytes = bytesOfInput(content);
    files.resize(node, bytes.length);
    node.data.set(bytes);
    files.create(path, node);
  }
  files.cwd = cwd;
}

/** A host in memory; see MemoryHost. */
export function memoryHost(options: MemoryHostOptions = {}): MemoryHost {
  const files = new MemoryFiles();
  files.now = options.time ?? 1700000000000000000n;
  addFiles(files, options.files ?? {}, options.cwd ?? "/home/user");
  const terminal = options.terminal ?? null;
  const streams = [0, 1, 2].map((fd) => new MemoryStream(fd === 0, terminal !== null));
  const counters = { entropy: (options.seed ?? 0) + 0x9e3779b9, signals: [] as number[] };
  const stdin = streams[0]!;
  if (options.stdin !== undefined) stdin.chunks.parts.push(bytesOfInput(options.stdin));
  stdin.ended = terminal === null;
  const start = files.now;
  return {
    ...fileOperations(files),
    standardStream: (fd) => streams[fd]!,
    write: (fd, bytes) => void streams[fd]?.write(bytes),
    terminalSize: (fd) => (fd <= 2 ? terminal : null),
    environment: options.environment ?? [["HOME", "/home/user"], ["LANG", "C.UTF-8"], ["PATH", "/usr/bin:/bin"]],
    argv: options.argv ?? [],
    executable: "/usr/bin/vivarium",
    pid: 1000,
    ppid: 1,
    uid: 1000,
    gid: 1000,
    cpuCount: 4,
    systemName: { sysname: "Linux", nodename: "vivarium", release: "6.1.0", version: "#1 SMP", machine: "x86_64" },
    realtime: () => files.now,
    monotonic: () => files.now - start + 1000000000n,
    performanceCounter: () => files.now - start + 1000000000n,
    processTime: () => ({ user: files.now - start, system: 0n }),
    timeZone: () => ({ offset: 0, isSummer: false, name: "UTC" }),
    entropy(count) {
      const bytes = new Uint8Array(count);
      for (let i = 0; i < count; i++) {
        counters.entropy = nextEntropy(counters.entropy);
        bytes[i] = counters.entropy >>> 11;
      }
      return bytes;
    },
    takeSignals() {
      const taken = counters.signals;
      counters.signals = [];
      return taken;
    },
    catchSignal() {},
    undoable: new MemoryUndo(files, streams, counters),
    stdoutText: () => decodeUtf8(streams[1]!.chunks.bytes()),
    stderrText: () => decodeUtf8(streams[2]!.chunks.bytes()),
    stdoutBytes: () => streams[1]!.chunks.bytes(),
    feed: (text) => void stdin.chunks.parts.push(bytesOfInput(text)),
    endInput() {
      stdin.ended = true;
    },
    advance(nanoseconds) {
      files.now += nanoseconds;
    },
    sendSignal: (signal) => void counters.signals.push(signal),
    fileBytes(path) {
      const node = files.find(path, true);
      return failed(node) ? null : node.data.slice(0, node.size);
    },
  };
}
