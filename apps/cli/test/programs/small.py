def f(a, b=1):
    return [a + i for i in range(b)]


class C:
    """A class."""

    def m(self):
        return self
