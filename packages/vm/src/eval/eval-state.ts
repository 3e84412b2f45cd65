/** What the eval loop looks at besides the thread: limits of the present run, and the price of instructions. One a VM. */
export class EvalState {
  /** Stop at the first checkpoint at which the thread's cost (ps) is at least this. */
  limit: number = Infinity;
  /** Stop at the n-th checkpoint from here. */
  checkpoints: number = Infinity;
  /** Picoseconds of each opcode. */
  readonly costs: Float64Array = new Float64Array(256).fill(10000);
  /** The last conditional jump tested something that is neither True nor False (older eras look at the eval breaker then). */
  testedNoBool = false;
  /** Something outside the program asks for attention (a signal): the next checkpoint stops. */
  interrupted = false;
}
