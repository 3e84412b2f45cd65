# --- waiting-calls
nested = []
for _ in range(400):
    nested = [nested]
print(len(repr(nested)), nested == nested)


class Shown:
    def __repr__(self):
        return "shown"


deep = Shown()
for _ in range(400):
    deep = (deep,)
print(len(repr(deep)))


class Endless:
    def __repr__(self):
        return repr([self])


try:
    repr(Endless())
except RecursionError:
    print("too deep")


class Ordered(type):
    def mro(cls):
        return super().mro()


class A(metaclass=Ordered):
    pass


class B(A):
    def __del__(self):
        raise ValueError("ignored")


B()
print("done")
