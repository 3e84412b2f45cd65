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
  /** The sequences: a list as it is, which may change meanwhile. */
  tuples: PyObject[] = [];
  descriptors: number[][] = [[], [], []];
  /** The members that the descriptors belong to, owned. */
  members: PyObject[][] = [[], [], []];
  until = -2;
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

  override traverse(visit: (child: PyObject) => void): void {
    super.traverse(visit);
    for (const list of this.members) for (const o of list) visit(o);
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
    this.descriptors.find((list, i) => list.length < this.members[i]!.length)!.push(n);
    return true;
  }

  private next(vm: VM): Result {
    if (this.tuples.length < 3) {
      const given = this.given[this.tuples.length]!;
      return given.type === vm.T.list ? newRef(given) : sequenceTuple(vm, given);
    }
    if (this.until === -2) {
      this.stage = "timeout";
      return timeoutArgument(vm, this.timeout, 1e9, "timeout must be a float or None");
    }
    this.stage = "descriptors";
    for (let i = 0; i < 3; i++) {
      const done = this.descriptors[i]!.length;
      const items = this.tuples[i]!.v as PyObject[];
      if (done >= items.length) continue;
      this.members[i]!.push(newRef(items[done]!));
      return fileDescriptor(vm, items[done]!);
    }
    this.stage = "running";
    const tuples = this.members.map((list) => vm.newTuple(list));
    this.members = [[], [], []];
    const r = startFrame(vm, new SelectFrame(vm, tuples, this.descriptors, this.until));
    vm.counts.decrefAll(tuples);
    return r;
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
