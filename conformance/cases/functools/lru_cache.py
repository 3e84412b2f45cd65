from functools import lru_cache, cache
@lru_cache(maxsize=2)
def f(x):
    print("compute", x)
    return x * 2
print(f(1), f(1), f(2), f(3), f(1), f.cache_info())
f.cache_clear()
print(f.cache_info(), f.cache_parameters(), f.__wrapped__(5))
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info())
try:
    f([])
except TypeError as e:
    print(e)
