import { beforeEach, describe, expect, it } from "vitest";
import type { HostFailure } from "../../../src/host.ts";
import { memoryHost } from "../../../src/host-memory.ts";
import { VM } from "../../../src/interpreter.ts";
import { POLLHUP, POLLIN, POLLOUT } from "../../../src/modules/_io/readiness.ts";
import { inetAddress } from "../../../src/modules/_socket/address.ts";
import { KernelSocket } from "../../../src/modules/_socket/kernel-socket.ts";
import { type Network, networkOf } from "../../../src/modules/_socket/network.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

describe("the network of one interpreter", () => {
  let network: Network;
  let listener: KernelSocket;
  const here = inetAddress(2, "127.0.0.1", 8000);

  beforeEach(() => {
    network = networkOf(new VM({ host: memoryHost({}) }));
    listener = new KernelSocket(network, 2, 1, 6);
    network.bind(listener, here);
    network.listen(listener, 0);
  });

  function connected(): [KernelSocket, KernelSocket] {
    const client = new KernelSocket(network, 2, 1, 6);
    expect(network.connect(client, here, true)).toBeNull();
    return [client, network.accept(listener) as KernelSocket];
  }

  it("gives what one end sends to the other", () => {
    const [client, server] = connected();
    expect(server.remote).toEqual(client.local);
    expect(client.write(bytes("abc"))).toBe(3);
    expect(server.readiness() & POLLIN).toBe(POLLIN);
    expect(server.receive(2, true)).toMatchObject({ data: bytes("ab") });
    expect(server.read(10)).toEqual(bytes("abc"));
    expect(server.read(10)).toBe("would-block");
  });

  it("tells the end, and a broken pipe", () => {
    const [client, server] = connected();
    server.close();
    expect(client.read(1)).toBe("eof");
    expect(client.write(bytes("x"))).toBe(1);
    expect((client.write(bytes("x")) as HostFailure).errno).toBe(32);
  });

  it("tells a caller that does not wait of the connection later", () => {
    const client = new KernelSocket(network, 2, 1, 6);
    expect((network.connect(client, here, false) as HostFailure).errno).toBe(115);
    expect(client.readiness() & POLLOUT).toBe(POLLOUT);
    expect(network.connect(client, here, false)).toBeNull();
    expect((network.connect(client, here, false) as HostFailure).errno).toBe(106);
  });

  it("lets those wait for whom there is no room", () => {
    const [first, second] = [new KernelSocket(network, 2, 1, 6), new KernelSocket(network, 2, 1, 6)];
    expect(network.connect(first, here, true)).toBeNull();
    expect(network.connect(second, here, true)).toBe("would-block");
    network.accept(listener);
    expect(second.state).toBe("connected");
  });

  it("refuses, and does not reach the outside", () => {
    const client = new KernelSocket(network, 2, 1, 6);
    expect((network.connect(client, inetAddress(2, "127.0.0.1", 9), true) as HostFailure).errno).toBe(111);
    expect((network.connect(client, inetAddress(2, "192.0.2.1", 80), true) as HostFailure).errno).toBe(101);
    expect((network.bind(client, here) as HostFailure).errno).toBe(98);
  });

  it("says of a new stream socket what Linux says", () => {
    expect(new KernelSocket(network, 2, 1, 6).readiness()).toBe(POLLOUT | POLLHUP);
  });

  it("can be taken back", () => {
    const [client, server] = connected();
    client.write(bytes("abc"));
    const mark = network.mark();
    server.read(3);
    client.close();
    network.undo(mark);
    expect(server.read(10)).toEqual(bytes("abc"));
    expect(client.write(bytes("d"))).toBe(1);
    expect(server.read(10)).toEqual(bytes("d"));
  });
});
