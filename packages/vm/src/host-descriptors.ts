import { type RecordClass, restoreRecords, type SavedRecords, saveRecords, type Undoable } from "@vivarium/heap";
import { type FileStatus, failed, type Host, HostFailure, type OpenFile, S_IFIFO } from "./host.ts";
import { EAGAIN, EBADF, EINVAL, EPIPE, ESPIPE } from "./host-errors.ts";

/** An open file description, which several descriptors can share. */
interface Description {
  readonly file: OpenFile;
  descriptors: number;
  readonly path: string;
  inheritable: boolean;
  blocking: boolean;
}

/** What a pipe holds. */
interface PipeState {
  chunks: Uint8Array[];
  length: number;
  readers: number;
  writers: number;
}

const PIPE_CAPACITY = 65536;

function pipeStatus(): FileStatus {
  return { mode: S_IFIFO | 0o600, ino: 0, dev: 0, nlink: 1, uid: 0, gid: 0, size: 0, atime: 0n, mtime: 0n, ctime: 0n };
}

/** One end of a pipe inside the VM. */
class PipeEnd implements OpenFile {
  private readonly pipe: PipeState;
  readonly change: object;
  private readonly isWriter: boolean;

  constructor(pipe: PipeState, isWriter: boolean) {
    this.pipe = pipe;
    this.change = pipe;
    this.isWriter = isWriter;
  }

  read(max: number): Uint8Array | "would-block" | "eof" | HostFailure {
    const pipe = this.pipe;
    if (this.isWriter) return new HostFailure(EBADF);
    if (pipe.length === 0) return pipe.writers === 0 ? "eof" : "would-block";
    const out = new Uint8Array(Math.min(max, pipe.length));
    let n = 0;
    while (n < out.length) {
      const chunk = pipe.chunks[0]!;
      const part = chunk.subarray(0, out.length - n);
      out.set(part, n);
      n += part.length;
      if (part.length === chunk.length) pipe.chunks.shift();
      else pipe.chunks[0] = chunk.subarray(part.length);
    }
    pipe.length -= n;
    return out;
  }

  write(bytes: Uint8Array): number | "would-block" | HostFailure {
    const pipe = this.pipe;
    if (!this.isWriter) return new HostFailure(EBADF);
    if (pipe.readers === 0) return new HostFailure(EPIPE);
    const room = PIPE_CAPACITY - pipe.length;
    if (room === 0 && bytes.length > 0) return "would-block";
    const part = bytes.slice(0, room);
    if (part.length > 0) pipe.chunks.push(part);
    pipe.length += part.length;
    return part.length;
  }

  seek(): HostFailure {
    return new HostFailure(ESPIPE);
  }

  truncate(): HostFailure {
    return new HostFailure(EINVAL);
  }

  status(): FileStatus {
    return pipeStatus();
  }

  isTerminal(): boolean {
    return false;
  }

  /** POLLIN 1, POLLOUT 4, POLLERR 8, POLLHUP 16. */
  readiness(): number {
    const { length, readers, writers } = this.pipe;
    if (this.isWriter) return (length < PIPE_CAPACITY ? 4 : 0) | (readers === 0 ? 8 : 0);
    return (length > 0 ? 1 : 0) | (writers === 0 ? 16 : 0);
  }

  close(): null {
    if (this.isWriter) this.pipe.writers--;
    else this.pipe.readers--;
    return null;
  }
}

interface Mark {
  readonly table: readonly (Description | null)[];
  readonly descriptions: ReadonlyMap<Description, Description>;
  readonly files: readonly SavedRecords[];
  readonly pipes: readonly PipeState[];
}

/** The descriptors of one interpreter: what the kernel keeps for a process. */
export class Descriptors implements Undoable {
  private table: (Description | null)[] = [];
  private pipes: PipeState[] = [];
  /** Told what has changed about a pipe. */
  changed: (change: object) => void = () => {};

  /** With the positions of the files that are open, which a host may save itself. */
  get savesItself(): true {
    return true;
  }

  constructor(host: Host) {
    for (const fd of [0, 1, 2] as const) {
      const file = host.standardStream?.(fd) ?? null;
      this.table.push(file === null ? null : { file, descriptors: 1, path: "", inheritable: true, blocking: true });
    }
  }

  /** The lowest free descriptor for an open file. */
  add(file: OpenFile, path: string, inheritable = false): number {
    return this.place({ file, descriptors: 0, path, inheritable, blocking: true }, 0);
  }

  private place(description: Description, from: number): number {
    let fd = from;
    while (fd < this.table.length && this.table[fd] !== null) fd++;
    while (this.table.length <= fd) this.table.push(null);
    this.table[fd] = description;
    description.descriptors++;
    return fd;
  }

