def nest(make, start, n=5000):
    value = start
    for _ in range(n):
        value = make(value)
    return value


def say(name, f):
    try:
        f()
        print(name, "done")
    except RecursionError as e:
        print(name, e)


lists, more = nest(lambda v: [v], []), nest(lambda v: [v], [])
tuples, dicts = nest(lambda v: (v,), ()), nest(lambda v: {1: v}, {})
say("repr list", lambda: repr(lists))
say("repr dict", lambda: str(dicts))
say("equal", lambda: lists == more)
say("less", lambda: tuples < nest(lambda v: (v,), ()))
say("isinstance", lambda: isinstance("", nest(lambda v: (v,), int)))
del lists, more, tuples, dicts
print("gone")
