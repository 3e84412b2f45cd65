import type { Undoable } from "@vivarium/heap";
import { HostFailure } from "../../host.ts";
import { EAGAIN, EINVAL, ENOENT, errnoOf } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { announceChange } from "../_io/readiness.ts";
import { type Address, AF_INET, AF_INET6, AF_UNIX, anyHost, inetAddress, isAnyHost, isOwnHost, loopbackHost } from "./address.ts";
import { ECONNRESET, KernelSocket } from "./kernel-socket.ts";

const ENETUNREACH = errnoOf("ENETUNREACH");
const EADDRINUSE = errnoOf("EADDRINUSE");
const EADDRNOTAVAIL = errnoOf("EADDRNOTAVAIL");
const ECONNREFUSED = errnoOf("ECONNREFUSED");
const EISCONN = errnoOf("EISCONN");
const EALREADY = errnoOf("EALREADY");
const EINPROGRESS = errnoOf("EINPROGRESS");
const EPROTOTYPE = errnoOf("EPROTOTYPE");
const EOPNOTSUPP = errnoOf("EOPNOTSUPP");
const SO_REUSEADDR = 2;

/** Where Linux begins to look for ports nobody asked for; here they are given out one after another. */
const FIRST_FREE_PORT = 32768;
const LAST_FREE_PORT = 60999;

/**
 * The network of one machine that is alone: every socket of the interpreter, and who is bound where. Connections come about only inside it; every other
 * address is unreachable.
 */
export class Network implements Undoable {
  private readonly vm: VM;
  sockets: Set<KernelSocket> = new Set();
  private bound: Map<string, KernelSocket[]> = new Map();
  private nextPort = FIRST_FREE_PORT;
  /** Paths at which sockets were bound: what the host has there is an empty file. */
  private files: Set<string> = new Set();

  constructor(vm: VM) {
    this.vm = vm;
  }

  announce(socket: KernelSocket): void {
    announceChange(this.vm, socket);
  }

  private key(socket: KernelSocket, address: Address): string {
    if (address.family === AF_UNIX) return `unix ${address.path}`;
    return `${socket.type} ${address.port}`;
  }

  // --- Names ----------------------------------------------------------------------------------------------------------------

  /** Linux: bind(2). */
  bind(socket: KernelSocket, address: Address): HostFailure | null {
    if (socket.local !== null) return new HostFailure(EINVAL);
    if (socket.family === AF_UNIX) return this.bindUnix(socket, address);
    if (!isOwnHost(address.host)) return new HostFailure(EADDRNOTAVAIL);
    const wanted = address.port === 0 ? inetAddress(address.family, address.host, this.freePort(socket)) : address;
    if (this.inUse(socket, wanted)) return new HostFailure(EADDRINUSE);
    this.place(socket, wanted);
    return null;
  }

  private bindUnix(socket: KernelSocket, address: Address): HostFailure | null {
    const named = address.path === "" ? { ...address, path: `\0${this.autobindName()}` } : address;
    const key = this.key(socket, named);
    if (named.path.startsWith("\0")) {
      if (this.bound.has(key)) return new HostFailure(EADDRINUSE);
    } else {
      // The name is a file: it stays when the socket is closed, as it does in the file system.
      const file = this.vm.host.open(named.path, 0o301, 0o755);
      if (file instanceof HostFailure) return file.errno === errnoOf("EEXIST") ? new HostFailure(EADDRINUSE) : file;
      file.close();
      // Who was bound to a file of that name that has been removed is not found by it any more.
      this.bound.delete(key);
      this.files.add(named.path);
    }
    this.place(socket, named);
    return null;
  }

  hasFile(path: string): boolean {
    return this.files.has(path);
  }

  private autobindName(): string {
    return (this.nextPort++ - FIRST_FREE_PORT).toString(16).padStart(5, "0");
  }

  private place(socket: KernelSocket, address: Address): void {
    socket.local = address;
    const key = this.key(socket, address);
    const there = this.bound.get(key);
    if (there === undefined) this.bound.set(key, [socket]);
    else there.push(socket);
  }

  unbind(socket: KernelSocket): void {
    if (socket.local === null) return;
    const key = this.key(socket, socket.local);
    const rest = (this.bound.get(key) ?? []).filter((s) => s !== socket);
    if (rest.length === 0) this.bound.delete(key);
    else this.bound.set(key, rest);
  }

  private freePort(socket: KernelSocket): number {
    for (;;) {
      const port = this.nextPort++;
      if (this.nextPort > LAST_FREE_PORT) this.nextPort = FIRST_FREE_PORT;
      if (!this.bound.has(`${socket.type} ${port}`)) return port;
    }
  }

  private inUse(socket: KernelSocket, address: Address): boolean {
    return (this.bound.get(this.key(socket, address)) ?? []).some(
      (other) =>
        overlaps(other.local!, address) &&
        !(socket.options.get(SO_REUSEADDR) === 1 && other.options.get(SO_REUSEADDR) === 1 && other.state !== "listening"),
    );
  }

