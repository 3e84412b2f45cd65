import { describe, expect, it } from "vitest";
import { differences, type RecordedCase, recordedCases } from "./recorded.ts";

/** One test for each operation of a type: all its recorded calls. */
for (const type of ["int", "float", "complex", "str"]) {
  describe(`${type} answers as CPython 3.11.7 did`, () => {
    const byOperation = new Map<string, RecordedCase[]>();
    for (const recordedCase of recordedCases(type)) {
      const list = byOperation.get(recordedCase[0]) ?? [];
      list.push(recordedCase);
      byOperation.set(recordedCase[0], list);
    }
    for (const [operation, cases] of byOperation) {
      it(operation, () => {
        expect(differences(cases)).toEqual([]);
      });
    }
  });
}
