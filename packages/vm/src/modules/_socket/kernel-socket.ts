import { type FileStatus, HostFailure, type OpenFile } from "../../host.ts";
import { EINVAL, EPIPE, ESPIPE, errnoOf } from "../../host-errors.ts";
import { POLLERR, POLLHUP, POLLIN, POLLOUT, POLLRDHUP } from "../_io/readiness.ts";
import { type Address, AF_UNIX, inetAddress, isAnyHost, loopbackHost, SOCK_STREAM } from "./address.ts";
import type { Network } from "./network.ts";

export const ENOTCONN: number = errnoOf("ENOTCONN");
export const ECONNRESET: number = errnoOf("ECONNRESET");
const ECONNREFUSED = errnoOf("ECONNREFUSED");
const EDESTADDRREQ = errnoOf("EDESTADDRREQ");
const EMSGSIZE = errnoOf("EMSGSIZE");
const S_IFSOCK = 0o140000;

/** A message of a datagram socket, with its sender. */
export interface Datagram {
  readonly data: Uint8Array;
  readonly from: Address | null;
}

/** What a read gave: the bytes, and where they came from. */
export interface Received {
  readonly data: Uint8Array;
  readonly from: Address | null;
  /** The message was longer than what was asked for. */
  readonly truncated: boolean;
}

/** How much a stream holds that nobody reads: roughly what Linux's default buffers do. */
const STREAM_CAPACITY = 2_621_440;
const UNIX_CAPACITY = 212_992;

/**
 * A socket as the kernel has it: an open file.
 *
 * Two connected stream sockets know each other; what one sends is in the other's queue at once. Nothing here waits: what cannot be done now gives
 * "would-block", and whoever changes what others may wait for announces it.
 */
export class KernelSocket implements OpenFile {
  readonly network: Network;
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
  state: "new" | "listening" | "connecting" | "connected" | "closed" = "new";
  local: Address | null = null;
  remote: Address | null = null;
  peer: KernelSocket | null = null;
  chunks: Uint8Array[] = [];
  received = 0;
  datagrams: Datagram[] = [];
  /** The peer will send no more. */
  ended = false;
  /** The peer is gone altogether. */
  peerClosed = false;
  shutRead = false;
  shutWrite = false;
  /** Reported by the next operation, or as SO_ERROR. */
  error = 0;
  /** A connection was made for a caller that would not wait and has not been told. */
  untold = false;
  backlog = 0;
  /** Connections made and not yet accepted. */
  accepting: KernelSocket[] = [];
  /** Sockets that wait for room in `accepting`. */
  queued: KernelSocket[] = [];
  /** The listener this one waits for. */
  waitsFor: KernelSocket | null = null;
  options: Map<number, number> = new Map();

  constructor(network: Network, family: number, type: number, protocol: number) {
    this.network = network;
    this.family = family;
    this.type = type;
    this.protocol = protocol;
    network.sockets.add(this);
  }

  get change(): object {
    return this;
  }

  get isStream(): boolean {
    return this.type === SOCK_STREAM;
  }

  private get capacity(): number {
    return this.family === AF_UNIX ? UNIX_CAPACITY : STREAM_CAPACITY;
  }

  takeError(): HostFailure | null {
    const { error } = this;
    this.error = 0;
    return error === 0 ? null : new HostFailure(error);
  }

  // --- Reading --------------------------------------------------------------------------------------------------------------

  read(max: number): Uint8Array | "would-block" | "eof" | HostFailure {
    const got = this.receive(max, false);
    if (got === "would-block" || got instanceof HostFailure) return got;
    return got.data.length === 0 ? "eof" : got.data;
  }

  /** Linux: recvfrom(2). `peek`: it stays there. */
  receive(max: number, peek: boolean): Received | "would-block" | HostFailure {
    return this.isStream ? this.receiveStream(max, peek) : this.receiveDatagram(max, peek);
  }

