import { formatAudit } from "@vivarium/heap";
import type { VM } from "@vivarium/vm";
import { describe, expect, it } from "vitest";
import { auditVM } from "../packages/vm/src/audit/audit-vm.ts";
import { DisturbedRun, runUndisturbed } from "../packages/vm/test/journal/disturbed-run.ts";
import { casesInMemory, libraryInMemory } from "./in-memory.ts";

/** One program of so many; `tools/sweep-journal.ts` looks at all of them. */
const SAMPLE = 40;
const SEED = 20231204;
/** A prime, so that loops are met at different places. */
const AUDIT_EVERY = 7919;
const MOST_STEPS = 5_000_000;

const cases = casesInMemory(libraryInMemory());
const sample = (offset: number): typeof cases => cases.filter((_, i) => i % SAMPLE === offset);

/** What an audit finds at stops inside and at the end; the first finding only. */
function auditWhileRunning(vm: VM): string {
  let found = "";
  let executed = 0;
  vm.observed = true;
  vm.observer = () => {
    if (found === "" && ++executed % AUDIT_EVERY === 0) found = findings(vm);
    return true;
  };
  vm.runSlice(MOST_STEPS);
  return found === "" ? findings(vm) : found;
}

function findings(vm: VM): string {
  const report = auditVM(vm);
  return report.clean ? "" : formatAudit(report);
}

describe("every count is right at stops inside", () => {
  for (const [id, prepare] of sample(7)) it(id, () => expect(auditWhileRunning(prepare().vm)).toBe(""));
});

describe("undone, the state is what it was, and the run goes on as if nothing had been", () => {
  sample(11).forEach(([id, prepare], i) => {
    it(id, () => expect(new DisturbedRun(prepare, runUndisturbed(prepare), SEED + i, false).disturb(2)).toEqual([]));
  });
});
