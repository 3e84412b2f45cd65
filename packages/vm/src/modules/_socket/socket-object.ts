import { touchPayload } from "@vivarium/heap";
import { orElse, andThen as then } from "../../eval/native-frame.ts";
import { failed, HostFailure } from "../../host.ts";
import { EBADF, EINVAL, errnoOf, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  leafLayout,
  OK,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  TPFLAGS_BASETYPE,
} from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { asDouble } from "../../objects/float/float.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { warn } from "../../objects/int/deprecation.ts";
import { isInt } from "../../objects/int/value.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { repr } from "../../protocol/repr.ts";
import { truth } from "../../protocol/truth.ts";
import { descriptorsOf, raiseFailure } from "../_io/descriptors.ts";
import { AF_INET, AF_INET6, AF_UNIX, SOCK_DGRAM, SOCK_STREAM } from "./address.ts";
import { KernelSocket } from "./kernel-socket.ts";
import { networkOf } from "./network.ts";
import { newAddress, parseAddress } from "./python-address.ts";
import { kernelSocket, type SocketData, socketCall, waits } from "./socket-call.ts";
import { transferMethods } from "./transfer.ts";

type Self = PyObject<SocketData>;

const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;

/** Numbers only; what is open under the descriptor is the kernel's. */
const socketLayout: PayloadLayout<SocketData> = {
  ...leafLayout,
  save: (v) => ({ ...v }),
  restore(o, saved) {
    Object.assign(o.v, saved as SocketData);
  },
};

/** An int argument; null with TypeError or OverflowError. */
export function intArgument(vm: VM, o: PyObject): number | null {
  if (!isInt(o)) return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  if (o.v > 0x7fffffff || o.v < -0x80000000) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  return Number(o.v);
}

/** The kernel's socket under the object, or null with OSError. */
function socketOf(vm: VM, self: Self): KernelSocket | null {
  const socket = kernelSocket(vm, self.v.fd);
  return failed(socket) ? raiseFailure(vm, self.v.fd < 0 ? new HostFailure(EBADF) : socket) : socket;
}

function socket_new(vm: VM, type: PyType): Result {
  return alloc<SocketData>(vm, type, { fd: -1, family: 0, type: 0, protocol: 0, timeout: -1 });
}

/** The timeout that new sockets get. CPython 3.11: Modules/socketmodule.c defaulttimeout */
export function defaultTimeout(vm: VM): number {
  return (vm.moduleState.get("default timeout of sockets") as { ns: number } | undefined)?.ns ?? -1;
}

/** CPython 3.11: Modules/socketmodule.c sock_initobj_impl */
function socket_init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, { name: "socket", parameters: ["family", "type", "proto", "fileno"] }, args, kwnames);
  if (parsed === null) return null;
  const [family, type, protocol, fileno] = parsed as (PyObject | null)[];
  const numbers: number[] = [];
  for (const given of [family, type, protocol]) {
    const n = given === null || given === undefined ? -1 : intArgument(vm, given);
    if (n === null) return null;
    numbers.push(n);
  }
  const [f, t, p] = numbers as [number, number, number];
  touchPayload(self);
  if (fileno !== null && fileno !== undefined && fileno !== vm.none) return adopt(vm, self, fileno, f, t, p);
  return open(vm, self, f === -1 ? AF_INET : f, t === -1 ? SOCK_STREAM : t, p === -1 ? 0 : p);
}

function adopt(vm: VM, self: Self, fileno: PyObject, family: number, type: number, protocol: number): Result {
  const fd = intArgument(vm, fileno);
  if (fd === null) return null;
  if (fd < 0) return vm.raise(vm.T.ValueError, "negative file descriptor");
  const socket = kernelSocket(vm, fd);
  if (failed(socket)) return raiseFailure(vm, socket);
  fill(
    vm,
    self,
    fd,
    family === -1 ? socket.family : family,
    type === -1 ? socket.type : type,
    protocol === -1 ? socket.protocol : protocol,
  );
  return OK;
}