  private receiveStream(max: number, peek: boolean): Received | "would-block" | HostFailure {
    const nothing = { data: new Uint8Array(0), from: null, truncated: false };
    if (this.received > 0) {
      const data = this.takeBytes(max, peek);
      if (!peek && this.peer !== null) this.network.announce(this.peer);
      return { data, from: null, truncated: false };
    }
    if (this.error !== 0) return this.takeError()!;
    if (this.state === "new" || this.state === "listening") return new HostFailure(this.family === AF_UNIX ? EINVAL : ENOTCONN);
    if (this.shutRead || this.ended || this.state === "closed" || max === 0) return nothing;
    return "would-block";
  }

  private takeBytes(max: number, peek: boolean): Uint8Array {
    const out = new Uint8Array(Math.min(max, this.received));
    let n = 0;
    let i = 0;
    while (n < out.length) {
      const chunk = this.chunks[i]!;
      const part = chunk.subarray(0, out.length - n);
      out.set(part, n);
      n += part.length;
      if (peek) i++;
      else if (part.length === chunk.length) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(part.length);
    }
    if (!peek) this.received -= out.length;
    return out;
  }

  private receiveDatagram(max: number, peek: boolean): Received | "would-block" | HostFailure {
    if (this.error !== 0) return this.takeError()!;
    const first = this.datagrams[0];
    if (first === undefined) {
      if (this.shutRead || this.ended) return { data: new Uint8Array(0), from: null, truncated: false };
      return "would-block";
    }
    if (!peek) {
      this.datagrams.shift();
      this.received -= first.data.length;
      if (this.peer !== null) this.network.announce(this.peer);
    }
    return { data: first.data.slice(0, max), from: first.from, truncated: first.data.length > max };
  }

  // --- Writing --------------------------------------------------------------------------------------------------------------

  write(bytes: Uint8Array): number | "would-block" | HostFailure {
    return this.send(bytes, null);
  }

  /** Linux: sendto(2). */
  send(bytes: Uint8Array, to: Address | null): number | "would-block" | HostFailure {
    if (this.isStream) return this.sendStream(bytes);
    return this.sendDatagram(bytes, to);
  }

  private sendStream(bytes: Uint8Array): number | "would-block" | HostFailure {
    if (this.error !== 0) {
      const failure = this.takeError()!;
      return failure.errno === ECONNRESET ? new HostFailure(EPIPE) : failure;
    }
    if (this.state === "connecting") return "would-block";
    if (this.shutWrite) return new HostFailure(EPIPE);
    if (this.state !== "connected") return new HostFailure(this.family === AF_UNIX ? ENOTCONN : EPIPE);
    const { peer } = this;
    if (peer === null || this.peerClosed) {
      if (this.family === AF_UNIX) return new HostFailure(EPIPE);
      // The other side answers with a reset, which the next operation finds.
      this.error = EPIPE;
      this.ended = true;
      return bytes.length;
    }
    const room = peer.capacity - peer.received;
    if (room <= 0 && bytes.length > 0) return "would-block";
    const part = bytes.slice(0, room);
    if (part.length > 0 && !peer.shutRead) {
      peer.chunks.push(part);
      peer.received += part.length;
      this.network.announce(peer);
    }
    return part.length;
  }

  private sendDatagram(bytes: Uint8Array, to: Address | null): number | "would-block" | HostFailure {
    if (this.error !== 0) return this.takeError()!;
    if (this.shutWrite) return new HostFailure(EPIPE);
    if (bytes.length > (this.family === AF_UNIX ? UNIX_CAPACITY : 65507)) return new HostFailure(EMSGSIZE);
    let target = this.peer;
    if (to !== null) {
      const found = this.network.datagramTarget(this, to);
      if (found instanceof HostFailure) return found;
      target = found;
    } else if (this.remote === null && target === null) return new HostFailure(this.family === AF_UNIX ? ENOTCONN : EDESTADDRREQ);
    else if (target === null || target.state === "closed") target = this.network.datagramPeer(this);
    if (this.local === null && this.family !== AF_UNIX) this.network.bindFreely(this);
    if (target === null) {
      if (this.family === AF_UNIX) return new HostFailure(ECONNREFUSED);
      // Nobody is there: a connected sender hears of it.
      if (to === null) this.error = ECONNREFUSED;
      return bytes.length;
    }
    if (target.received + bytes.length > UNIX_CAPACITY) return this.family === AF_UNIX ? "would-block" : bytes.length;
    target.datagrams.push({ data: bytes.slice(), from: this.sender() });
    target.received += bytes.length;
    this.network.announce(target);
    return bytes.length;
  }

