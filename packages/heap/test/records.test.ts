import { describe, expect, it } from "vitest";
import { HeapObject, hashRecords, type Layout, restoreRecords, saveRecords } from "../src/index.ts";

const layout: Layout = {
  leaf: true,
  container: false,
  traverse() {},
  clear: () => [],
  save: () => null,
  restore() {},
};

/** The items that a record is hashed to. */
function fed(record: unknown): (string | number)[] {
  const items: (string | number)[] = [];
  const met: object[] = [];
  hashRecords(
    record,
    (item) => items.push(item),
    (item) => {
      if (!met.includes(item)) met.push(item);
      items.push(`#${met.indexOf(item)}`);
    },
  );
  return items;
}

describe("saveRecords", () => {
  it("puts back fields, items, entries and bytes, in the same records", () => {
    const inner = { n: 1 };
    const record = { list: [inner], map: new Map([["a", inner]]), set: new Set([1]), bytes: Uint8Array.of(1, 2) };
    const { list, map, set, bytes } = record;
    const saved = saveRecords(record);
    inner.n = 2;
    list.push({ n: 3 });
    map.clear();
    set.add(2);
    bytes[0] = 9;
    record.list = [];
    restoreRecords(saved);
    expect(record.list).toBe(list);
    expect(record).toEqual({ list: [{ n: 1 }], map: new Map([["a", inner]]), set: new Set([1]), bytes: Uint8Array.of(1, 2) });
    expect(list[0]).toBe(inner);
  });

  it("takes back fields that came and went", () => {
    const record: Record<string, number> = { a: 1, b: 2 };
    const saved = saveRecords(record);
    delete record.a;
    record.c = 3;
    restoreRecords(saved);
    expect(record).toEqual({ a: 1, b: 2 });
  });

  it("can be put back more than once", () => {
    const record = { list: [1] };
    const saved = saveRecords(record);
    for (let i = 0; i < 2; i++) {
      record.list.push(2);
      restoreRecords(saved);
      expect(record.list).toEqual([1]);
    }
  });

  it("follows a record that holds itself", () => {
    const record: { self: unknown; n: number } = { self: null, n: 1 };
    record.self = record;
    const saved = saveRecords(record);
    record.n = 2;
    restoreRecords(saved);
    expect(record.n).toBe(1);
  });

  it("stops at objects, and at records that somebody else saves", () => {
    class Other {
      n = 1;
      get savesItself(): boolean {
        return true;
      }
    }
    const o = new HeapObject(layout, [1]);
    const other = new Other();
    const saved = saveRecords({ o, other });
    o.v.push(2);
    other.n = 2;
    restoreRecords(saved);
    expect([o.v, other.n]).toEqual([[1, 2], 2]);
  });

  it("leaves out what is derived", () => {
    class Cached {
      n = 1;
      cache = 1;
      get derivedFields(): readonly string[] {
        return ["cache"];
      }
    }
    const record = new Cached();
    const saved = saveRecords(record);
    record.n = record.cache = 2;
    restoreRecords(saved);
    expect([record.n, record.cache]).toEqual([1, 2]);
  });
});

describe("hashRecords", () => {
  it("tells values, shapes and identities apart", () => {
    const one = new HeapObject(layout, 1);
    const two = new HeapObject(layout, 1);
    expect(fed([one, one])).not.toEqual(fed([one, two]));
    expect(fed([1])).not.toEqual(fed(["1"]));
    expect(fed({ a: null })).not.toEqual(fed({ a: undefined }));
    expect(fed([[1], [1]])).not.toEqual(fed(Array(2).fill([1])));
  });

  it("does not depend on which objects they are", () => {
    const pair = (): unknown[] => {
      const o = new HeapObject(layout, 1);
      return [o, { o }, 1n, true];
    };
    expect(fed(pair())).toEqual(fed(pair()));
  });
});