  /** An address that nobody chose, for a socket that sends or connects. */
  bindFreely(socket: KernelSocket, host: string = anyHost(socket.family)): void {
    if (socket.family === AF_UNIX) return;
    this.place(socket, inetAddress(socket.family, host, this.freePort(socket)));
  }

  // --- Connections ----------------------------------------------------------------------------------------------------------

  listen(socket: KernelSocket, backlog: number): HostFailure | null {
    if (!socket.isStream) return new HostFailure(EOPNOTSUPP);
    if (socket.state !== "new" && socket.state !== "listening") return new HostFailure(EINVAL);
    if (socket.local === null) {
      if (socket.family === AF_UNIX) return new HostFailure(EINVAL);
      this.bindFreely(socket);
    }
    socket.state = "listening";
    socket.backlog = Math.min(Math.max(backlog, 0), 4096);
    return null;
  }

  /** Linux: connect(2). `waits`: the caller would rather wait than hear of it later. */
  connect(socket: KernelSocket, to: Address, waits: boolean): HostFailure | "would-block" | null {
    if (!socket.isStream) return this.connectDatagram(socket, to);
    if (socket.state === "listening") return new HostFailure(EISCONN);
    if (socket.state === "connected") {
      if (!socket.untold) return new HostFailure(EISCONN);
      socket.untold = false;
      return null;
    }
    if (socket.error !== 0) return socket.takeError();
    if (socket.state === "connecting") return waits ? "would-block" : new HostFailure(EALREADY);
    const listener = this.listenerAt(socket, to);
    const later = !waits && socket.family !== AF_UNIX;
    if (listener instanceof HostFailure) {
      if (!later || listener.errno !== ECONNREFUSED) return listener;
      socket.error = ECONNREFUSED;
      return new HostFailure(EINPROGRESS);
    }
    return this.reach(socket, listener, to, waits, later);
  }

  private reach(
    socket: KernelSocket,
    listener: KernelSocket,
    to: Address,
    waits: boolean,
    later: boolean,
  ): HostFailure | "would-block" | null {
    socket.remote = to.family === AF_UNIX || !isAnyHost(to.host) ? to : inetAddress(to.family, loopbackHost(to.family), to.port);
    if (socket.local === null) this.bindFreely(socket, socket.remote.host);
    if (listener.accepting.length > listener.backlog) {
      if (!waits && !later) return new HostFailure(EAGAIN);
      socket.state = "connecting";
      socket.waitsFor = listener;
      listener.queued.push(socket);
      return later ? new HostFailure(EINPROGRESS) : "would-block";
    }
    this.join(socket, listener);
    socket.untold = later;
    return later ? new HostFailure(EINPROGRESS) : null;
  }

  /** The socket listening at an address, or why there is none. */
  private listenerAt(socket: KernelSocket, to: Address): KernelSocket | HostFailure {
    if (to.family === AF_UNIX) {
      const there = this.unixAt(socket, to);
      if (there === undefined) return new HostFailure(this.missingName(to.path));
      if (there.type !== socket.type) return new HostFailure(EPROTOTYPE);
      return there.state === "listening" ? there : new HostFailure(ECONNREFUSED);
    }
    if (!isOwnHost(to.host)) return new HostFailure(ENETUNREACH);
    const there = (this.bound.get(this.key(socket, to)) ?? []).filter((s) => s.state === "listening" && answers(s.local!, to));
    return there.find((s) => s.local!.host === to.host) ?? there[0] ?? new HostFailure(ECONNREFUSED);
  }

  /** Who is bound to a path whose file is still there. */
  private unixAt(socket: KernelSocket, to: Address): KernelSocket | undefined {
    const there = this.bound.get(this.key(socket, to))?.[0];
    if (there === undefined || to.path.startsWith("\0")) return there;
    return this.vm.host.stat(to.path) instanceof HostFailure ? undefined : there;
  }

  private missingName(path: string): number {
    if (path.startsWith("\0")) return ECONNREFUSED;
    return this.vm.host.stat(path) instanceof HostFailure ? ENOENT : ECONNREFUSED;
  }

  /** Makes the connection; its other end waits to be accepted. */
  private join(socket: KernelSocket, listener: KernelSocket): void {
    const server = new KernelSocket(this, listener.family, listener.type, listener.protocol);
    server.state = "connected";
    server.local = listener.family === AF_UNIX ? listener.local : socket.remote;
    server.remote = socket.local;
    server.peer = socket;
    socket.peer = server;
    socket.state = "connected";
    socket.waitsFor = null;
    listener.accepting.push(server);
    this.announce(listener);
  }

  /** Linux: accept(2). */
  accept(listener: KernelSocket): KernelSocket | "would-block" | HostFailure {
    if (listener.state !== "listening") return new HostFailure(listener.isStream ? EINVAL : EOPNOTSUPP);
    const server = listener.accepting.shift();
    if (server === undefined) return "would-block";
    const next = listener.queued.shift();
    if (next !== undefined && next.state === "connecting") {
      this.join(next, listener);
      next.untold = true;
      this.announce(next);
    }
    return server;
  }

