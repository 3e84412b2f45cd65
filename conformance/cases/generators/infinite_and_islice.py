from itertools import islice
def count():
    n = 0
    while True:
        yield n
        n += 1
print(list(islice(count(), 2, 10, 3)))
