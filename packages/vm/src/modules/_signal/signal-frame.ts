import type { Resumption } from "@vivarium/gil";
import { NativeFrame } from "../../eval/frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type Result } from "../../object.ts";
import { raiseException } from "../../objects/exceptions/raise.ts";
import { hasHandlers, raiseSignal } from "./state.ts";

const SIGINT = 2;

/** Runs the handlers of the signals that have come, one after the other. CPython 3.11: Modules/signalmodule.c _PyErr_CheckSignalsTstate */
export class SignalFrame extends NativeFrame {
  /** Why the thread runs again: a wait below must still find it when handlers have waited for something else. */
  resumption: Resumption;

  constructor(resumption: Resumption) {
    super();
    this.resumption = resumption;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      vm.thread.resumption = this.resumption;
      const signal = vm.pendingSignals[0];
      vm.evalState.interrupted = signal !== undefined;
      if (got === null) return null;
      if (got !== OK) vm.counts.decref(got);
      if (signal === undefined) return OK;
      vm.pendingSignals.shift();
      vm.evalState.interrupted = vm.pendingSignals.length > 0;
      vm.client.refresh();
      got = handle(vm, signal);
    }
  }
}

function handle(vm: VM, signal: number): Result {
  // Before the signal module is there, Ctrl-C does what its default handler would.
  if (signal === SIGINT && !hasHandlers(vm)) return raiseException(vm, vm.T.KeyboardInterrupt, []);
  return raiseSignal(vm, signal);
}