/** CPython 3.11: Modules/socketmodule.c init_sockobject */
function fill(vm: VM, self: Self, fd: number, family: number, type: number, protocol: number): void {
  touchPayload(self);
  Object.assign(self.v, { fd, family, type: type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC), protocol });
  if ((type & SOCK_NONBLOCK) !== 0) {
    self.v.timeout = 0;
    descriptorsOf(vm).setBlocking(fd, false);
  } else {
    self.v.timeout = defaultTimeout(vm);
    if (self.v.timeout >= 0) descriptorsOf(vm).setBlocking(fd, false);
  }
}

/** Is there such a socket? Gives the protocol that is meant, or a number of errno below 0. */
function protocolFor(family: number, type: number, protocol: number): number {
  const bare = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (family === AF_UNIX) {
    if (bare !== SOCK_STREAM && bare !== SOCK_DGRAM) return -errnoOf("ESOCKTNOSUPPORT");
    return protocol === 0 || protocol === AF_UNIX ? 0 : -errnoOf("EPROTONOSUPPORT");
  }
  if (family !== AF_INET && family !== AF_INET6) return -errnoOf("EAFNOSUPPORT");
  if (bare === 3) return protocol === 0 ? -errnoOf("EPROTONOSUPPORT") : -errnoOf("EPERM");
  if (bare !== SOCK_STREAM && bare !== SOCK_DGRAM) return bare > 10 || bare < 0 ? -EINVAL : -errnoOf("ESOCKTNOSUPPORT");
  const usual = bare === SOCK_STREAM ? 6 : 17;
  return protocol === 0 || protocol === usual ? usual : -errnoOf("EPROTONOSUPPORT");
}

function open(vm: VM, self: Self, family: number, type: number, protocol: number): Result {
  const meant = protocolFor(family, type, protocol);
  if (meant < 0) return raiseOSError(vm, -meant, strerror(-meant));
  const bare = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  const fd = descriptorsOf(vm).add(new KernelSocket(networkOf(vm), family, bare, meant), "");
  fill(vm, self, fd, family, type, protocol);
  return OK;
}

/** CPython 3.11: Modules/socketmodule.c sock_repr */
function socket_repr(vm: VM, self: Self): Result {
  const { fd, family, type, protocol } = self.v;
  return vm.newStr(`<socket object, fd=${fd}, family=${family}, type=${type}, proto=${protocol}>`);
}

/** "unclosed socket". CPython 3.11: Modules/socketmodule.c sock_finalize */
function socket_finalize(vm: VM, self: Self): Result {
  if (self.v.fd < 0) return vm.newNone();
  return then(vm, orElse(vm, then(vm, repr(vm, self), warnUnclosed), dropError, self), closeAtDeath, self);
}

/** Other errors than warnings made into exceptions come up at shutdown, when what the repr needs is gone. */
function dropError(vm: VM, self: PyObject | null): Result {
  if (vm.exceptionMatches(vm.T.Warning)) vm.unraisable(self);
  else vm.clearException();
  return OK;
}

function warnUnclosed(vm: VM, text: PyObject): Result {
  const message = `unclosed ${text.v as string}`;
  vm.counts.decref(text);
  return warn(vm, vm.T.ResourceWarning.object, message);
}

function closeAtDeath(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const data = self!.v as SocketData;
  touchPayload(self!);
  descriptorsOf(vm).close(data.fd);
  data.fd = -1;
  return vm.newNone();
}

// --- Closing ------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/socketmodule.c sock_close */
function close(vm: VM, self: Self): Result {
  const { fd } = self.v;
  if (fd < 0) return vm.newNone();
  touchPayload(self);
  self.v.fd = -1;
  const failure = descriptorsOf(vm).close(fd);
  return failure === null ? vm.newNone() : raiseFailure(vm, failure);
}

function detach(vm: VM, self: Self): Result {
  const { fd } = self.v;
  touchPayload(self);
  self.v.fd = -1;
  return vm.newInt(fd);
}

// --- Names and connections ----------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/socketmodule.c sock_accept */
function accept(vm: VM, self: Self): Result {
  return socketCall(vm, self, "socket.accept()", (m, socket) => {
    const got = socket.network.accept(socket);
    if (got === "would-block" || failed(got)) return got;
    const fd = descriptorsOf(m).add(got, "");
    const address = newAddress(m, got.family, got.remote);
    return address === null ? null : m.newTuple([m.newInt(fd), address]);
  });
}

