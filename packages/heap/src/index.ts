export * from "./generations.ts";
export { Extra, epoch, extra, HeapObject, incref, type Layout, newRef, setEpoch, touch, touchPayload } from "./header.ts";
export * from "./journal.ts";
export { type DeathClient, RefCounts, type SuspendedDeath } from "./refcount.ts";