  private at(fd: number): Description | null {
    return this.table[fd] ?? null;
  }

  get(fd: number): OpenFile | HostFailure {
    return this.at(fd)?.file ?? new HostFailure(EBADF);
  }

  /** The name a descriptor was opened by; "" where there is none. */
  pathOf(fd: number): string {
    return this.at(fd)?.path ?? "";
  }

  read(fd: number, max: number): Uint8Array | "would-block" | "eof" | HostFailure {
    const d = this.at(fd);
    if (d === null) return new HostFailure(EBADF);
    const r = d.file.read(max);
    if (r instanceof Uint8Array && d.file.change !== undefined) this.changed(d.file.change);
    return r === "would-block" && !d.blocking ? new HostFailure(EAGAIN) : r;
  }

  write(fd: number, bytes: Uint8Array): number | "would-block" | HostFailure {
    const d = this.at(fd);
    if (d === null) return new HostFailure(EBADF);
    const r = d.file.write(bytes);
    if (typeof r === "number" && d.file.change !== undefined) this.changed(d.file.change);
    return r === "would-block" && !d.blocking ? new HostFailure(EAGAIN) : r;
  }

  close(fd: number): HostFailure | null {
    const d = this.at(fd);
    if (d === null) return new HostFailure(EBADF);
    this.table[fd] = null;
    if (--d.descriptors > 0) return null;
    const failure = d.file.close();
    if (d.file.change !== undefined) this.changed(d.file.change);
    return failure;
  }

  dup(fd: number, from = 0): number | HostFailure {
    const d = this.at(fd);
    return d === null ? new HostFailure(EBADF) : this.place(d, from);
  }

  dup2(fd: number, to: number): number | HostFailure {
    const d = this.at(fd);
    if (d === null || to < 0) return new HostFailure(EBADF);
    if (fd === to) return to;
    if (this.at(to) !== null) this.close(to);
    while (this.table.length <= to) this.table.push(null);
    this.table[to] = d;
    d.descriptors++;
    return to;
  }

  /** Read end and write end. */
  pipe(): readonly [number, number] {
    const state: PipeState = { chunks: [], length: 0, readers: 1, writers: 1 };
    this.pipes.push(state);
    return [this.add(new PipeEnd(state, false), ""), this.add(new PipeEnd(state, true), "")];
  }

  isBlocking(fd: number): boolean | HostFailure {
    return this.at(fd)?.blocking ?? new HostFailure(EBADF);
  }

  setBlocking(fd: number, blocking: boolean): HostFailure | null {
    const d = this.at(fd);
    if (d === null) return new HostFailure(EBADF);
    d.blocking = blocking;
    return null;
  }

  isInheritable(fd: number): boolean | HostFailure {
    return this.at(fd)?.inheritable ?? new HostFailure(EBADF);
  }

  setInheritable(fd: number, inheritable: boolean): HostFailure | null {
    const d = this.at(fd);
    if (d === null) return new HostFailure(EBADF);
    d.inheritable = inheritable;
    return null;
  }

  isTerminal(fd: number): boolean {
    const file = this.get(fd);
    return !failed(file) && file.isTerminal();
  }

  mark(): unknown {
    const descriptions = new Map<Description, Description>();
    for (const d of this.table) if (d !== null) descriptions.set(d, { ...d });
    const files = [...descriptions.keys()].map(({ file }) => file).filter((file) => !(file as RecordClass).savesItself);
    const pipes = this.pipes.map((p) => ({ ...p, chunks: p.chunks.slice() }));
    return { table: this.table.slice(), descriptions, files: files.map(saveRecords), pipes } satisfies Mark;
  }

  undo(mark: unknown): void {
    const saved = mark as Mark;
    this.table = saved.table.slice();
    for (const [d, state] of saved.descriptions) Object.assign(d, state);
    saved.files.forEach(restoreRecords);
    this.pipes.length = saved.pipes.length;
    this.pipes.forEach((p, i) => Object.assign(p, { ...saved.pipes[i]!, chunks: saved.pipes[i]!.chunks.slice() }));
  }

  hash(into: (item: number | string) => void): void {
    this.table.forEach((d, fd) => {
      if (d !== null) {
        into(fd);
        into(d.path);
        into(d.descriptors);
        into(Number(d.inheritable) + 2 * Number(d.blocking));
      }
    });
    for (const p of this.pipes) {
      into(p.readers);
      into(p.writers);
      for (const chunk of p.chunks) for (const byte of chunk) into(byte);
    }
  }
}