function bind(vm: VM, self: Self, o: PyObject): Result {
  const address = parseAddress(vm, self.v.family, o, "bind");
  if (address === null) return null;
  const socket = socketOf(vm, self);
  if (socket === null) return null;
  const failure = socket.network.bind(socket, address);
  return failure === null ? vm.newNone() : raiseFailure(vm, failure);
}

function listen(vm: VM, self: Self, backlog: PyObject | null): Result {
  const n = backlog === null ? 128 : intArgument(vm, backlog);
  if (n === null) return null;
  const socket = socketOf(vm, self);
  if (socket === null) return null;
  const failure = socket.network.listen(socket, n);
  return failure === null ? vm.newNone() : raiseFailure(vm, failure);
}

/** CPython 3.11: Modules/socketmodule.c sock_connect, internal_connect */
function connect(vm: VM, self: Self, o: PyObject): Result {
  const address = parseAddress(vm, self.v.family, o, "connect");
  if (address === null) return null;
  const waiting = waits(vm, self);
  return socketCall(vm, self, "socket.connect()", (m, socket) => {
    const got = socket.network.connect(socket, address, waiting);
    if (got === null) {
      socket.untold = false;
      return m.newNone();
    }
    return got;
  });
}

/** CPython 3.11: Modules/socketmodule.c sock_connect_ex */
function connect_ex(vm: VM, self: Self, o: PyObject): Result {
  const address = parseAddress(vm, self.v.family, o, "connect_ex");
  if (address === null) return null;
  const waiting = waits(vm, self);
  return socketCall(vm, self, "socket.connect_ex()", (m, socket) => {
    const got = socket.network.connect(socket, address, waiting);
    if (got === "would-block") return got;
    return m.newInt(failed(got) ? got.errno : 0);
  });
}

function getsockname(vm: VM, self: Self): Result {
  const socket = socketOf(vm, self);
  return socket === null ? null : newAddress(vm, socket.family, socket.local);
}

function getpeername(vm: VM, self: Self): Result {
  const socket = socketOf(vm, self);
  if (socket === null) return null;
  if (socket.state !== "connected") return raiseOSError(vm, errnoOf("ENOTCONN"), strerror(errnoOf("ENOTCONN")));
  return newAddress(vm, socket.family, socket.remote);
}

function shutdown(vm: VM, self: Self, how: PyObject): Result {
  const n = intArgument(vm, how);
  if (n === null) return null;
  const socket = socketOf(vm, self);
  if (socket === null) return null;
  const failure = socket.shutdown(n);
  return failure === null ? vm.newNone() : raiseFailure(vm, failure);
}

// --- Timeouts -----------------------------------------------------------------------------------------------------------------

/** Nanoseconds of a timeout as given; a negative value for None. Null with an exception. CPython 3.11: Modules/socketmodule.c socket_parse_timeout */
export function parseTimeout(vm: VM, o: PyObject): Result {
  if (o === vm.none) return vm.newInt(-1);
  if (!isInt(o) && o.type.nb_float === null && o.type.nb_index === null)
    return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  return then(vm, isInt(o) ? vm.newFloat(Number(o.v)) : asDouble(vm, o), (m, seconds) => {
    const s = seconds.v as number;
    m.counts.decref(seconds);
    if (Number.isNaN(s)) return m.raise(m.T.ValueError, "Invalid value NaN (not a number)");
    if (s < 0) return m.raise(m.T.ValueError, "Timeout value out of range");
    if (s > 2147483.647) return m.raise(m.T.OverflowError, "timeout doesn't fit into C timeval");
    return m.newInt(Math.ceil(s * 1e9));
  });
}

function settimeout(vm: VM, self: Self, o: PyObject): Result {
  return then(
    vm,
    parseTimeout(vm, o),
    (m, ns, s) => {
      const data = s!.v as SocketData;
      touchPayload(s!);
      data.timeout = Number(ns.v);
      m.counts.decref(ns);
      descriptorsOf(m).setBlocking(data.fd, data.timeout < 0);
      return m.newNone();
    },
    self,
  );
}

