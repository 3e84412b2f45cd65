import { CostModel } from "@vivarium/meter";
import { cpython_3_9 } from "./cpython-3.9.gen.ts";
import { cpython_3_11 } from "./cpython-3.11.gen.ts";

/**
 * What an instruction costs under an era of the GIL, in picoseconds, by opcode number (256 of them, specialized ones as their base).
 *
 * There are two measured models. Eras from 3.11 on have 3.11's. Earlier ones have 3.9's: 3.2 to 3.10 because their loops are of the
 * same kind (no specialization), and 2.7 borrows it as the nearest that was measured.
 */
export function opcodeCosts(era: string): Float64Array {
  return new CostModel(isAdaptive(era) ? cpython_3_11 : cpython_3_9).costs.slice(0, 256);
}

/** From 3.11 on; an era without a version (`none`) runs today's interpreter. */
function isAdaptive(era: string): boolean {
  const version = /^(\d+)\.(\d+)/.exec(era);
  if (version === null) return true;
  const major = Number(version[1]);
  return major > 3 || (major === 3 && Number(version[2]) >= 11);
}
