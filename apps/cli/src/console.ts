import { writeSync } from "node:fs";

/** Where a command's own output goes. What the Python program writes does not come through here. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Characters a line of standard output. */
  readonly columns: number;
}

/** Nobody reads any more: whoever called us has seen enough. */
export class BrokenPipe extends Error {
  override name = "BrokenPipe";
}

/** Writes all of it before it comes back, so that nothing is lost when the process ends. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") throw new BrokenPipe("broken pipe");
      // A pipe that is full and does not block: wait a little, without turning the event loop.
      if (code === "EAGAIN") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      else throw error;
    }
  }
}

/** The process's own streams. */
export const processConsole: Console = {
  out: (text) => writeAll(1, text),
  err: (text) => writeAll(2, text),
  get columns() {
    return process.stdout.columns ?? 100;
  },
};

/** Keeps what is written, for tests and for whoever runs a command inside a program. */
export class CapturedConsole implements Console {
  stdout = "";
  stderr = "";
  readonly columns: number;

  constructor(columns = 100) {
    this.columns = columns;
  }

  out(text: string): void {
    this.stdout += text;
  }

  err(text: string): void {
    this.stderr += text;
  }
}
