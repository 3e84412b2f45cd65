import { fstatSync } from "node:fs";

/** Linux's number for /dev/null, /dev/zero and the like. */
const MEMORY_DEVICES = 1;

/** Is descriptor `fd` a terminal. Node's own module for it brings sockets along, so only a device that could be one asks it. */
export function isTerminal(fd: number): boolean {
  try {
    const status = fstatSync(fd);
    if (!status.isCharacterDevice() || (process.platform === "linux" && status.rdev >> 8 === MEMORY_DEVICES)) return false;
    return process.getBuiltinModule("node:tty").isatty(fd);
  } catch {
    return false;
  }
}
