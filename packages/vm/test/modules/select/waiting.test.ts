import { describe, expect, it } from "vitest";
import { runPython } from "../../run-python.ts";

describe("waiting for files", () => {
  it("takes the time that was given, to the millisecond of virtual time", () => {
    const { vm, stdout } = runPython(`
import _socket, select
a, b = _socket.socketpair()
print(select.select([a], [], [], 0.25))
e = select.epoll()
e.register(a.fileno(), select.EPOLLIN)
print(e.poll(0.25))
e.close()
a.close()
b.close()
`);
    expect(stdout).toBe("([], [], [])\n[]\n");
    expect(vm.simulation.now()).toBeGreaterThanOrEqual(500_000_000);
    expect(vm.simulation.now()).toBeLessThan(501_000_000);
  });

  it("ends as soon as another thread writes", () => {
    const { vm, stdout } = runPython(`
import _socket, _thread, select, time
a, b = _socket.socketpair()
def later():
    time.sleep(0.1)
    b.send(b"x")
_thread.start_new_thread(later, ())
print(a.recv(10), select.select([a], [], [], 0)[0])
a.close()
b.close()
`);
    expect(stdout).toBe("b'x' []\n");
    expect(vm.simulation.now()).toBeLessThan(101_000_000);
  });

  it("is a deadlock when nobody can ever write", () => {
    const { vm } = runPython("import _socket\na, b = _socket.socketpair()\na.recv(1)\n");
    expect(vm.simulation.step().kind).toBe("deadlock");
    expect(vm.simulation.deadlock().text).toContain("socket.recv()");
  });
});
