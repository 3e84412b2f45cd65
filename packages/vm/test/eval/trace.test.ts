import { describe, expect, it } from "vitest";
import { auditVM } from "../../src/audit/audit-vm.ts";
import { runPython } from "../run-python.ts";

const TRACED = `
import sys
seen = []
def tell(frame, event, arg):
    seen.append(event + str(frame.f_lineno))
    return tell
def f(x):
    for i in (1, 2):
        x += i
    return x
sys.settrace(tell)
f(1)
sys.settrace(None)
f(1)
print(*seen)
`;

describe("tracing", () => {
  it("tells calls, lines and returns, and stops", () => {
    const { stdout, vm } = runPython(TRACED);
    expect(stdout).toBe("call7 line8 line9 line8 line9 line8 line10 return10\n");
    expect(auditVM(vm).clean).toBe(true);
  });

  it("leaves the fast loop as it was", () => {
    expect(runPython(TRACED).vm.observed).toBe(false);
  });

  it("goes on with the exception that a trace function raises", () => {
    const { exception } = runPython(`
import sys
def bad(frame, event, arg):
    raise KeyError(event)
def f(): pass
sys.settrace(bad)
f()
`);
    expect(exception).toBe("KeyError: call");
  });

  it("can set the line that is executed next", () => {
    const { stdout } = runPython(`
import sys
def jump(frame, event, arg):
    if event == "line" and frame.f_lineno == 8: frame.f_lineno = 10
    return jump
def f():
    print("first")
    for i in range(3):
        print("loop", i)
    print("last")
sys.settrace(jump)
f()
`);
    expect(stdout).toBe("first\nlast\n");
  });
});

describe("the line of a frame", () => {
  it("is that of the instruction by which something died", () => {
    const { stdout } = runPython(`
import sys
class C:
    def __del__(self): print(sys._getframe(1).f_lineno)
def f():
    C()
    x = 1
    y = C()
    y = 2
    return x
f()
`);
    expect(stdout).toBe("6\n9\n");
  });
});
