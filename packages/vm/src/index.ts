export * from "./host.ts";
export { errnoOf, strerror } from "./host-errors.ts";
export { encodeUtf8, type MemoryHost, type MemoryHostOptions, memoryHost } from "./host-memory.ts";
