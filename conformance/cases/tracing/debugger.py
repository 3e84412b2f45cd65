import bdb
import io
import pdb

def add(a, b):
    total = a + b
    return total

def program():
    x = add(1, 2)
    for i in range(2):
        x += i
    return x

class Steps(bdb.Bdb):
    def user_line(self, frame):
        print("line", frame.f_code.co_name, frame.f_lineno - program.__code__.co_firstlineno)
        self.set_step()

    def user_return(self, frame, value):
        print("return", frame.f_code.co_name, value)

steps = Steps(skip=["bdb"])
print(steps.runcall(program))
commands = io.StringIO("break add\ncontinue\nargs\nnext\np total\nreturn\nup\nwhere 1\ncontinue\n")
shown = io.StringIO()
debugger = pdb.Pdb(stdin=commands, stdout=shown, nosigint=True, readrc=False)
debugger.use_rawinput = False
print(debugger.runcall(program))
print([line for line in shown.getvalue().splitlines() if "/" not in line])
