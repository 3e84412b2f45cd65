def outer():
    def inner():
        g = lambda v: v.nope
        return g(5)
    return inner()
outer()