  stopListening(listener: KernelSocket): void {
    listener.state = "closed";
    for (const server of listener.accepting) {
      const client = server.peer!;
      client.ended = true;
      client.peerClosed = true;
      client.error = ECONNRESET;
      server.state = "closed";
      this.sockets.delete(server);
      this.announce(client);
    }
    for (const waiting of listener.queued) {
      waiting.state = "new";
      waiting.error = ECONNREFUSED;
      this.announce(waiting);
    }
    listener.accepting = [];
    listener.queued = [];
    this.announce(listener);
  }

  pair(family: number, type: number, protocol: number): [KernelSocket, KernelSocket] {
    const a = new KernelSocket(this, family, type, protocol);
    const b = new KernelSocket(this, family, type, protocol);
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      one.state = "connected";
      one.peer = other;
    }
    return [a, b];
  }

  // --- Datagrams ------------------------------------------------------------------------------------------------------------

  private connectDatagram(socket: KernelSocket, to: Address): HostFailure | null {
    if (socket.family === AF_UNIX) {
      const target = this.datagramTarget(socket, to);
      if (target instanceof HostFailure) return target;
      socket.peer = target;
    } else {
      if (!isOwnHost(to.host)) return new HostFailure(ENETUNREACH);
      if (socket.local === null) this.bindFreely(socket, isAnyHost(to.host) ? loopbackHost(to.family) : to.host);
    }
    socket.remote = to;
    socket.state = "connected";
    return null;
  }

  /** Whom a datagram to `to` reaches; null: nobody, and nobody says so. */
  datagramTarget(socket: KernelSocket, to: Address): KernelSocket | HostFailure | null {
    if (to.family === AF_UNIX) {
      const target = this.unixAt(socket, to);
      if (target === undefined) return new HostFailure(this.missingName(to.path));
      return target.type === socket.type ? target : new HostFailure(EPROTOTYPE);
    }
    if (!isOwnHost(to.host)) return new HostFailure(ENETUNREACH);
    const there = this.bound.get(this.key(socket, to)) ?? [];
    return there.find((s) => answers(s.local!, to)) ?? null;
  }

  datagramPeer(socket: KernelSocket): KernelSocket | null {
    if (socket.remote === null) return null;
    const target = this.datagramTarget(socket, socket.remote);
    return target instanceof HostFailure ? null : target;
  }

  // --- Taking back ----------------------------------------------------------------------------------------------------------

  mark(): unknown {
    const sockets = [...this.sockets].map((socket) => ({ socket, fields: copyFields(socket) }));
    const bound = [...this.bound].map(([key, list]) => [key, list.slice()] as const);
    return { sockets, bound, nextPort: this.nextPort, files: [...this.files] };
  }

  undo(mark: unknown): void {
    const saved = mark as {
      sockets: { socket: KernelSocket; fields: Partial<KernelSocket> }[];
      bound: [string, KernelSocket[]][];
      nextPort: number;
      files: string[];
    };
    this.sockets = new Set(saved.sockets.map(({ socket }) => socket));
    for (const { socket, fields } of saved.sockets) Object.assign(socket, copyFields(fields));
    this.bound = new Map(saved.bound.map(([key, list]) => [key, list.slice()]));
    this.nextPort = saved.nextPort;
    this.files = new Set(saved.files);
  }

  hash(into: (item: number | string) => void): void {
    into(this.nextPort);
    for (const s of this.sockets) {
      into(s.state);
      into(s.received);
      into(s.error);
      into(s.accepting.length);
    }
  }
}

/** A socket's own fields; queues and options copied. */
function copyFields(socket: object): Partial<KernelSocket> {
  return Object.fromEntries(
    Object.entries(socket).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.slice() : value instanceof Map ? new Map(value) : value,
    ]),
  );
}

function overlaps(a: Address, b: Address): boolean {
  return a.host === b.host || (isAnyHost(a.host) && answers(a, b)) || (isAnyHost(b.host) && answers(b, a));
}

/** Does a socket bound to `local` hear what is sent to `to`? */
function answers(local: Address, to: Address): boolean {
  if (local.host === to.host) return true;
  if (isAnyHost(to.host)) return answers(local, inetAddress(to.family, loopbackHost(to.family), to.port));
  if (local.family === AF_INET6 && to.family === AF_INET) return local.host === "::" || local.host === `::ffff:${to.host}`;
  return local.family === to.family && isAnyHost(local.host);
}

/** Is a path one at which a socket was bound, as far as is known. */
export function isSocketPath(vm: VM, path: string): boolean {
  return (vm.moduleState.get("network") as Network | undefined)?.hasFile(path) ?? false;
}

/** The network of an interpreter. */
export function networkOf(vm: VM): Network {
  let network = vm.moduleState.get("network") as Network | undefined;
  if (network === undefined) {
    network = new Network(vm);
    vm.moduleState.set("network", network);
    vm.journal.register(network);
  }
  return network;
}
