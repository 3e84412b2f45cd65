import { HeapObject } from "./header.ts";

/*
 * What hangs off an object without being an object.
 *
 * A payload, a frame, a module's state is a record: an instance of some class, a plain object, an array, a map, a set, a typed array, with
 * more of them inside. Saving one saves everything in it, as far as nobody else answers for it: managed objects save themselves, and so does a class that
 * says so. Restoring writes into the same records, so that whoever holds one of them still holds the right one.
 *
 * By reflection, because a list of fields is what somebody forgets to extend.
 */

/** What a class says of its records, by getters of its prototype. */
export interface RecordClass {
  /** Somebody saves these records, or they never change: a walk through the record that holds one stops there. */
  readonly savesItself?: boolean;
  /** The names of fields that are computed from the others, when needed: neither saved nor hashed. */
  readonly derivedFields?: readonly string[];
}

/** The state of one record. */
interface SavedRecord {
  readonly record: object;
  /** What was in it: items, entries, or values of `keys`. */
  readonly contents: readonly unknown[] | ArrayBufferView;
  readonly keys: readonly string[] | null;
}

/** The state of a record and all that is in it; never changed afterwards. */
export type SavedRecords = readonly SavedRecord[];

type Fields = Record<string, unknown>;

function isBoundary(value: object): boolean {
  return value instanceof HeapObject || (value as RecordClass).savesItself === true;
}

function savedKeys(record: Fields): string[] {
  const keys = Object.keys(record);
  const derived = (record as RecordClass).derivedFields;
  return derived === undefined ? keys : keys.filter((key) => !derived.includes(key));
}

function isView(value: object): value is Uint8Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function saveOne(record: object): SavedRecord {
  if (Array.isArray(record)) return { record, contents: record.slice(), keys: null };
  if (record instanceof Map) return { record, contents: [...record], keys: null };
  if (record instanceof Set) return { record, contents: [...record], keys: null };
  if (isView(record)) return { record, contents: record.slice(), keys: null };
  const keys = savedKeys(record as Fields);
  return { record, contents: keys.map((key) => (record as Fields)[key]), keys };
}

/** Saves `root`, boundary or not, and the records in it down to the boundaries. */
export function saveRecords(root: object): SavedRecords {
  const saved: SavedRecord[] = [];
  const seen = new Set<object>();
  const meet = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value) || isBoundary(value)) return;
    add(value);
  };
  const add = (record: object): void => {
    seen.add(record);
    const one = saveOne(record);
    saved.push(one);
    if (Array.isArray(one.contents)) for (const item of one.contents) meetItem(item, record, meet);
  };
  add(root);
  return saved;
}

/** Entries of a map are pairs made for the occasion. */
function meetItem(item: unknown, record: object, meet: (value: unknown) => void): void {
  if (record instanceof Map) for (const part of item as [unknown, unknown]) meet(part);
  else meet(item);
}

/** Puts every record back to what it was when saved; the same `saved` may be used again. */
export function restoreRecords(saved: SavedRecords): void {
  for (const { record, contents, keys } of saved) restoreOne(record, contents, keys);
}

function restoreOne(record: object, contents: SavedRecord["contents"], keys: SavedRecord["keys"]): void {
  const items = contents as readonly unknown[];
  if (Array.isArray(record)) {
    record.length = items.length;
    for (let i = 0; i < items.length; i++) record[i] = items[i];
  } else if (record instanceof Map) {
    record.clear();
    for (const [key, value] of items as [unknown, unknown][]) record.set(key, value);
  } else if (record instanceof Set) {
    record.clear();
    for (const item of items) record.add(item);
  } else if (isView(record)) record.set(contents as Uint8Array);
  else restoreFields(record as Fields, items, keys!);
}

function restoreFields(record: Fields, values: readonly unknown[], keys: readonly string[]): void {
  const now = savedKeys(record);
  const same = now.length === keys.length && now.every((key, i) => key === keys[i]);
  if (!same) for (const key of now) if (!keys.includes(key)) delete record[key];
  for (let i = 0; i < keys.length; i++) (record as Record<string, unknown>)[keys[i]!] = values[i];
}

/** Takes one number or string into a digest. */
export type HashSink = (item: number | string) => void;

/** Takes the identity of an object, a function, a symbol into a digest: the same one, the same number. */
export type IdentitySink = (item: object) => void;

const UNDEFINED = -101;
const NULL = -102;
const RECORD = -103;
const MET = -104;

/** Feeds `root`, boundary or not, and the records in it: values to `into`, what is beyond the boundaries to `identity`. */
export function hashRecords(root: unknown, into: HashSink, identity: IdentitySink): void {
  const seen = new Map<object, number>();
  const feed = (value: unknown): void => {
    if (typeof value === "number" || typeof value === "string") into(value);
    else if (typeof value === "bigint" || typeof value === "boolean") into(String(value));
    else if (value === undefined) into(UNDEFINED);
    else if (value === null) into(NULL);
    else if (typeof value !== "object" || isBoundary(value)) identity(value as object);
    else record(value);
  };
  const record = (value: object): void => {
    const known = seen.get(value);
    into(known === undefined ? RECORD : MET);
    if (known !== undefined) {
      into(known);
      return;
    }
    seen.set(value, seen.size);
    const { contents, keys } = saveOne(value);
    into((contents as readonly unknown[]).length);
    if (keys !== null) for (const key of keys) into(key);
    if (value instanceof Map) for (const entry of contents as [unknown, unknown][]) entry.forEach(feed);
    else for (const item of contents as readonly unknown[]) feed(item);
  };
  if (typeof root === "object" && root !== null && !(root instanceof HeapObject)) record(root);
  else feed(root);
}
