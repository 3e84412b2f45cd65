/** The world outside, as the VM sees it. Everything is synchronous and nothing blocks. */
export interface Host {
  /** Writes to a standard stream: 1 or 2. */
  write(fd: number, bytes: Uint8Array): void;
}
