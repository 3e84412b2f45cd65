import { formatAudit } from "@vivarium/heap";
import { describe, expect, it } from "vitest";
import { auditVM } from "../../src/audit/audit-vm.ts";
import { prepare } from "../run-python.ts";
import { knownDifferences } from "./known-differences.ts";
import { readProbes, recordedProbes } from "./probes.ts";

describe("reference counts are CPython's", () => {
  const recorded = recordedProbes();
  for (const { name, source } of readProbes()) {
    it(name, () => {
      const { vm, stdout } = prepare(source);
      vm.runSlice(1_000_000);
      if (name in knownDifferences) expect(stdout()).not.toBe(recorded[name]);
      else expect(stdout()).toBe(recorded[name]);
      const report = auditVM(vm);
      expect(report.clean ? "clean" : formatAudit(report)).toBe("clean");
    });
  }
});
