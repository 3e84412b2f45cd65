import { errnoOf, type FileStatus, type Host, HostFailure, type OpenFile } from "@vivarium/vm";

/** A stream that keeps what is written to it; to the program it is a pipe. */
export class CapturedStream implements OpenFile {
  private readonly chunks: Buffer[] = [];

  read(_max: number): Uint8Array | "would-block" | "eof" | HostFailure {
    return new HostFailure(errnoOf("EBADF"));
  }

  write(bytes: Uint8Array): number {
    this.chunks.push(Buffer.from(bytes));
    return bytes.length;
  }

  seek(): HostFailure {
    return new HostFailure(errnoOf("ESPIPE"));
  }

  truncate(): HostFailure {
    return new HostFailure(errnoOf("EINVAL"));
  }

  status(): FileStatus {
    const none = { ino: 0, dev: 0, nlink: 1, uid: 0, gid: 0, size: 0, atime: 0n, mtime: 0n, ctime: 0n };
    return { mode: 0o010600, ...none };
  }

  isTerminal(): boolean {
    return false;
  }

  close(): null {
    return null;
  }

  text(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }
}

/** Standard input with this content, and then its end. */
export class GivenInput extends CapturedStream {
  private rest: Uint8Array;

  constructor(text: string) {
    super();
    this.rest = Buffer.from(text, "utf8");
  }

  override read(max: number): Uint8Array | "eof" {
    if (this.rest.length === 0) return "eof";
    const part = Uint8Array.from(this.rest.subarray(0, max));
    this.rest = this.rest.subarray(part.length);
    return part;
  }

  override write(): number {
    return 0;
  }
}

/** `host` with other standard streams; the descriptors that are not named stay. */
export function withStreams<H extends Host>(host: H, streams: ReadonlyMap<number, OpenFile>): H {
  return { ...host, standardStream: (fd: 0 | 1 | 2) => streams.get(fd) ?? host.standardStream(fd) };
}