function setblocking(vm: VM, self: Self, flag: PyObject): Result {
  return then(
    vm,
    truth(vm, flag),
    (m, blocking, s) => {
      const data = s!.v as SocketData;
      touchPayload(s!);
      data.timeout = blocking === m.true_ ? -1 : 0;
      m.counts.decref(blocking);
      const failure = descriptorsOf(m).setBlocking(data.fd, data.timeout < 0);
      return failure === null ? m.newNone() : raiseFailure(m, failure);
    },
    self,
  );
}

export function newTimeout(vm: VM, ns: number): Result {
  return ns < 0 ? vm.newNone() : vm.newFloat(ns / 1e9);
}

// --- Options ------------------------------------------------------------------------------------------------------------------

const SO_TYPE = 3;
const SO_ERROR = 4;
const SO_SNDBUF = 7;
const SO_RCVBUF = 8;
const SO_LINGER = 13;
const SO_ACCEPTCONN = 30;
const SO_PROTOCOL = 38;
const SO_DOMAIN = 39;

function optionKey(level: number, name: number): number {
  return level === SOL_SOCKET ? name : level * 1000 + 1000 + name;
}

/** The value of an option of the socket's own level; null: Linux has none of that number. */
function socketOption(socket: KernelSocket, name: number): number | null {
  const isTcp = socket.isStream && socket.family !== AF_UNIX;
  switch (name) {
    case SO_TYPE:
      return socket.type;
    case SO_ERROR:
      return socket.takeError()?.errno ?? 0;
    case SO_SNDBUF:
      return socket.options.get(name) ?? (isTcp ? 16384 : 212992);
    case SO_RCVBUF:
      return socket.options.get(name) ?? (isTcp ? 131072 : 212992);
    case SO_ACCEPTCONN:
      return Number(socket.state === "listening");
    case SO_PROTOCOL:
      return socket.protocol;
    case SO_DOMAIN:
      return socket.family;
    default:
      return name > 0 && name < 80 ? (socket.options.get(name) ?? 0) : null;
  }
}

/** CPython 3.11: Modules/socketmodule.c sock_getsockopt */
function getsockopt(vm: VM, self: Self, levelObject: PyObject, nameObject: PyObject, size: PyObject | null): Result {
  const level = intArgument(vm, levelObject);
  const name = level === null ? null : intArgument(vm, nameObject);
  const length = name === null ? null : size === null ? 0 : intArgument(vm, size);
  if (level === null || name === null || length === null) return null;
  const socket = socketOf(vm, self);
  if (socket === null) return null;
  if (size !== null && (length <= 0 || length > 1024)) return vm.raise(vm.T.OSError, "getsockopt buflen out of range");
  const known = level === SOL_SOCKET || (name < 60 && [0, 6, 17, 41].includes(level));
  const value = !known
    ? null
    : level === SOL_SOCKET
      ? socketOption(socket, name)
      : (socket.options.get(optionKey(level, name)) ?? 0);
  if (value === null) return raiseOSError(vm, errnoOf("ENOPROTOOPT"), strerror(errnoOf("ENOPROTOOPT")));
  if (size === null) return vm.newInt(value);
  const bytes = new Uint8Array(Math.min(length, level === SOL_SOCKET && name === SO_LINGER ? 8 : 4));
  for (let i = 0; i < Math.min(4, bytes.length); i++) bytes[i] = (value >> (8 * i)) & 0xff;
  return vm.newBytes(bytes);
}

/** CPython 3.11: Modules/socketmodule.c sock_setsockopt */
function setsockopt(
  vm: VM,
  self: Self,
  levelObject: PyObject,
  nameObject: PyObject,
  value: PyObject,
  _length: PyObject | null,
): Result {
  const level = intArgument(vm, levelObject);
  const name = level === null ? null : intArgument(vm, nameObject);
  if (level === null || name === null) return null;
  let n = 0;
  if (isInt(value)) {
    const given = intArgument(vm, value);
    if (given === null) return null;
    n = given;
  } else if (value !== vm.none) {
    const bytes = bytesView(vm, value);
    if (bytes === null) return null;
    for (let i = 0; i < Math.min(4, bytes.length); i++) n |= bytes[i]! << (8 * i);
  }
  const socket = socketOf(vm, self);
  if (socket === null) return null;
  if (level === SOL_SOCKET && (name <= 0 || name >= 80))
    return raiseOSError(vm, errnoOf("ENOPROTOOPT"), strerror(errnoOf("ENOPROTOOPT")));
  const isBuffer = level === SOL_SOCKET && (name === SO_SNDBUF || name === SO_RCVBUF);
  const least = name === SO_SNDBUF ? 4608 : 2304;
  socket.options.set(optionKey(level, name), isBuffer ? Math.max(least, 2 * n) : n);
  return vm.newNone();
}

