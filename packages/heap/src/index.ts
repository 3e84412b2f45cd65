export * from "./addresses.ts";
export { type AuditFinding, type AuditKind, type AuditOptions, type AuditReport, audit, formatAudit } from "./audit.ts";
export * from "./collection.ts";
export * from "./cycle-collector.ts";
export * from "./gc-queries.ts";
export * from "./generations.ts";
export * from "./graph.ts";
export * from "./graveyard.ts";
export {
  type Description,
  Extra,
  epoch,
  extra,
  HeapObject,
  incref,
  type Layout,
  newRef,
  setEpoch,
  touch,
  touchPayload,
} from "./header.ts";
export * from "./heap.ts";
export * from "./journal.ts";
export * from "./ledger.ts";
export { describe, describeShortly, type Edge, edgesOf, type HeapParts, type Root } from "./reachable.ts";
export * from "./records.ts";
export { type DeathClient, RefCounts, type SuspendedDeath } from "./refcount.ts";
export { stateHash } from "./snapshot.ts";
export { StateHasher } from "./state-hasher.ts";
export * from "./stats.ts";
export * from "./weakrefs.ts";
