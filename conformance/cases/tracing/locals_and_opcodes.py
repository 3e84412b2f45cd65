import dis
import sys

def f(a):
    b = a + 1
    def g():
        return b
    return g() + a

def change(frame, event, arg):
    if frame.f_code.co_name == "f" and event == "line" and frame.f_lineno == f.__code__.co_firstlineno + 4:
        frame.f_locals["a"] = 100
        frame.f_locals["b"] = 1000
    return change

sys.settrace(change)
print(f(1))
sys.settrace(None)
seen = []

def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    if event == "opcode":
        seen.append(dis.opname[frame.f_code.co_code[frame.f_lasti]])
    return opcodes

def h(x):
    return [x, -x]

sys.settrace(opcodes)
h(1)
sys.settrace(None)
print(seen)

def only_outer(frame, event, arg):
    print("only", event, frame.f_code.co_name)

def two():
    h(2)

sys.settrace(only_outer)
two()
sys.settrace(None)