  /** Where the socket's datagrams come from: the way to oneself leads through the loopback. */
  private sender(): Address | null {
    const { local } = this;
    if (local === null || local.family === AF_UNIX || !isAnyHost(local.host)) return local;
    return inetAddress(local.family, loopbackHost(local.family), local.port);
  }

  // --- The rest -------------------------------------------------------------------------------------------------------------

  /** Linux: shutdown(2); `how` 0 reading, 1 writing, 2 both. */
  shutdown(how: number): HostFailure | null {
    if (how < 0 || how > 2) return new HostFailure(EINVAL);
    if (this.state === "listening") {
      this.network.stopListening(this);
      return null;
    }
    if (this.state !== "connected" && this.remote === null) return new HostFailure(ENOTCONN);
    if (how !== 1) this.shutRead = true;
    if (how !== 0) {
      this.shutWrite = true;
      if (this.peer !== null) this.peer.ended = true;
    }
    this.network.announce(this);
    if (this.peer !== null) this.network.announce(this.peer);
    return null;
  }

  readiness(): number {
    if (this.state === "listening") return this.accepting.length > 0 ? POLLIN : 0;
    if (!this.isStream) {
      const full = this.peer !== null && this.family === AF_UNIX && this.peer.received >= UNIX_CAPACITY;
      return (
        (this.datagrams.length > 0 || this.error !== 0 ? POLLIN : 0) | (full ? 0 : POLLOUT) | (this.error === 0 ? 0 : POLLERR)
      );
    }
    if (this.state === "connecting") return 0;
    if (this.state === "new") return this.error === 0 ? POLLOUT | POLLHUP : POLLIN | POLLOUT | POLLERR | POLLHUP;
    return this.streamReadiness();
  }

  private streamReadiness(): number {
    const over = this.ended || this.shutRead;
    const closed = (this.ended && this.shutWrite) || this.peerClosed;
    let ready = this.received > 0 || over || this.error !== 0 ? POLLIN : 0;
    if (over) ready |= POLLRDHUP;
    if (this.error !== 0) ready |= POLLERR | POLLHUP | POLLOUT;
    // A closed Unix socket hangs up; TCP still lets send.
    if (closed && (this.family === AF_UNIX || this.shutWrite)) ready |= POLLHUP;
    const { peer } = this;
    if (peer === null || this.shutWrite || peer.capacity - peer.received > 0 || this.peerClosed) ready |= POLLOUT;
    return ready;
  }

  seek(): HostFailure {
    return new HostFailure(ESPIPE);
  }

  truncate(): HostFailure {
    return new HostFailure(EINVAL);
  }

  status(): FileStatus {
    return { mode: S_IFSOCK | 0o777, ino: 0, dev: 0, nlink: 1, uid: 0, gid: 0, size: 0, atime: 0n, mtime: 0n, ctime: 0n };
  }

  isTerminal(): boolean {
    return false;
  }

  close(): null {
    const { peer } = this;
    const unread = this.received > 0;
    if (this.state === "listening") this.network.stopListening(this);
    this.network.unbind(this);
    this.state = "closed";
    if (peer !== null && peer.peer === this && this.isStream) {
      peer.ended = true;
      peer.peerClosed = true;
      if (unread && peer.error === 0) peer.error = ECONNRESET;
      this.network.announce(peer);
    }
    this.network.sockets.delete(this);
    return null;
  }
}
