import { sequenceTuple } from "../../eval/iterate.ts";
import { andThen as then } from "../../eval/native-frame.ts";
import { failed, HostFailure } from "../../host.ts";
import { EAGAIN, errnoOf, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { isInt } from "../../objects/int/value.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { bytesView, copyBytes, writableView } from "../../protocol/buffer.ts";
import type { Address } from "./address.ts";
import type { KernelSocket, Received } from "./kernel-socket.ts";
import { newAddress, parseAddress } from "./python-address.ts";
import { type SocketCall, type SocketData, socketCall } from "./socket-call.ts";

type Self = PyObject<SocketData>;

const MSG_PEEK = 2;
const MSG_TRUNC = 32;
const MSG_DONTWAIT = 64;
const MSG_WAITALL = 256;

function flagsOf(o: PyObject | null): number {
  return o === null ? 0 : Number(o.v);
}

/** A size argument; null with an exception. */
function sizeArgument(vm: VM, o: PyObject, complaint: string): number | null {
  if (!isInt(o)) return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  if (o.v < 0) return vm.raise(vm.T.ValueError, complaint);
  return Number(o.v);
}

function receiveWith(socket: KernelSocket, max: number, flags: number): Received | HostFailure | "would-block" {
  if ((flags & MSG_WAITALL) !== 0 && socket.isStream && socket.received < max && !socket.ended && socket.error === 0)
    return "would-block";
  const got = socket.receive(max, (flags & MSG_PEEK) !== 0);
  return got === "would-block" && (flags & MSG_DONTWAIT) !== 0 ? new HostFailure(EAGAIN) : got;
}

// --- Receiving ----------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/socketmodule.c sock_recv */
function recv(vm: VM, self: Self, size: PyObject, flags: PyObject | null): Result {
  const max = sizeArgument(vm, size, "negative buffersize in recv");
  if (max === null) return null;
  const f = flagsOf(flags);
  return socketCall(vm, self, "socket.recv()", (m, socket) => {
    const got = receiveWith(socket, max, f);
    return got === "would-block" || failed(got) ? got : m.newBytes(got.data);
  });
}

/** CPython 3.11: Modules/socketmodule.c sock_recvfrom */
function recvfrom(vm: VM, self: Self, size: PyObject, flags: PyObject | null): Result {
  const max = sizeArgument(vm, size, "negative buffersize in recvfrom");
  if (max === null) return null;
  const f = flagsOf(flags);
  return socketCall(vm, self, "socket.recvfrom()", (m, socket) => {
    const got = receiveWith(socket, max, f);
    if (got === "would-block" || failed(got)) return got;
    return m.newTuple([m.newBytes(got.data), senderOf(m, socket, got)]);
  });
}

/** Where a message came from: None for streams. */
function senderOf(vm: VM, socket: KernelSocket, got: Received): PyObject {
  if (socket.isStream) return vm.newNone();
  return (got.from === null ? vm.newNone() : newAddress(vm, socket.family, got.from)) as PyObject;
}

/** How many bytes are to be received into a buffer; null with an exception. */
function roomFor(vm: VM, buffer: PyObject, nbytes: PyObject | null, name: string): number | null {
  const view = writableView(vm, buffer, `${name}() argument 1`);
  if (view === null) return null;
  const n = nbytes === null ? 0 : sizeArgument(vm, nbytes, `negative buffersize in ${name}`);
  if (n === null) return null;
  if (n > view.length)
    return vm.raise(
      vm.T.ValueError,
      name === "recv_into" ? "buffer too small for requested bytes" : "nbytes is greater than the length of the buffer",
    );
  return n === 0 ? view.length : n;
}

function receiveInto(
  vm: VM,
  self: Self,
  buffer: PyObject,
  nbytes: PyObject | null,
  flags: PyObject | null,
  name: string,
  withSender: boolean,
): Result {
  const max = roomFor(vm, buffer, nbytes, name);
  if (max === null) return null;
  const f = flagsOf(flags);
  return socketCall(
    vm,
    self,
    `socket.${name}()`,
    (m, socket, call) => {
      const got = receiveWith(socket, max, f);
      if (got === "would-block" || failed(got)) return got;
      const view = writableView(m, call.object!, `${name}() argument 1`);
      if (view === null) return null;
      view.set(got.data.subarray(0, view.length));
      const n = m.newInt(got.data.length);
      return withSender ? m.newTuple([n, senderOf(m, socket, got)]) : n;
    },
    { object: buffer },
  );
}

/** CPython 3.11: Modules/socketmodule.c sock_recv_into */
function recv_into(vm: VM, self: Self, buffer: PyObject, nbytes: PyObject | null, flags: PyObject | null): Result {
  return receiveInto(vm, self, buffer, nbytes, flags, "recv_into", false);
}

/** CPython 3.11: Modules/socketmodule.c sock_recvfrom_into */
function recvfrom_into(vm: VM, self: Self, buffer: PyObject, nbytes: PyObject | null, flags: PyObject | null): Result {
  return receiveInto(vm, self, buffer, nbytes, flags, "recvfrom_into", true);
}

/** CPython 3.11: Modules/socketmodule.c sock_recvmsg. No ancillary data ever comes. */
function recvmsg(vm: VM, self: Self, size: PyObject, _ancillary: PyObject | null, flags: PyObject | null): Result {
  const max = sizeArgument(vm, size, "negative buffer size in recvmsg()");
  if (max === null) return null;
  const f = flagsOf(flags);
  return socketCall(vm, self, "socket.recvmsg()", (m, socket) => {
    const got = receiveWith(socket, max, f);
    if (got === "would-block" || failed(got)) return got;
    const shown = m.newInt(got.truncated ? MSG_TRUNC : 0);
    return m.newTuple([m.newBytes(got.data), m.newList([]), shown, senderOf(m, socket, got)]);
  });
}

/** CPython 3.11: Modules/socketmodule.c sock_recvmsg_into */
function recvmsg_into(vm: VM, self: Self, buffers: PyObject, _ancillary: PyObject | null, flags: PyObject | null): Result {
  const r = sequenceTuple(vm, buffers);
  const f = flagsOf(flags);
  return then(
    vm,
    r,
    (m, tuple, s) => {
      const started = socketCall(m, s as Self, "socket.recvmsg_into()", (k, socket, call) => scatter(k, socket, call, f), {
        object: tuple,
      });
      m.counts.decref(tuple);
      return started;
    },
    self,
  );
}

function scatter(vm: VM, socket: KernelSocket, call: SocketCall, flags: number): Result | HostFailure | "would-block" {
  const views: Uint8Array[] = [];
  for (const item of call.object!.v as PyObject[]) {
    const view = writableView(vm, item, "recvmsg_into() argument 1");
    if (view === null) return null;
    views.push(view);
  }
  const got = receiveWith(
    socket,
    views.reduce((n, v) => n + v.length, 0),
    flags,
  );
  if (got === "would-block" || failed(got)) return got;
  let at = 0;
  for (const view of views) {
    const part = got.data.subarray(at, at + view.length);
    view.set(part);
    at += part.length;
  }
  return vm.newTuple([
    vm.newInt(got.data.length),
    vm.newList([]),
    vm.newInt(got.truncated ? MSG_TRUNC : 0),
    senderOf(vm, socket, got),
  ]);
}

// --- Sending ------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/socketmodule.c sock_send */
function send(vm: VM, self: Self, data: PyObject, flags: PyObject | null): Result {
  const bytes = copyBytes(vm, data);
  if (bytes === null) return null;
  return sendBytes(vm, self, "socket.send()", bytes, null, flagsOf(flags));
}

function sendBytes(vm: VM, self: Self, label: string, bytes: Uint8Array, to: Address | null, flags: number): Result {
  return socketCall(
    vm,
    self,
    label,
    (m, socket) => {
      const got = socket.send(bytes, to);
      if (got === "would-block") return (flags & MSG_DONTWAIT) !== 0 ? new HostFailure(EAGAIN) : got;
      return failed(got) ? got : m.newInt(got);
    },
    { bytes },
  );
}

/** Sends until nothing is left; the timeout is for all of it. CPython 3.11: Modules/socketmodule.c sock_sendall */
function sendall(vm: VM, self: Self, data: PyObject, _flags: PyObject | null): Result {
  const bytes = copyBytes(vm, data);
  if (bytes === null) return null;
  return socketCall(
    vm,
    self,
    "socket.sendall()",
    (m, socket, call) => {
      for (;;) {
        const got = socket.send(bytes.subarray(call.done), null);
        if (got === "would-block" || failed(got)) return got;
        call.done += got;
        if (call.done >= bytes.length) return m.newNone();
      }
    },
    { bytes },
  );
}

/** CPython 3.11: Modules/socketmodule.c sock_sendto */
function sendto(vm: VM, self: Self, data: PyObject, second: PyObject | null, third: PyObject | null): Result {
  if (second === null) return vm.raise(vm.T.TypeError, "sendto() takes 2 or 3 arguments (1 given)");
  const bytes = copyBytes(vm, data);
  if (bytes === null) return null;
  if (third !== null && !isInt(second))
    return vm.raise(vm.T.TypeError, `'${second.type.name}' object cannot be interpreted as an integer`);
  const address = parseAddress(vm, self.v.family, third ?? second, "sendto");
  if (address === null) return null;
  return sendBytes(vm, self, "socket.sendto()", bytes, address, third === null ? 0 : flagsOf(second));
}

/** CPython 3.11: Modules/socketmodule.c sock_sendmsg. NOT CPYTHON: ancillary data (passing descriptors) cannot be sent: EOPNOTSUPP. */
function sendmsg(
  vm: VM,
  self: Self,
  buffers: PyObject,
  ancillary: PyObject | null,
  flags: PyObject | null,
  address: PyObject | null,
): Result {
  if (ancillary !== null && Array.isArray(ancillary.v) && ancillary.v.length > 0)
    return raiseOSError(vm, errnoOf("EOPNOTSUPP"), strerror(errnoOf("EOPNOTSUPP")));
  const to = address === null || address === vm.none ? null : parseAddress(vm, self.v.family, address, "sendmsg");
  if (to === null && address !== null && address !== vm.none) return null;
  const f = flagsOf(flags);
  return then(
    vm,
    sequenceTuple(vm, buffers),
    (m, tuple, s) => {
      const parts: Uint8Array[] = [];
      for (const item of tuple.v as PyObject[]) {
        const view = bytesView(m, item);
        if (view === null) {
          m.counts.decref(tuple);
          return null;
        }
        parts.push(view);
      }
      const bytes = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
      let at = 0;
      for (const part of parts) {
        bytes.set(part, at);
        at += part.length;
      }
      m.counts.decref(tuple);
      return sendBytes(m, s as Self, "socket.sendmsg()", bytes, to, f);
    },
    self,
  );
}

/** What moves data. */
export const transferMethods: readonly MethodSpec[] = [
  method("recv", "($self, buffersize, flags=0, /)", recv, { convention: "METH_VARARGS" }),
  method("recv_into", "($self, buffer, nbytes=0, flags=0)", recv_into, { convention: "METH_VARARGS|METH_KEYWORDS" }),
  method("recvfrom", "($self, buffersize, flags=0, /)", recvfrom, { convention: "METH_VARARGS" }),
  method("recvfrom_into", "($self, buffer, nbytes=0, flags=0)", recvfrom_into, { convention: "METH_VARARGS|METH_KEYWORDS" }),
  method("recvmsg", "($self, bufsize, ancbufsize=0, flags=0, /)", recvmsg, { convention: "METH_VARARGS" }),
  method("recvmsg_into", "($self, buffers, ancbufsize=0, flags=0, /)", recvmsg_into, { convention: "METH_VARARGS" }),
  method("send", "($self, data, flags=0, /)", send, { convention: "METH_VARARGS" }),
  method("sendall", "($self, data, flags=0, /)", sendall, { convention: "METH_VARARGS" }),
  method("sendto", "($self, data, flags_or_address, address=None, /)", sendto, { convention: "METH_VARARGS" }),
  method("sendmsg", "($self, buffers, ancdata=(), flags=0, address=None, /)", sendmsg, { convention: "METH_VARARGS" }),
];
