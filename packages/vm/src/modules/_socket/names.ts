import { callObject } from "../../eval/call.ts";
import { errnoOf, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { raiseObject } from "../../objects/exceptions/raise.ts";
import { isInt } from "../../objects/int/value.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { bytesView } from "../../protocol/buffer.ts";
import {
  AF_INET,
  AF_INET6,
  anyHost,
  formatInet,
  formatInet6,
  loopbackHost,
  numericHost,
  parseDotted,
  parseInet,
  parseInet6,
  SOCK_DGRAM,
  SOCK_STREAM,
} from "./address.ts";
import { hostText } from "./python-address.ts";

/*
 * Names of hosts, services and protocols, as a machine without a network knows them: itself.
 */

export const gaierrorSpec: TypeSpec = { name: "socket.gaierror", base: (vm) => vm.T.OSError, flags: TPFLAGS_BASETYPE };
export const herrorSpec: TypeSpec = { name: "socket.herror", base: (vm) => vm.T.OSError, flags: TPFLAGS_BASETYPE };

const EAI_NONAME = -2;
const EAI_FAMILY = -6;
const EAI_SERVICE = -8;
const EAI_ADDRFAMILY = -9;
const AI_PASSIVE = 1;
const AI_CANONNAME = 2;
const AI_NUMERICHOST = 4;
const AI_NUMERICSERV = 1024;
const NI_NUMERICHOST = 1;
const NI_NUMERICSERV = 2;
const NI_NAMEREQD = 8;
const NI_DGRAM = 16;

const resolverTexts: ReadonlyMap<number, string> = new Map([
  [EAI_NONAME, "Name or service not known"],
  [EAI_FAMILY, "ai_family not supported"],
  [EAI_SERVICE, "Servname not supported for ai_socktype"],
  [EAI_ADDRFAMILY, "Address family for hostname not supported"],
]);

/** CPython 3.11: Modules/socketmodule.c set_gaierror, set_herror */
function raiseWithNumber(vm: VM, type: PyType, number: number, text: string): null {
  const args = [vm.newInt(number), vm.newStr(text)];
  const e = callObject(vm, type.object, args);
  vm.counts.decrefAll(args);
  return e === null ? null : raiseObject(vm, e);
}

function raiseResolver(vm: VM, number: number): null {
  return raiseWithNumber(vm, vm.type(gaierrorSpec), number, resolverTexts.get(number)!);
}

const protocols: readonly (readonly [string, number])[] = [
  ["ip", 0],
  ["icmp", 1],
  ["igmp", 2],
  ["tcp", 6],
  ["egp", 8],
  ["udp", 17],
  ["ipv6", 41],
  ["gre", 47],
  ["esp", 50],
  ["ah", 51],
  ["ipv6-icmp", 58],
  ["ospf", 89],
  ["sctp", 132],
];

const BOTH = "tcp udp";

/** The best known of /etc/services. */
const services: readonly (readonly [name: string, port: number, protocols: string])[] = [
  ["echo", 7, BOTH],
  ["discard", 9, BOTH],
  ["daytime", 13, BOTH],
  ["ftp-data", 20, "tcp"],
  ["ftp", 21, "tcp"],
  ["ssh", 22, "tcp"],
  ["telnet", 23, "tcp"],
  ["smtp", 25, "tcp"],
  ["time", 37, BOTH],
  ["domain", 53, BOTH],
  ["tftp", 69, "udp"],
  ["http", 80, "tcp"],
  ["kerberos", 88, BOTH],
  ["pop3", 110, "tcp"],
  ["nntp", 119, "tcp"],
  ["ntp", 123, "udp"],
  ["imap2", 143, "tcp"],
  ["snmp", 161, BOTH],
  ["ldap", 389, BOTH],
  ["https", 443, BOTH],
  ["submission", 587, "tcp"],
  ["ldaps", 636, BOTH],
  ["imaps", 993, "tcp"],
  ["pop3s", 995, "tcp"],
];

/** The numbers a host name stands for, or null. */
function hostNumber(vm: VM, host: string, family: number): string | null {
  const numeric = numericHost(family, host);
  if (numeric !== null) return numeric;
  const name = host.toLowerCase();
  const own = name === "localhost" || name.endsWith(".localhost") || name === vm.host.systemName.nodename.toLowerCase();
  return own || name === "localhost.localdomain" ? loopbackHost(family) : null;
}

/** The address of a host for a socket of `family`; null with gaierror. CPython 3.11: Modules/socketmodule.c setipaddr */
export function resolveHost(vm: VM, host: string, family: number): string | null {
  if (host === "") return anyHost(family);
  if (host === "<broadcast>" || host === "255.255.255.255") {
    if (family !== AF_INET) return vm.raise(vm.T.OSError, "address family mismatched");
    return "255.255.255.255";
  }
  const number = hostNumber(vm, host, family);
  if (number !== null) return number;
  return raiseResolver(vm, numericHost(0, host) === null ? EAI_NONAME : EAI_ADDRFAMILY);
}

/** The port of a service's name or number; null when there is none of that name. */
function servicePort(service: string, type: number): number | null {
  if (/^[0-9]+$/.test(service)) return Number(service) & 0xffff;
  const protocol = type === SOCK_DGRAM ? "udp" : type === SOCK_STREAM ? "tcp" : "";
  return services.find(([name, , on]) => name === service && on.includes(protocol))?.[1] ?? null;
}

const kinds: readonly (readonly [type: number, protocol: number])[] = [
  [SOCK_STREAM, 6],
  [SOCK_DGRAM, 17],
  [3, 0],
];

interface Found {
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
  readonly host: string;
  readonly port: number;
}

function findAddresses(
  vm: VM,
  host: string | null,
  port: number,
  family: number,
  type: number,
  protocol: number,
  flags: number,
): Found[] | number {
  const families = family === 0 ? [AF_INET6, AF_INET] : [family];
  const hosts: [number, string][] = [];
  for (const f of families) {
    const number = host === null ? ((flags & AI_PASSIVE) !== 0 ? anyHost(f) : loopbackHost(f)) : hostNumber(vm, host, f);
    if (number !== null) hosts.push([f, number]);
  }
  // A name means the first machine of the old protocol, and only numbers the new one.
  const named = host !== null && numericHost(0, host) === null;
  if (named && (flags & AI_NUMERICHOST) !== 0) return EAI_NONAME;
  const used = named && family === 0 ? hosts.filter(([f]) => f === AF_INET) : hosts;
  if (used.length === 0) return host !== null && !named ? EAI_ADDRFAMILY : EAI_NONAME;
  if (host === null && (flags & AI_PASSIVE) !== 0) used.reverse();
  const out: Found[] = [];
  for (const [f, number] of used)
    for (const [t, p] of kinds)
      if ((type === 0 || type === t) && (protocol === 0 || protocol === p || p === 0))
        out.push({ family: f, type: t, protocol: p === 0 ? protocol : p, host: number, port });
  return out.length === 0 ? EAI_SERVICE : out;
}

/** CPython 3.11: Modules/socketmodule.c socket_getaddrinfo */
function getaddrinfo(vm: VM, _m: PyObject, hostObject: PyObject, portObject: PyObject, ...numbers: (PyObject | null)[]): Result {
  const T = vm.T;
  let host: string | null = null;
  if (hostObject !== vm.none) {
    if (!isStr(hostObject) && !isSubtype(hostObject.type, T.bytes))
      return vm.raise(T.TypeError, "getaddrinfo() argument 1 must be string or None");
    host = hostText(vm, hostObject);
    if (host === null) return null;
  }
  const [family, type, protocol, flags] = numbers.map((n) => (n === null ? 0 : Number(n.v))) as [number, number, number, number];
  let port: number | null = 0;
  if (isInt(portObject)) port = Number(BigInt.asUintN(16, BigInt(portObject.v)));
  else if (isStr(portObject) || isSubtype(portObject.type, T.bytes)) {
    const text = isStr(portObject) ? (portObject.v as string) : String.fromCharCode(...(portObject.v as Uint8Array));
    if ((flags & AI_NUMERICSERV) !== 0 && !/^[0-9]+$/.test(text)) return raiseResolver(vm, EAI_NONAME);
    port = servicePort(text, type);
    if (port === null) return raiseResolver(vm, EAI_SERVICE);
  } else if (portObject !== vm.none) return vm.raise(T.OSError, "Int or String expected");
  if (host === null && portObject === vm.none) return raiseResolver(vm, EAI_NONAME);
  if (family !== 0 && family !== AF_INET && family !== AF_INET6) return raiseResolver(vm, EAI_FAMILY);
  const found = findAddresses(vm, host === "" ? null : host, port, family, type, protocol, flags);
  if (typeof found === "number") return raiseResolver(vm, found);
  const canonical = (flags & AI_CANONNAME) !== 0 ? (host ?? "localhost") : "";
  return vm.newList(found.map((f, i) => newFound(vm, f, i === 0 ? canonical : "")));
}

function newFound(vm: VM, f: Found, canonical: string): PyObject {
  const address = [vm.newStr(f.host), vm.newInt(f.port)];
  if (f.family === AF_INET6) address.push(vm.newInt(0), vm.newInt(0));
  return vm.newTuple([vm.newInt(f.family), vm.newInt(f.type), vm.newInt(f.protocol), vm.newStr(canonical), vm.newTuple(address)]);
}

/** CPython 3.11: Modules/socketmodule.c socket_getnameinfo */
function getnameinfo(vm: VM, _m: PyObject, address: PyObject, flagsObject: PyObject): Result {
  const T = vm.T;
  if (!isSubtype(address.type, T.tuple)) return vm.raise(T.TypeError, "getnameinfo() argument 1 must be a tuple");
  const [hostObject, portObject] = address.v as PyObject[];
  if (hostObject === undefined || portObject === undefined || !isStr(hostObject) || !isInt(portObject))
    return vm.raise(T.TypeError, "illegal sockaddr argument");
  const flags = Number(flagsObject.v);
  const host = numericHost(0, hostObject.v as string);
  if (host === null) return raiseResolver(vm, EAI_NONAME);
  const port = Number(portObject.v);
  const isOwn = host === "127.0.0.1" || host === "::1";
  if ((flags & NI_NAMEREQD) !== 0 && !isOwn) return raiseResolver(vm, EAI_NONAME);
  const on = (flags & NI_DGRAM) !== 0 ? "udp" : "tcp";
  const service = services.find(([, p, protocol]) => p === port && protocol.includes(on))?.[0];
  return vm.newTuple([
    vm.newStr((flags & NI_NUMERICHOST) === 0 && isOwn ? "localhost" : host),
    vm.newStr((flags & NI_NUMERICSERV) !== 0 || service === undefined ? String(port) : service),
  ]);
}

function gethostbyname(vm: VM, _m: PyObject, name: PyObject): Result {
  const host = hostText(vm, name);
  const number = host === null ? null : resolveHost(vm, host, AF_INET);
  return number === null ? null : vm.newStr(number);
}

function gethostbyname_ex(vm: VM, _m: PyObject, name: PyObject): Result {
  const host = hostText(vm, name);
  const number = host === null ? null : resolveHost(vm, host, AF_INET);
  return number === null ? null : vm.newTuple([vm.newStr(host!), vm.newList([]), vm.newList([vm.newStr(number)])]);
}

function gethostbyaddr(vm: VM, _m: PyObject, address: PyObject): Result {
  const host = hostText(vm, address);
  const number = host === null ? null : resolveHost(vm, host, host.includes(":") ? AF_INET6 : AF_INET);
  if (number === null) return null;
  if (number !== loopbackHost(AF_INET) && number !== loopbackHost(AF_INET6))
    return raiseWithNumber(vm, vm.type(herrorSpec), 1, "Unknown host");
  return vm.newTuple([vm.newStr("localhost"), vm.newList([]), vm.newList([vm.newStr(number)])]);
}

function getservbyname(vm: VM, _m: PyObject, name: PyObject, protocol: PyObject | null): Result {
  const on = protocol === null ? "" : (protocol.v as string);
  const found = services.find(([n, , p]) => n === name.v && p.includes(on));
  return found === undefined ? vm.raise(vm.T.OSError, "service/proto not found") : vm.newInt(found[1]);
}

function getservbyport(vm: VM, _m: PyObject, port: PyObject, protocol: PyObject | null): Result {
  if (!isInt(port)) return vm.raise(vm.T.TypeError, `'${port.type.name}' object cannot be interpreted as an integer`);
  if (port.v < 0 || port.v > 0xffff) return vm.raise(vm.T.OverflowError, "getservbyport: port must be 0-65535.");
  const on = protocol === null ? "" : (protocol.v as string);
  const found = services.find(([, n, p]) => n === Number(port.v) && p.includes(on));
  return found === undefined ? vm.raise(vm.T.OSError, "port/proto not found") : vm.newStr(found[0]);
}

function getprotobyname(vm: VM, _m: PyObject, name: PyObject): Result {
  if (!isStr(name)) return vm.raise(vm.T.TypeError, `getprotobyname() argument 1 must be str, not ${name.type.name}`);
  const found = protocols.find(([n]) => n === name.v);
  return found === undefined ? vm.raise(vm.T.OSError, "protocol not found") : vm.newInt(found[1]);
}

// --- Numbers as text ----------------------------------------------------------------------------------------------------------

function inet_aton(vm: VM, _m: PyObject, text: PyObject): Result {
  if (!isStr(text)) return vm.raise(vm.T.TypeError, `inet_aton() argument 1 must be str, not ${text.type.name}`);
  const bytes = parseInet(text.v as string);
  return bytes === null ? vm.raise(vm.T.OSError, "illegal IP address string passed to inet_aton") : vm.newBytes(bytes);
}

function inet_ntoa(vm: VM, _m: PyObject, packed: PyObject): Result {
  const bytes = bytesView(vm, packed);
  if (bytes === null) return null;
  return bytes.length === 4 ? vm.newStr(formatInet(bytes)) : vm.raise(vm.T.OSError, "packed IP wrong length");
}

function inet_pton(vm: VM, _m: PyObject, family: PyObject, text: PyObject): Result {
  if (!isStr(text)) return vm.raise(vm.T.TypeError, `inet_pton() argument 2 must be str, not ${text.type.name}`);
  const f = Number(family.v);
  if (f !== AF_INET && f !== AF_INET6) return raiseOSError(vm, errnoOf("EAFNOSUPPORT"), strerror(errnoOf("EAFNOSUPPORT")));
  const bytes = f === AF_INET ? parseDotted(text.v as string) : parseInet6(text.v as string);
  return bytes === null ? vm.raise(vm.T.OSError, "illegal IP address string passed to inet_pton") : vm.newBytes(bytes);
}

function inet_ntop(vm: VM, _m: PyObject, family: PyObject, packed: PyObject): Result {
  const bytes = bytesView(vm, packed);
  if (bytes === null) return null;
  const f = Number(family.v);
  if (f !== AF_INET && f !== AF_INET6) return vm.raise(vm.T.ValueError, `unknown address family ${f}`);
  if (bytes.length !== (f === AF_INET ? 4 : 16)) return vm.raise(vm.T.ValueError, "invalid length of packed IP address string");
  return vm.newStr(f === AF_INET ? formatInet(bytes) : formatInet6(bytes));
}

/** Network order is the other way round than the machine's. */
function swap(name: string, bits: 16 | 32): MethodSpec {
  return method(name, "(integer, /)", (vm, _m, n: PyObject) => {
    if (!isInt(n))
      return vm.raise(
        vm.T.TypeError,
        bits === 32 ? "expected int, " + n.type.name + " found" : `'${n.type.name}' object cannot be interpreted as an integer`,
      );
    const value = BigInt(n.v);
    if (value < 0n) {
      const text =
        bits === 16
          ? `${name}: can't convert negative Python int to C 16-bit unsigned integer`
          : "can't convert negative value to unsigned int";
      return vm.raise(vm.T.OverflowError, text);
    }
    if (value >> BigInt(bits) !== 0n) {
      const text =
        bits === 16 ? `${name}: Python int too large to convert to C 16-bit unsigned integer` : "int larger than 32 bits";
      return vm.raise(vm.T.OverflowError, text);
    }
    const v = Number(value);
    if (bits === 16) return vm.newInt(((v & 0xff) << 8) | (v >> 8));
    return vm.newInt((((v & 0xff) << 24) | ((v & 0xff00) << 8) | ((v >>> 8) & 0xff00) | (v >>> 24)) >>> 0);
  });
}

function if_nametoindex(vm: VM, _m: PyObject, name: PyObject): Result {
  return name.v === "lo" ? vm.newInt(1) : vm.raise(vm.T.OSError, "no interface with this name");
}

function if_indextoname(vm: VM, _m: PyObject, index: PyObject): Result {
  return Number(index.v) === 1 ? vm.newStr("lo") : raiseOSError(vm, errnoOf("ENXIO"), strerror(errnoOf("ENXIO")));
}

export const nameFunctions: readonly MethodSpec[] = [
  method("getaddrinfo", "(host, port, family=0, type=0, proto=0, flags=0)", getaddrinfo, {
    convention: "METH_VARARGS|METH_KEYWORDS",
  }),
  method("getnameinfo", "(sockaddr, flags, /)", getnameinfo, { convention: "METH_VARARGS" }),
  method("gethostname", "()", (vm) => vm.newStr(vm.host.systemName.nodename)),
  method("sethostname", "(name, /)", (vm) => raiseOSError(vm, 1, strerror(1)), { convention: "METH_VARARGS" }),
  method("gethostbyname", "(host, /)", gethostbyname, { convention: "METH_VARARGS" }),
  method("gethostbyname_ex", "(host, /)", gethostbyname_ex, { convention: "METH_VARARGS" }),
  method("gethostbyaddr", "(host, /)", gethostbyaddr, { convention: "METH_VARARGS" }),
  method("getservbyname", "(servicename, protocolname=None, /)", getservbyname, { convention: "METH_VARARGS" }),
  method("getservbyport", "(port, protocolname=None, /)", getservbyport, { convention: "METH_VARARGS" }),
  method("getprotobyname", "(name, /)", getprotobyname, { convention: "METH_VARARGS" }),
  method("inet_aton", "(string, /)", inet_aton, { convention: "METH_VARARGS" }),
  method("inet_ntoa", "(packed_ip, /)", inet_ntoa, { convention: "METH_VARARGS" }),
  method("inet_pton", "(af, ip, /)", inet_pton, { convention: "METH_VARARGS" }),
  method("inet_ntop", "(af, packed_ip, /)", inet_ntop, { convention: "METH_VARARGS" }),
  swap("ntohs", 16),
  swap("htons", 16),
  swap("ntohl", 32),
  swap("htonl", 32),
  method("if_nameindex", "()", (vm) => vm.newList([vm.newTuple([vm.newInt(1), vm.newStr("lo")])])),
  method("if_nametoindex", "(if_name, /)", if_nametoindex, { convention: "METH_VARARGS" }),
  method("if_indextoname", "(if_index, /)", if_indextoname),
  method("CMSG_LEN", "(length, /)", (vm, _m, n: PyObject) => vm.newInt(Number(n.v) + 16), { convention: "METH_VARARGS" }),
  method("CMSG_SPACE", "(length, /)", (vm, _m, n: PyObject) => vm.newInt(((Number(n.v) + 7) & ~7) + 16), {
    convention: "METH_VARARGS",
  }),
];
