import sys
class C:
    def __del__(self): print(sys._getframe(1).f_lineno)
x = C()
x = 1
C()
def f():
    c = C()
    d = 1
    c = None
    return 3
f()
del x
l = [C()]
l.clear()
l.append(C())
del l[0]
l.append(C()); l = None
