import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame } from "../../eval/native-frame.ts";
import { failed, HostFailure } from "../../host.ts";
import { EAGAIN, EBADF } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { descriptorsOf, raiseFailure } from "../_io/descriptors.ts";
import { waitEnded, waitForChange } from "../_io/readiness.ts";
import { KernelSocket } from "./kernel-socket.ts";

/** The payload of a socket object: CPython's PySocketSockObject. */
export interface SocketData {
  fd: number;
  family: number;
  type: number;
  protocol: number;
  /** Nanoseconds; -1: wait for ever; 0: never wait. */
  timeout: number;
}

/** Simulated ns that a system call on a socket takes, and each KiB that it copies. */
const CALL_COST = 1500;
const KIB_COST = 100;

/** The kernel's socket under a descriptor, or EBADF or ENOTSOCK. */
export function kernelSocket(vm: VM, fd: number): KernelSocket | HostFailure {
  const file = descriptorsOf(vm).get(fd);
  if (failed(file)) return file;
  return file instanceof KernelSocket ? file : new HostFailure(88);
}

/** Tries the operation: its value, why it failed, or that it has to wait. */
export type Attempt = (vm: VM, socket: KernelSocket, call: SocketCall) => Result | HostFailure | "would-block";

/**
 * A system call on a socket: it lets go of the GIL, and waits as long as the socket's timeout says. CPython 3.11: Modules/socketmodule.c sock_call_ex
 */
export class SocketCall extends NativeFrame {
  self: PyObject<SocketData>;
  /** What the attempt works on, owned. */
  object: PyObject | null;
  bytes: Uint8Array | null = null;
  /** How far a call that goes on after a part was done has come. */
  done = 0;
  count = 0;
  attempt: Attempt;
  label: string;
  until: number;
  stage: "enter" | "released" | "waiting" = "enter";

  constructor(vm: VM, self: PyObject<SocketData>, label: string, attempt: Attempt, object: PyObject | null = null) {
    super();
    this.self = newRef(self);
    this.object = object === null ? null : newRef(object);
    this.attempt = attempt;
    this.label = label;
    const { timeout } = self.v;
    this.until = timeout < 0 ? Infinity : vm.simulation.now() + timeout;
  }

  step(vm: VM): Result {
    if (this.stage === "enter") {
      this.stage = "released";
      const duration = CALL_COST + Math.floor(((this.bytes?.length ?? 0) * KIB_COST) / 1024);
      return vm.pause({ kind: "released", duration, as: "system", label: this.label });
    }
    if (this.stage === "waiting") {
      if (!waitEnded(vm)) return null;
      if (vm.thread.resumption === "timed-out") return vm.raise(vm.T.TimeoutError, "timed out");
    }
    return this.tryNow(vm);
  }

  private tryNow(vm: VM): Result {
    const { fd } = this.self.v;
    const socket = kernelSocket(vm, fd);
    if (failed(socket)) return raiseFailure(vm, fd < 0 ? new HostFailure(EBADF) : socket);
    const got = this.attempt(vm, socket, this);
    if (got === "would-block") return this.wait(vm, socket);
    return failed(got) ? raiseFailure(vm, got) : got;
  }

  private wait(vm: VM, socket: KernelSocket): Result {
    const { fd, timeout } = this.self.v;
    if (timeout === 0 || (timeout < 0 && descriptorsOf(vm).isBlocking(fd) === false))
      return raiseFailure(vm, new HostFailure(EAGAIN));
    if (this.until <= vm.simulation.now()) return vm.raise(vm.T.TimeoutError, "timed out");
    this.stage = "waiting";
    return waitForChange(vm, [socket], this.until, this.label);
  }
}

/** Does the socket's owner want to wait for what cannot be done now? */
export function waits(vm: VM, self: PyObject<SocketData>): boolean {
  const { fd, timeout } = self.v;
  return timeout > 0 || (timeout < 0 && descriptorsOf(vm).isBlocking(fd) !== false);
}

/** Starts a call. */
export function socketCall(
  vm: VM,
  self: PyObject<SocketData>,
  label: string,
  attempt: Attempt,
  options: { object?: PyObject | null; bytes?: Uint8Array | null; count?: number } = {},
): Result {
  const call = new SocketCall(vm, self, label, attempt, options.object ?? null);
  call.bytes = options.bytes ?? null;
  call.count = options.count ?? 0;
  return startFrame(vm, call);
}
