import { KEYS, QUANTUM } from "../costs/native-work.ts";

/** What the eval loop looks at besides the thread: limits of the present run, and the price of instructions. One a VM. */
export class EvalState {
  /** Stop at the first checkpoint at which the thread's cost (ps) is at least this. */
  limit: number = Infinity;
  /** Stop at the n-th checkpoint from here. */
  checkpoints: number = Infinity;
  /** Picoseconds of each opcode. */
  readonly costs: Float64Array = new Float64Array(256).fill(10000);
  /** Picoseconds of the work of built-ins; see costs/native-work.ts. */
  readonly work: Float64Array = new Float64Array(KEYS);
  /** ps that built-ins may still take in this run before they pause. */
  quantum: number = QUANTUM;
  /** The last conditional jump tested something that is neither True nor False (older eras look at the eval breaker then). */
  testedNoBool = false;
  /** The instruction, in code units, at whose checkpoint the last run stopped. */
  at = 0;
  /** There are pending signals: the main thread's next checkpoint stops. */
  interrupted = false;
}