/** The type of sockets. CPython 3.11: Modules/socketmodule.c sock_type */
export const socketSpec: TypeSpec = {
  name: "_socket.socket",
  layout: socketLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\nOpen a socket of the given type.",
  slots: {
    tp_new: socket_new,
    tp_init: socket_init,
    tp_repr: socket_repr,
    tp_finalize: socket_finalize,
    needsFinalizer: (o) => (o.v as SocketData).fd >= 0,
  },
  methods: [
    method("_accept", "($self)", accept),
    method("bind", "($self, address, /)", bind),
    method("close", "($self)", close),
    method("connect", "($self, address, /)", connect),
    method("connect_ex", "($self, address, /)", connect_ex),
    method("detach", "($self)", detach),
    method("fileno", "($self)", (vm, self: Self) => vm.newInt(self.v.fd)),
    method("getpeername", "($self)", getpeername),
    method("getsockname", "($self)", getsockname),
    method("getsockopt", "($self, level, option, buffersize=0, /)", getsockopt, { convention: "METH_VARARGS" }),
    method("setsockopt", "($self, level, option, value, optlen=0, /)", setsockopt, { convention: "METH_VARARGS" }),
    method("listen", "($self, backlog=128, /)", listen, { convention: "METH_VARARGS" }),
    method("setblocking", "($self, flag, /)", setblocking),
    method("getblocking", "($self)", (vm, self: Self) => vm.newBool(self.v.timeout !== 0)),
    method("settimeout", "($self, timeout, /)", settimeout),
    method("gettimeout", "($self)", (vm, self: Self) => newTimeout(vm, self.v.timeout)),
    method("shutdown", "($self, flag, /)", shutdown),
    ...transferMethods,
  ],
  getset: [
    { name: "family", member: true, get: (vm, self: Self) => vm.newInt(self.v.family) },
    { name: "type", member: true, get: (vm, self: Self) => vm.newInt(self.v.type) },
    { name: "proto", member: true, get: (vm, self: Self) => vm.newInt(self.v.protocol) },
    { name: "timeout", get: (vm, self: Self) => newTimeout(vm, self.v.timeout) },
  ],
};

/** CPython 3.11: Modules/socketmodule.c socket_socketpair */
export function socketpair(
  vm: VM,
  _m: PyObject,
  familyObject: PyObject | null,
  typeObject: PyObject | null,
  protocolObject: PyObject | null,
): Result {
  const family = familyObject === null ? AF_UNIX : intArgument(vm, familyObject);
  const type = family === null ? null : typeObject === null ? SOCK_STREAM : intArgument(vm, typeObject);
  const protocol = type === null ? null : protocolObject === null ? 0 : intArgument(vm, protocolObject);
  if (family === null || type === null || protocol === null) return null;
  const meant = protocolFor(family, type, protocol);
  const errno = meant < 0 ? -meant : family === AF_UNIX ? 0 : errnoOf("EOPNOTSUPP");
  if (errno !== 0) return raiseOSError(vm, errno, strerror(errno));
  const bare = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  const ends = networkOf(vm)
    .pair(family, bare, meant)
    .map((end) => {
      const o = socket_new(vm, vm.type(socketSpec)) as Self;
      fill(vm, o, descriptorsOf(vm).add(end, ""), family, type, protocol);
      return o;
    });
  return vm.newTuple(ends);
}

/** Is it a socket object of this module or of a subclass? */
export function isSocket(vm: VM, o: PyObject): o is Self {
  return isSubtype(o.type, vm.type(socketSpec));
}
