total = 0
print([total := total + x for x in range(5)], total)
def f():
    any((last := x) > 2 for x in range(10))
    return last
print(f())
