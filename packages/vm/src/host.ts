import type { Undoable } from "@vivarium/heap";

/*
 * The world outside, as the VM sees it: files, streams, environment, clocks, chance, signals. Everything is synchronous and nothing blocks; what cannot be
 * done now says "would-block", and is asked again when the host says that something changed. Nothing throws: what fails gives a HostFailure with
 * Linux's number for the error, whatever the machine.
 *
 * Descriptors are small whole numbers, the lowest that is free, on every machine: programs see them. Paths are strings; a byte of a name that is no
 * UTF-8 is the character U+DC00 plus the byte, as Python's "surrogateescape" has it.
 */

/** Why an operation failed: Linux's errno. */
export class HostFailure {
  readonly errno: number;

  constructor(errno: number) {
    this.errno = errno;
  }
}

/** Did the operation fail? */
export function failed(value: unknown): value is HostFailure {
  return value instanceof HostFailure;
}

/** What is known about a file. Times are nanoseconds since 1970. */
export interface FileStatus {
  readonly mode: number;
  readonly ino: number;
  readonly dev: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly atime: bigint;
  readonly mtime: bigint;
  readonly ctime: bigint;
}

/** One name in a directory; `mode` has only the bits that say which kind of file it is. */
export interface DirectoryEntry {
  readonly name: string;
  readonly ino: number;
  readonly mode: number;
}

/** A signal that has arrived since it was last asked. */
export type SignalNumber = number;

/** What is open under a descriptor. */
export interface OpenFile {
  /** At most `max` bytes; "eof" when there will be none. */
  read(max: number): Uint8Array | "would-block" | "eof" | HostFailure;
  /** How many bytes were taken. */
  write(bytes: Uint8Array): number | "would-block" | HostFailure;
  /** The new position; `whence` as in lseek. */
  seek(offset: number, whence: number): number | HostFailure;
  truncate(size: number): HostFailure | null;
  status(): FileStatus | HostFailure;
  isTerminal(): boolean;
  close(): HostFailure | null;
  /** What may be done now without waiting, as bits of poll(2); absent: nobody knows. */
  readiness?(): number;
  /** What stands for the state that `readiness` speaks of: it is announced when that changes. */
  readonly change?: object;
}

/** Linux's flags of open(2). */
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_RDWR = 2;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_DIRECTORY = 0o200000;
export const O_NOFOLLOW = 0o400000;
export const O_CLOEXEC = 0o2000000;
export const O_TMPFILE = 0o20200000;

/** Linux's bits of st_mode. */
export const S_IFMT = 0o170000;
export const S_IFDIR = 0o040000;
export const S_IFREG = 0o100000;
export const S_IFLNK = 0o120000;
export const S_IFIFO = 0o010000;
export const S_IFCHR = 0o020000;

/** Files by name. */
export interface HostFiles {
  open(path: string, flags: number, mode: number): OpenFile | HostFailure;
  stat(path: string): FileStatus | HostFailure;
  lstat(path: string): FileStatus | HostFailure;
  /** In the order in which the system gives them, without "." and "..". */
  listdir(path: string): readonly DirectoryEntry[] | HostFailure;
  mkdir(path: string, mode: number): HostFailure | null;
  rmdir(path: string): HostFailure | null;
  unlink(path: string): HostFailure | null;
  rename(from: string, to: string): HostFailure | null;
  link(from: string, to: string): HostFailure | null;
  symlink(target: string, path: string): HostFailure | null;
  readlink(path: string): string | HostFailure;
  utime(path: string, atime: bigint, mtime: bigint, followSymlinks: boolean): HostFailure | null;
  chmod(path: string, mode: number): HostFailure | null;
  chown(path: string, uid: number, gid: number): HostFailure | null;
  /** `mode`: 4 read, 2 write, 1 execute, 0 exists. */
  access(path: string, mode: number): boolean;
  getcwd(): string | HostFailure;
  chdir(path: string): HostFailure | null;
  /** Sets the mask, gives the old one. */
  umask(mask: number): number;
}

/** Everything from outside. */
export interface Host extends HostFiles {
  /** Standard input, output and error; null: closed. */
  standardStream(fd: 0 | 1 | 2): OpenFile | null;
  /** Straight to standard output (1) or error (2), whatever descriptors the program has: for what must be said when `sys.stderr` cannot be asked. */
  write(fd: number, bytes: Uint8Array): void;
  /** Of the terminal a descriptor is connected to; null: it is connected to none. */
  terminalSize(fd: number): { readonly columns: number; readonly lines: number } | null;
  /** Names and values, in the order of the environment. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** The program's arguments: `sys.argv`'s source. */
  readonly argv: readonly string[];
  readonly executable: string;
  readonly pid: number;
  readonly ppid: number;
  readonly uid: number;
  readonly gid: number;
  readonly cpuCount: number;
  /** As `os.uname()`. */
  readonly systemName: {
    readonly sysname: string;
    readonly nodename: string;
    readonly release: string;
    readonly version: string;
    readonly machine: string;
  };
  /** Readings of the real clocks, nanoseconds. */
  realtime(): bigint;
  monotonic(): bigint;
  performanceCounter(): bigint;
  /** CPU time of the process, in user and system mode. */
  processTime(): { readonly user: bigint; readonly system: bigint };
  /** The zone of local time at a moment in seconds since 1970: seconds east of UTC, summer time, name. */
  timeZone(seconds: number): { readonly offset: number; readonly isSummer: boolean; readonly name: string };
  entropy(count: number): Uint8Array;
  /** Takes the signals that have arrived. */
  takeSignals(): readonly SignalNumber[];
  /** Does a signal go to the program (true) or keep its default effect? */
  catchSignal(signal: SignalNumber, caught: boolean): void;
  /** The host's own state, where it can be taken back. */
  readonly undoable?: Undoable;
}
