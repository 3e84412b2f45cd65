import * as fs from "node:fs";
import {
  type DirectoryEntry,
  encodeUtf8,
  errnoOf,
  type FileStatus,
  HostFailure,
  type HostFiles,
  O_APPEND,
  type OpenFile,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFREG,
} from "@vivarium/vm";
import { isTerminal } from "./is-terminal.ts";
import { attempt, attemptVoid, failureOf } from "./node-failure.ts";

const ESCAPED = /[\udc80-\udcff]/;

/** A path as Node wants it: bytes where the name is no UTF-8. */
export function nodePath(path: string): string | Buffer {
  return ESCAPED.test(path) ? Buffer.from(encodeUtf8(path)) : path;
}

/** A name from bytes; what is no UTF-8 is escaped. */
export function nameOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("utf8");
  if (!text.includes("\ufffd")) return text;
  let s = "";
  for (let i = 0; i < bytes.length; ) {
    const b = bytes[i]!;
    const n = b < 0x80 ? 1 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
    const part = Buffer.from(bytes.subarray(i, i + n)).toString("utf8");
    if (b < 0x80 || (b >= 0xc2 && [...part].length === 1 && !part.includes("\ufffd"))) {
      s += part;
      i += n;
    } else {
      s += String.fromCharCode(0xdc00 + b);
      i++;
    }
  }
  return s;
}

/** What is known of a file, from Node. */
export function statusOf(s: fs.BigIntStats): FileStatus {
  return {
    mode: Number(s.mode),
    ino: Number(s.ino),
    dev: Number(s.dev),
    nlink: Number(s.nlink),
    uid: Number(s.uid),
    gid: Number(s.gid),
    size: Number(s.size),
    atime: s.atimeNs,
    mtime: s.mtimeNs,
    ctime: s.ctimeNs,
  };
}

/** A file that Node has open. The position is kept here, so that reads and writes say where. */
export class NodeFile implements OpenFile {
  private readonly fd: number;
  private readonly appends: boolean;
  private readonly isSeekable: boolean;
  private readonly isDirectory: boolean;
  private position = 0;

  constructor(fd: number, flags: number) {
    this.fd = fd;
    this.appends = (flags & O_APPEND) !== 0;
    const stat = fs.fstatSync(fd);
    this.isSeekable = stat.isFile();
    this.isDirectory = stat.isDirectory();
  }

  read(max: number): Uint8Array | "would-block" | "eof" | HostFailure {
    if (this.isDirectory) return new HostFailure(errnoOf("EISDIR"));
    try {
      const room = this.isSeekable
        ? Math.max(Math.min(max, Number(fs.fstatSync(this.fd, { bigint: true }).size) - this.position), 1)
        : max;
      const buffer = new Uint8Array(room);
      const n = fs.readSync(this.fd, buffer, 0, room, this.isSeekable ? this.position : null);
      this.position += n;
      return n === 0 && max > 0 ? "eof" : buffer.subarray(0, n);
    } catch (error) {
      const failure = failureOf(error);
      return failure.errno === errnoOf("EAGAIN") ? "would-block" : failure;
    }
  }

  write(bytes: Uint8Array): number | "would-block" | HostFailure {
    try {
      const at = this.isSeekable && !this.appends ? this.position : null;
      const n = fs.writeSync(this.fd, bytes, 0, bytes.length, at);
      if (this.appends) this.position = Number(fs.fstatSync(this.fd, { bigint: true }).size);
      else this.position += n;
      return n;
    } catch (error) {
      const failure = failureOf(error);
      return failure.errno === errnoOf("EAGAIN") ? "would-block" : failure;
    }
  }

  seek(offset: number, whence: number): number | HostFailure {
    if (!this.isSeekable) return new HostFailure(errnoOf(this.isDirectory ? "EINVAL" : "ESPIPE"));
    let base = 0;
    if (whence === 1) base = this.position;
    else if (whence === 2) {
      const stat = attempt(() => fs.fstatSync(this.fd, { bigint: true }));
      if (stat instanceof HostFailure) return stat;
      base = Number(stat.size);
    } else if (whence !== 0) return new HostFailure(errnoOf("EINVAL"));
    if (base + offset < 0) return new HostFailure(errnoOf("EINVAL"));
    this.position = base + offset;
    return this.position;
  }

