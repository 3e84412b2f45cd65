/**
 * Where running code looks whether it must let go of the GIL, as kinds of rules. The client maps them to its own instructions
 * (the VM: by the opcode table); this package only carries them.
 */
export type CheckpointRule =
  /** After every instruction, except those of the era's short list of cheap ones, and unless the next one is in `notBefore`. */
  | "after-most-instructions"
  /** Before every instruction except the cheap ones: each counts a tick, and only a tick that ends a period is a check. */
  | "tick-per-instruction"
  /** At the entry of a frame. */
  | "frame-entry"
  /** At the entry of an exception handler. */
  | "handler-entry"
  /** At a RESUME whose operand is below 2: start of a function, after a yield. */
  | "resume-below-2"
  /** After a jump that was taken, forwards or backwards (absolute jumps included). */
  | "jump-taken"
  /** After a backward jump that was taken. */
  | "jump-taken-backwards"
  /** After a call to native code returned; calls whose specialized form has no check are left out. */
  | "after-native-callee"
  /** After any call returned. */
  | "after-any-callee";

/** CPython 3.2 and later: who waits asks, after an interval; who holds lets go at its next checkpoint. */
export interface RequestRule {
  readonly kind: "request";
  /** ns a waiter waits before it asks (`sys.setswitchinterval`). */
  readonly interval: number;
}

/** CPython 2: the holder lets go by itself at every check, and takes the lock again at once. */
export interface TickRule {
  readonly kind: "ticks";
  /** `sys.setcheckinterval`: the ticker restarts from here, so a check comes every `checkInterval + 1` ticks. */
  readonly checkInterval: number;
}

export type HandOffRule = RequestRule | TickRule;

/** The GIL protocol of one version of CPython, as data. Who runs next is decided from it in hand-off.ts. */
export interface Era {
  /** "2.7", "3.9", "3.11". */
  readonly name: string;
  /** One sentence for people. */
  readonly summary: string;
  readonly checkpoints: readonly CheckpointRule[];
  /** No check when the next instruction is one of these, by CPython's opcode names. */
  readonly notBefore: readonly string[];
  readonly handOff: HandOffRule;
}
