import { readFileSync } from "node:fs";
import { restoreRecords, saveRecords } from "@vivarium/heap";
import { expect, test } from "vitest";
import { Timsort } from "../../../src/objects/list/timsort.ts";

interface Recorded {
  data: number[];
  stop: number | null;
  comparisons: number;
  checksum: number;
  order: number[];
}

const cases = JSON.parse(readFileSync(new URL("../../recorded/sorts.json", import.meta.url), "utf8")) as Recorded[];

function sort(sorter: Timsort, { data, stop }: Recorded): Pick<Recorded, "comparisons" | "checksum" | "order"> {
  let comparisons = 0;
  let checksum = 0;
  let less = false;
  while (sorter.advance(less)) {
    const { left, right } = sorter.question;
    comparisons++;
    for (const place of [left, right]) checksum = (checksum * 31 + place) % 1000003;
    if (stop !== null && comparisons > stop) {
      sorter.abandon();
      break;
    }
    less = data[left]! < data[right]!;
  }
  return { comparisons, checksum, order: sorter.items };
}

test.each(cases.map((c, i) => [i, c] as const))("case %i compares what CPython compares", (_i, c) => {
  const { comparisons, checksum, order } = c;
  expect(sort(new Timsort(c.data.length), c)).toEqual({ comparisons, checksum, order });
});

test("put back to the middle, it goes on as it did", () => {
  const data = cases.find((c) => c.data.length === 400 && c.stop === null)!.data;
  const sorter = new Timsort(data.length);
  const answer = (): boolean => data[sorter.question.left]! < data[sorter.question.right]!;
  let less = false;
  for (let k = 0; k < 1000; k++) {
    sorter.advance(less);
    less = answer();
  }
  const saved = saveRecords(sorter);
  const middle = less;
  while (sorter.advance(less)) less = answer();
  const items = sorter.items.slice();
  restoreRecords(saved);
  expect(sorter.items).not.toEqual(items);
  less = middle;
  while (sorter.advance(less)) less = answer();
  expect(sorter.items).toEqual(items);
});
