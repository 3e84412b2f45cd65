class D(dict):
    def __missing__(self, key): return "<%s>" % key
print("{a} {b}".format_map(D(a=1)))
