import type { VM } from "../interpreter.ts";
import { OK, type Result } from "../object.ts";

/** Calls what the atexit module has registered, the last one first. */
export function runAtexit(vm: VM): Result {
  return vm.runAtexit === null ? OK : vm.runAtexit();
}
