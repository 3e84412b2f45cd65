import * as fs from "node:fs";
import { errnoOf, type FileStatus, HostFailure, type OpenFile } from "@vivarium/vm";
import { isTerminal } from "./is-terminal.ts";
import { attempt, failureOf } from "./node-failure.ts";
import { NodeFile, statusOf } from "./node-files.ts";

/** What both directions have in common. */
abstract class StandardStream {
  protected readonly fd: number;

  constructor(fd: number) {
    this.fd = fd;
  }

  seek(): HostFailure {
    return new HostFailure(errnoOf("ESPIPE"));
  }

  truncate(): HostFailure {
    return new HostFailure(errnoOf("EINVAL"));
  }

  status(): FileStatus | HostFailure {
    return attempt(() => statusOf(fs.fstatSync(this.fd, { bigint: true })));
  }

  isTerminal(): boolean {
    return isTerminal(this.fd);
  }

  close(): null {
    return null;
  }
}

/** Standard output and error: written at once. */
export class OutputStream extends StandardStream implements OpenFile {
  read(): HostFailure {
    return new HostFailure(errnoOf("EBADF"));
  }

  write(bytes: Uint8Array): number | "would-block" | HostFailure {
    try {
      return fs.writeSync(this.fd, bytes);
    } catch (error) {
      const failure = failureOf(error);
      return failure.errno === errnoOf("EAGAIN") ? "would-block" : failure;
    }
  }
}

/** A terminal or a pipe on standard input: Node's stream collects, and is started by the first read. */
export class InputStream extends StandardStream implements OpenFile {
  private chunks: Buffer[] = [];
  private ended = false;
  private started = false;
  private waiting: (() => void)[] = [];

  /** Input comes when it comes: what was read is not given back. */
  get savesItself(): true {
    return true;
  }

  read(max: number): Uint8Array | "would-block" | "eof" {
    this.start();
    const first = this.chunks[0];
    if (first === undefined) return this.ended ? "eof" : "would-block";
    const part = first.subarray(0, max);
    if (part.length === first.length) this.chunks.shift();
    else this.chunks[0] = first.subarray(part.length);
    if (this.chunks.length === 0 && !this.ended) process.stdin.resume();
    return Uint8Array.from(part);
  }

  write(): HostFailure {
    return new HostFailure(errnoOf("EBADF"));
  }

  /** Resolves when a read has something to give. */
  ready(): Promise<void> {
    this.start();
    if (this.chunks.length > 0 || this.ended) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Lets the process end although nobody has read everything. */
  stop(): void {
    if (this.started) process.stdin.pause();
  }

  private start(): void {
    if (this.started) return;
    this.started = true;
    const wake = (): void => {
      for (const resolve of this.waiting.splice(0)) resolve();
    };
    process.stdin.on("data", (chunk: Buffer) => {
      this.chunks.push(chunk);
      process.stdin.pause();
      wake();
    });
    const end = (): void => {
      this.ended = true;
      wake();
    };
    process.stdin.on("end", end);
    process.stdin.on("error", end);
    process.stdin.on("close", end);
  }
}

/** What is under descriptor `fd`; null when it is closed. */
export function standardStream(fd: 0 | 1 | 2): OpenFile | null {
  const stat = attempt(() => fs.fstatSync(fd));
  if (stat instanceof HostFailure) return null;
  // Output goes to where the descriptor's own offset is: standard error may share it.
  if (fd !== 0) return new OutputStream(fd);
  if (stat.isFile() || (stat.isCharacterDevice() && !isTerminal(0))) return new NodeFile(0, fs.constants.O_RDONLY);
  return new InputStream(0);
}
