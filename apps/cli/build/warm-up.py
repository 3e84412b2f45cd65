"""What most programs do, so that the code that runs it is compiled and kept."""

import collections
import functools
import re
import sys
import threading
import time


class Shape:
    count = 0

    def __init__(self, name, *sides, unit="m"):
        self.name = name
        self.sides = list(sides)
        self.unit = unit
        Shape.count += 1

    @property
    def length(self):
        return sum(self.sides)

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, {self.length:>8.2f} {self.unit})"

    def __eq__(self, other):
        return isinstance(other, Shape) and self.name == other.name

    def __lt__(self, other):
        return self.length < other.length


class Square(Shape):
    def __init__(self, side):
        super().__init__("square", *[side] * 4)


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def numbers(stop):
    for i in range(stop):
        if i % 3 == 0:
            continue
        yield i


def failing(key):
    try:
        return {}[key]
    except KeyError as error:
        raise ValueError(f"no {key}") from error
    finally:
        Shape.count -= 1


def work(lock, results):
    for _ in range(100):
        with lock:
            results["done"] += 1


def main():
    shapes = sorted([Square(3), Square(1.5), Shape("line", 7)])
    words = collections.Counter(re.findall(r"\w+", "the cat and the dog and the bird"))
    text = ", ".join(f"{word}={n}" for word, n in words.most_common(2))
    try:
        failing("x")
    except ValueError as error:
        text += str(error)
    lock, results = threading.Lock(), collections.defaultdict(int)
    threads = [threading.Thread(target=work, args=(lock, results)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, *rest = {n * n for n in numbers(10)}
    table = {str(n): [n, -n, n / 2, n << 70] for n in rest if n != first}
    started = time.perf_counter()
    print(repr(shapes), text, fibonacci(20), results["done"], len(table), "%5.1f|%s" % (2.5, "x"), file=sys.stderr)
    return 0 if time.perf_counter() >= started and text[:3].upper() == "THE" else 1


if __name__ == "__main__":
    sys.exit(main())
