import type { Era } from "../era.ts";

/**
 * CPython 2.7: Python/ceval.c PyEval_EvalFrameEx, `_Py_Ticker` and `_Py_CheckInterval`.
 *
 * The ticker is one for all threads. It counts down at every instruction that goes through the top of the loop and, once
 * below zero, is set to the check interval again: with 100 that makes a period of 101. At a check the lock is released and
 * acquired again at once, so nothing moves unless another thread gets in between.
 */
export const cpython2_7: Era = {
  name: "2.7",
  summary: "every 101 ticks the holder releases the GIL and takes it again at once",
  checkpoints: ["tick-per-instruction"],
  notBefore: ["SETUP_FINALLY"],
  handOff: { kind: "ticks", checkInterval: 100 },
};
