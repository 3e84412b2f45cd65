import { NativeFrame } from "../../eval/frame.ts";
import { startFrame } from "../../eval/native-frame.ts";
import { failed, type HostFailure } from "../../host.ts";
import { Descriptors } from "../../host-descriptors.ts";
import { EAGAIN, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, STOP } from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { pauseForSystemCall } from "./allow-threads.ts";
import { announceChange, waitEnded, waitForChange } from "./readiness.ts";

/** The interpreter's descriptors. */
export function descriptorsOf(vm: VM): Descriptors {
  let descriptors = vm.moduleState.get("descriptors") as Descriptors | undefined;
  if (descriptors === undefined) {
    descriptors = new Descriptors(vm.host);
    descriptors.changed = (change) => announceChange(vm, change);
    vm.moduleState.set("descriptors", descriptors);
  }
  return descriptors;
}

/** OSError for a failure of the host. Gives null. CPython 3.11: PyErr_SetFromErrnoWithFilenameObject */
export function raiseFailure(
  vm: VM,
  failure: HostFailure,
  filename: PyObject | null = null,
  filename2: PyObject | null = null,
): null {
  return raiseOSError(vm, failure.errno, strerror(failure.errno), filename, filename2);
}

/** Until the host, or for a pipe another thread, has done something about the file. Gives PENDING. */
function waitForFile(vm: VM, fd: number, label: string): Result {
  const file = descriptorsOf(vm).get(fd);
  if (!failed(file) && file.change !== undefined) return waitForChange(vm, [file.change], Infinity, label);
  return vm.pause({ kind: "blocked", on: { kind: "external", label, until: Infinity, interruptible: true } });
}

/** Reads as soon as there is something: the thread waits, other threads run. */
class ReadFrame extends NativeFrame {
  fd: number;
  max: number;
  /** What was read, while the time that it takes passes. */
  got: Uint8Array | null = null;

  constructor(fd: number, max: number) {
    super();
    this.fd = fd;
    this.max = max;
  }

  step(vm: VM, sent: Result): Result {
    if (this.got !== null) return vm.newBytes(this.got);
    if (sent === null || !waitEnded(vm)) return null;
    const got = descriptorsOf(vm).read(this.fd, this.max);
    if (got === "would-block") return waitForFile(vm, this.fd, "read()");
    if (got !== "eof" && failed(got)) return got.errno === EAGAIN ? STOP : raiseFailure(vm, got);
    this.got = got === "eof" ? new Uint8Array(0) : got;
    return pauseForSystemCall(vm, "read()", this.got.length);
  }
}

/** At most `max` bytes: a bytes object, empty at the end; STOP when a non-blocking descriptor has none. CPython 3.11: Python/fileutils.c _Py_read */
export function readDescriptor(vm: VM, fd: number, max: number): Result {
  return startFrame(vm, new ReadFrame(fd, max));
}

class WriteFrame extends NativeFrame {
  fd: number;
  bytes: Uint8Array;
  /** How many were written, while the time that it takes passes. */
  taken = -1;

  constructor(fd: number, bytes: Uint8Array) {
    super();
    this.fd = fd;
    this.bytes = bytes;
  }

  step(vm: VM, sent: Result): Result {
    if (this.taken >= 0) return vm.newInt(this.taken);
    if (sent === null || !waitEnded(vm)) return null;
    const got = descriptorsOf(vm).write(this.fd, this.bytes);
    if (got === "would-block") return waitForFile(vm, this.fd, "write()");
    if (failed(got)) return got.errno === EAGAIN ? STOP : raiseFailure(vm, got);
    this.taken = got;
    return pauseForSystemCall(vm, "write()", got);
  }
}

/** How many bytes were written, an int; STOP when a non-blocking descriptor takes none. CPython 3.11: Python/fileutils.c _Py_write */
export function writeDescriptor(vm: VM, fd: number, bytes: Uint8Array): Result {
  return startFrame(vm, new WriteFrame(fd, bytes.slice()));
}
