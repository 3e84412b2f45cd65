import type { Era } from "../era.ts";
import { cpython2_7 } from "./cpython-2.7.ts";
import { cpython3_9 } from "./cpython-3.9.ts";
import { cpython3_11 } from "./cpython-3.11.ts";

/** Every era there is, oldest first. */
export const eras: readonly Era[] = [cpython2_7, cpython3_9, cpython3_11];

/** The era called `name`. Throws a RangeError that lists the names there are. */
export function eraNamed(name: string): Era {
  const era = eras.find((candidate) => candidate.name === name);
  if (era === undefined)
    throw new RangeError(`no era called ${JSON.stringify(name)}; there are ${eras.map((e) => e.name).join(", ")}`);
  return era;
}
