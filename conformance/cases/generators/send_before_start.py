def g(): yield
it = g()
try:
    it.send(1)
except TypeError as e:
    print(e)
print(it.send(None))
