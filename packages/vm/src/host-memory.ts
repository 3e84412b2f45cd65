import { type DirectoryEntry, failed, type Host, HostFailure, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from "./host.ts";
import { EINVAL, ENOTDIR } from "./host-errors.ts";
import { isDirectory, isLink, MemoryFiles, type Node } from "./memory-files.ts";
import { bytesOfInput, decodeUtf8, MemoryStream } from "./memory-streams.ts";
import { MemoryUndo } from "./memory-undo.ts";

export { encodeUtf8 } from "./memory-streams.ts";

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
    readlink: (path: string) =>
      withNode(path, false, (n): string | HostFailure => (isLink(n) ? n.target : new HostFailure(EINVAL))),
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
    environment: options.environment ?? [
      ["HOME", "/home/user"],
      ["LANG", "C.UTF-8"],
      ["PATH", "/usr/bin:/bin"],
    ],
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
