import { fstatSync } from "node:fs";

/** Is descriptor `fd` a terminal. Node's own module for it brings sockets along, so only a character device asks it. */
export function isTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule("node:tty").isatty(fd);
  } catch {
    return false;
  }
}
