import type { Era } from "../era.ts";

/** CPython 3.9: Python/ceval.c _PyEval_EvalFrameDefault (DISPATCH against FAST_DISPATCH), Python/ceval_gil.h */
export const cpython3_9: Era = {
  name: "3.9",
  summary: "a waiter asks after 5 ms; the holder looks after almost every instruction",
  checkpoints: ["after-most-instructions", "frame-entry", "handler-entry"],
  notBefore: ["SETUP_FINALLY", "SETUP_WITH", "BEFORE_ASYNC_WITH", "YIELD_FROM"],
  handOff: { kind: "request", interval: 5_000_000 },
};
