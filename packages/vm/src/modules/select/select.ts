import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { sequenceTuple } from "../../eval/iterate.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import { HostFailure } from "../../host.ts";
import { EBADF } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { raiseFailure } from "../_io/descriptors.ts";
import { POLLERR, POLLHUP, POLLIN, POLLOUT, POLLPRI, readinessOf } from "../_io/readiness.ts";
import { fileDescriptor } from "../posix/arguments.ts";
import { ReadyFrame, timeoutArgument } from "./wait.ts";

/** What makes a descriptor of each of the three sequences ready. */
const wanted: readonly number[] = [POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI];
const FD_SETSIZE = 1024;

/** The sequences as tuples, then the descriptor of each member. */
class SelectArguments extends NativeFrame {
  given: PyObject[];
  timeout: PyObject | null;
  tuples: PyObject[] = [];
  descriptors: number[][] = [[], [], []];
  stage: "sequences" | "descriptors" | "timeout" | "running" = "sequences";

  constructor(lists: PyObject[], timeout: PyObject | null) {
    super();
    this.given = lists.map((o) => newRef(o));
    this.timeout = timeout === null ? null : newRef(timeout);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return this.failed(vm);
      if (this.stage === "running") return got;
      if (got !== OK && !this.take(vm, got)) return null;
      got = this.next(vm);
      if (got === PENDING) return got;
    }
  }

  private failed(vm: VM): Result {
    if (this.stage !== "sequences" || !vm.exceptionMatches(vm.T.TypeError)) return null;
    vm.clearException();
    return vm.raise(vm.T.TypeError, "arguments 1-3 must be sequences");
  }

  private take(vm: VM, value: PyObject): boolean {
    if (this.stage === "sequences") {
      this.tuples.push(value);
      return true;
    }
    const n = Number(value.v);
    vm.counts.decref(value);
    if (this.stage === "timeout") {
      if (n < 0 && this.timeout !== null && this.timeout !== vm.none) {
        vm.raise(vm.T.ValueError, "timeout must be non-negative");
        return false;
      }
      this.until = n;
      return true;
    }
    if (n >= FD_SETSIZE) {
      vm.raise(vm.T.ValueError, "filedescriptor out of range in select()");
      return false;
    }
    this.descriptors.find((list, i) => list.length < this.members(i).length)!.push(n);
    return true;
  }

  until = -2;

  private members(i: number): PyObject[] {
    return this.tuples[i]!.v as PyObject[];
  }

  private next(vm: VM): Result {
    if (this.tuples.length < 3) return sequenceTuple(vm, this.given[this.tuples.length]!);
    if (this.until === -2) {
      this.stage = "timeout";
      return timeoutArgument(vm, this.timeout, 1e9, "timeout must be a float or None");
    }
    this.stage = "descriptors";
    for (let i = 0; i < 3; i++) {
      const done = this.descriptors[i]!.length;
      if (done < this.members(i).length) return fileDescriptor(vm, this.members(i)[done]!);
    }
    this.stage = "running";
    return startFrame(vm, new SelectFrame(vm, this.tuples, this.descriptors, this.until));
  }
}

/** Waits until a descriptor is ready. CPython 3.11: Modules/selectmodule.c select_select_impl */
class SelectFrame extends ReadyFrame {
  tuples: PyObject[];
  descriptors: number[][];
  broken = false;

  constructor(vm: VM, tuples: PyObject[], descriptors: number[][], timeout: number) {
    super(vm, "select()", timeout);
    this.tuples = tuples.map((o) => newRef(o));
    this.descriptors = descriptors;
  }

  override step(vm: VM): Result {
    const r = super.step(vm);
    return this.broken ? raiseFailure(vm, new HostFailure(EBADF)) : r;
  }

  ask(vm: VM, changes: object[]): PyObject | null {
    const ready: PyObject[][] = [[], [], []];
    for (let i = 0; i < 3; i++)
      for (const [k, fd] of this.descriptors[i]!.entries()) {
        const state = readinessOf(vm, fd);
        if (state === null) {
          this.broken = true;
          return vm.none;
        }
        if (state.change !== null) changes.push(state.change);
        if ((state.ready & wanted[i]!) !== 0) ready[i]!.push((this.tuples[i]!.v as PyObject[])[k]!);
      }
    return ready.some((list) => list.length > 0) ? answer(vm, ready) : null;
  }

  nothing(vm: VM): PyObject {
    return answer(vm, [[], [], []]);
  }
}

function answer(vm: VM, ready: readonly PyObject[][]): PyObject {
  return vm.newTuple(ready.map((list) => vm.newList(list.map((o) => newRef(o)))));
}

export function select(vm: VM, _m: PyObject, r: PyObject, w: PyObject, x: PyObject, timeout: PyObject | null): Result {
  return then(vm, startFrame(vm, new SelectArguments([r, w, x], timeout)), (_vm, value) => value);
}
