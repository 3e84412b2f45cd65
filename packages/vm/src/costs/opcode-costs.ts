import { CostModel } from "@vivarium/meter";
import { cpython_3_9 } from "./cpython-3.9.gen.ts";
import { cpython_3_11 } from "./cpython-3.11.gen.ts";
import { KEYS } from "./native-work.ts";

/**
 * What an instruction costs under an era of the GIL, in picoseconds, by opcode number (256 of them, specialized ones as their base).
 *
 * There are two measured models. Eras from 3.11 on have 3.11's. Earlier ones have 3.9's: 3.2 to 3.10 because their loops are of the
 * same kind (no specialization), and 2.7 borrows it as the nearest that was measured.
 */
export function opcodeCosts(era: string): Float64Array {
  return modelOf(era).costs.slice(0, 256);
}

/** What the work of built-ins costs, in picoseconds, by the keys of native-work.ts. Work that was not measured is free. */
export function workCosts(era: string): Float64Array {
  const data = modelOf(era).toData().costs;
  return Float64Array.from({ length: KEYS }, (_, key) => (key < 256 ? 0 : (data[String(key)] ?? 0)));
}

function modelOf(era: string): CostModel {
  return new CostModel(isAdaptive(era) ? cpython_3_11 : cpython_3_9);
}

/** From 3.11 on; an era without a version (`none`) runs today's interpreter. */
function isAdaptive(era: string): boolean {
  const version = /^(\d+)\.(\d+)/.exec(era);
  if (version === null) return true;
  const major = Number(version[1]);
  return major > 3 || (major === 3 && Number(version[2]) >= 11);
}