  truncate(size: number): HostFailure | null {
    return size < 0 ? new HostFailure(errnoOf("EINVAL")) : attemptVoid(() => fs.ftruncateSync(this.fd, size));
  }

  status(): FileStatus | HostFailure {
    return attempt(() => statusOf(fs.fstatSync(this.fd, { bigint: true })));
  }

  isTerminal(): boolean {
    return isTerminal(this.fd);
  }

  close(): HostFailure | null {
    return attemptVoid(() => fs.closeSync(this.fd));
  }
}

function kindOf(entry: fs.Dirent<Buffer> | fs.Dirent): number {
  if (entry.isDirectory()) return S_IFDIR;
  if (entry.isSymbolicLink()) return S_IFLNK;
  if (entry.isFIFO()) return S_IFIFO;
  if (entry.isCharacterDevice()) return S_IFCHR;
  return entry.isFile() ? S_IFREG : 0;
}

function listdir(path: string): readonly DirectoryEntry[] | HostFailure {
  return attempt(() => {
    const entries = fs.readdirSync(nodePath(path), { withFileTypes: true, encoding: "buffer" }) as unknown as fs.Dirent<Buffer>[];
    return entries.map((entry) => ({ name: nameOf(entry.name as unknown as Buffer), ino: 0, mode: kindOf(entry) }));
  });
}

/** Linux's flags of open as this machine has them. */
function nativeFlags(flags: number): number {
  const c = fs.constants;
  let native = flags & 3;
  for (const [ours, theirs] of [
    [0o100, c.O_CREAT],
    [0o200, c.O_EXCL],
    [0o1000, c.O_TRUNC],
    [0o2000, c.O_APPEND],
    [0o200000, c.O_DIRECTORY],
    [0o400000, c.O_NOFOLLOW],
  ] as const)
    if ((flags & ours) !== 0) native |= theirs ?? 0;
  return native;
}

const seconds = (nanoseconds: bigint): number => Number(nanoseconds) / 1e9;

function canAccess(path: string, mode: number): boolean {
  return attemptVoid(() => fs.accessSync(nodePath(path), mode)) === null;
}

/** Files of this machine. */
export function nodeFiles(): HostFiles {
  return {
    open: (path, flags, mode) =>
      attempt(() => {
        const fd = fs.openSync(nodePath(path), nativeFlags(flags), mode);
        return new NodeFile(fd, flags);
      }),
    stat: (path) => attempt(() => statusOf(fs.statSync(nodePath(path), { bigint: true }))),
    lstat: (path) => attempt(() => statusOf(fs.lstatSync(nodePath(path), { bigint: true }))),
    listdir,
    mkdir: (path, mode) => attemptVoid(() => fs.mkdirSync(nodePath(path), { mode })),
    rmdir: (path) => attemptVoid(() => fs.rmdirSync(nodePath(path))),
    unlink: (path) => attemptVoid(() => fs.unlinkSync(nodePath(path))),
    rename: (from, to) => attemptVoid(() => fs.renameSync(nodePath(from), nodePath(to))),
    link: (from, to) => attemptVoid(() => fs.linkSync(nodePath(from), nodePath(to))),
    symlink: (target, path) => attemptVoid(() => fs.symlinkSync(nodePath(target), nodePath(path))),
    readlink: (path) => attempt(() => nameOf(fs.readlinkSync(nodePath(path), { encoding: "buffer" }))),
    utime: (path, atime, mtime, follow) =>
      attemptVoid(() => {
        const set = follow ? fs.utimesSync : fs.lutimesSync;
        set(nodePath(path), seconds(atime), seconds(mtime));
      }),
    chmod: (path, mode) => attemptVoid(() => fs.chmodSync(nodePath(path), mode)),
    chown: (path, uid, gid) => attemptVoid(() => fs.chownSync(nodePath(path), uid, gid)),
    access: canAccess,
    getcwd: () => attempt(() => process.cwd()),
    chdir: (path) =>
      attemptVoid(() => {
        process.chdir(path);
      }),
    umask: (mask) => process.umask(mask & 0o777),
  };
}
