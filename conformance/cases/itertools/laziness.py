from itertools import chain, islice
def g(n):
    print("start", n)
    yield n
c = chain(g(1), g(2))
print("made")
print(next(c))
list(c)
def src():
    for i in range(10):
        print("produced", i)
        yield i
print(list(islice(src(), 2)))
