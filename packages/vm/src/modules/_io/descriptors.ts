import { NativeFrame } from "../../eval/frame.ts";
import { startFrame } from "../../eval/native-frame.ts";
import { failed, type HostFailure } from "../../host.ts";
import { Descriptors } from "../../host-descriptors.ts";
import { EAGAIN, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { allowThreads } from "./allow-threads.ts";

/** The interpreter's descriptors. */
export function descriptorsOf(vm: VM): Descriptors {
  let descriptors = vm.moduleState.get("descriptors") as Descriptors | undefined;
  if (descriptors === undefined) {
    descriptors = new Descriptors(vm.host);
    vm.moduleState.set("descriptors", descriptors);
    vm.journal.register(descriptors);
    if (vm.host.undoable !== undefined) vm.journal.register(vm.host.undoable);
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

/** Reads as soon as there is something: the thread waits, other threads run. */
class ReadFrame extends NativeFrame {
  fd: number;
  max: number;

  constructor(fd: number, max: number) {
    super();
    this.fd = fd;
    this.max = max;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    const got = descriptorsOf(vm).read(this.fd, this.max);
    if (got === "would-block") {
      vm.thread.status = "blocked";
      return PENDING;
    }
    if (got === "eof") return vm.newBytes(new Uint8Array(0));
    if (failed(got)) return got.errno === EAGAIN ? STOP : raiseFailure(vm, got);
    return vm.newBytes(got);
  }
}

/** At most `max` bytes: a bytes object, empty at the end; STOP when a non-blocking descriptor has none. CPython 3.11: Python/fileutils.c _Py_read */
export function readDescriptor(vm: VM, fd: number, max: number): Result {
  allowThreads(vm, "read", max);
  return startFrame(vm, new ReadFrame(fd, max));
}

class WriteFrame extends NativeFrame {
  fd: number;
  bytes: Uint8Array;

  constructor(fd: number, bytes: Uint8Array) {
    super();
    this.fd = fd;
    this.bytes = bytes;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    const got = descriptorsOf(vm).write(this.fd, this.bytes);
    if (got === "would-block") {
      vm.thread.status = "blocked";
      return PENDING;
    }
    if (failed(got)) return got.errno === EAGAIN ? STOP : raiseFailure(vm, got);
    return vm.newInt(got);
  }
}

/** How many bytes were written, an int; STOP when a non-blocking descriptor takes none. CPython 3.11: Python/fileutils.c _Py_write */
export function writeDescriptor(vm: VM, fd: number, bytes: Uint8Array): Result {
  allowThreads(vm, "write", bytes.length);
  return startFrame(vm, new WriteFrame(fd, bytes.slice()));
}
