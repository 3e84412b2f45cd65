import { fstatSync, writeSync } from "node:fs";
import { isTerminal } from "@vivarium/host-node";
import { errnoOf, type FileStatus, HostFailure, type OpenFile } from "@vivarium/vm";

/**
 * Standard output or error of the process. Unlike any other file it may be shared with other processes when it is a regular file
 * (`>> log`, a shell's redirected loop), so what is written goes where the descriptor's own position is.
 */
export class ProcessOutput implements OpenFile {
  private readonly fd: 1 | 2;

  constructor(fd: 1 | 2) {
    this.fd = fd;
  }

  read(_max: number): HostFailure {
    return new HostFailure(errnoOf("EBADF"));
  }

  write(bytes: Uint8Array): number | "would-block" | HostFailure {
    try {
      return writeSync(this.fd, bytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === "EAGAIN" ? "would-block" : new HostFailure(errnoOf(code ?? "EIO"));
    }
  }

  seek(_offset: number, _whence: number): HostFailure {
    return new HostFailure(errnoOf("ESPIPE"));
  }

  truncate(_size: number): HostFailure {
    return new HostFailure(errnoOf("EINVAL"));
  }

  status(): FileStatus | HostFailure {
    try {
      const s = fstatSync(this.fd, { bigint: true });
      const numbers = {
        mode: Number(s.mode),
        ino: Number(s.ino),
        dev: Number(s.dev),
        nlink: Number(s.nlink),
        uid: Number(s.uid),
      };
      return { ...numbers, gid: Number(s.gid), size: Number(s.size), atime: s.atimeNs, mtime: s.mtimeNs, ctime: s.ctimeNs };
    } catch {
      return new HostFailure(errnoOf("EBADF"));
    }
  }

  isTerminal(): boolean {
    return isTerminal(this.fd);
  }

  close(): null {
    return null;
  }
}

/** The process's output streams, those that are open. */
export function processOutputs(): Map<number, OpenFile> {
  const streams = new Map<number, OpenFile>();
  for (const fd of [1, 2] as const) {
    const stream = new ProcessOutput(fd);
    if (!(stream.status() instanceof HostFailure)) streams.set(fd, stream);
  }
  return streams;
}
