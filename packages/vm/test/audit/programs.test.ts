import { readFileSync } from "node:fs";
import { formatAudit } from "@vivarium/heap";
import { describe, expect, it } from "vitest";
import { auditVM } from "../../src/audit/audit-vm.ts";
import { prepare } from "../run-python.ts";
import { readPrograms } from "./programs.ts";

/** What CPython 3.11.7 prints; see tools/record-audit-programs.py. */
const recorded = (
  JSON.parse(readFileSync(new URL("../recorded/audit-programs.json", import.meta.url), "utf8")) as {
    stdout: Record<string, string>;
  }
).stdout;

/** Programs that run long: they are looked at less often. */
const MANY_INSTRUCTIONS = 4000;

const text = (report: Parameters<typeof formatAudit>[0]): string => (report.clean ? "clean" : formatAudit(report));

describe("counts", () => {
  it("are right after start-up", () => {
    const { vm } = prepare("");
    expect(text(auditVM(vm))).toBe("clean");
  });

  for (const { name, source } of readPrograms()) {
    it(`${name}: prints what CPython prints, and every count is right at the end`, () => {
      const { vm, stdout } = prepare(source);
      vm.runSlice(1_000_000);
      expect(stdout()).toBe(recorded[name]);
      expect(text(auditVM(vm))).toBe("clean");
    });

    it(`${name}: every count is right at stops inside`, () => {
      const { vm } = prepare(source);
      const found: string[] = [];
      let executed = 0;
      vm.observed = true;
      vm.observer = (frame, opcode) => {
        executed++;
        // Prime steps, so that loops are met at different places.
        const every = executed < MANY_INSTRUCTIONS ? 13 : 1009;
        if (found.length > 0 || executed % every !== 0) return true;
        const report = auditVM(vm);
        if (!report.clean) found.push(`line ${frame.code.lineOf(frame.pc)}, opcode ${opcode}: ${formatAudit(report)}`);
        return true;
      };
      vm.runSlice(1_000_000);
      expect(found).toEqual([]);
    });
  }
});
