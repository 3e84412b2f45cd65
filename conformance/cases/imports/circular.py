import _circular_a
print(_circular_a.done, _circular_a.b.seen)
try:
    import _circular_c
except ImportError as e:
    print(str(e).split(" (/")[0])
