import type { Era } from "../era.ts";

/** CPython 3.11: Python/ceval.c CHECK_EVAL_BREAKER and its uses, Python/ceval_gil.c */
export const cpython3_11: Era = {
  name: "3.11",
  summary: "a waiter asks after 5 ms; the holder looks at function starts, backward jumps and after certain native calls",
  checkpoints: ["resume-below-2", "jump-taken-backwards", "after-native-callee"],
  notBefore: [],
  handOff: { kind: "request", interval: 5_000_000 },
};
