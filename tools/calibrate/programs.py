"""What is measured: loops around one operation (MICRO), small programs of mixed code (MIXED), and programs kept back to check the fit (HELD_OUT).

A micro-program is (name, what comes before the loop, the body). A program is (function of the number of turns, {key: units of native work a
turn}); the keys are those of native-work.ts. Everything here runs on every Python 3.
"""

import os
import re

EXTRAS = """
G = 1
def nothing(): return None
def one(a): return a
def three(a, b, c): return a
def keywords(a, b=1, *, c=2): return a
class Empty: pass
class Point:
    def __init__(self, x):
        self.x = x
        self.y = 1
    def get(self): return self.x
    def nothing(self): return None
class Context:
    def __enter__(self): return None
    def __exit__(self, a, b, c): return None
def numbers():
    while True:
        yield None
def cell():
    value = 1
    def inner(): return value
    return inner
def raiser(): raise ValueError
"""

MICRO = [
    ("load fast", "x = None", "x"),
    ("load const", "x = 0", "x = None"),
    ("copy local", "x = None; y = None", "x = y"),
    ("load global", "", "x = G"),
    ("load builtin", "", "x = len"),
    ("store global", "global H", "H = None"),
    ("int add", "a = 1000; b = 2000", "c = a + b"),
    ("int add small", "a = 10; b = 20", "c = a + b"),
    ("int subtract in place", "a = 10 ** 8", "a -= 1"),
    ("int multiply", "a = 1000; b = 2000", "c = a * b"),
    ("int floor divide", "a = 100000; b = 7", "c = a // b"),
    ("int modulo", "a = 100000; b = 7", "c = a % b"),
    ("int and", "a = 100000; b = 255", "c = a & b"),
    ("int shift", "a = 100000; b = 3", "c = a >> b"),
    ("float add", "a = 1.5; b = 2.25", "c = a + b"),
    ("float multiply", "a = 1.5; b = 2.25", "c = a * b"),
    ("float divide", "a = 1.5; b = 2.25", "c = a / b"),
    ("str add", "a = 'abc'; b = 'def'", "c = a + b"),
    ("negate", "a = 1000", "c = -a"),
    ("invert", "a = 1000", "c = ~a"),
    ("not", "a = True", "c = not a"),
    ("int less", "a = 1; b = 2", "c = a < b"),
    ("int equal", "a = 1000; b = 2000", "c = a == b"),
    ("float less", "a = 1.0; b = 2.0", "c = a < b"),
    ("str equal", "a = 'abc'; b = 'abd'", "c = a == b"),
    ("is", "a = 1; b = 2", "c = a is b"),
    ("in tuple", "a = 3; b = (1, 2, 3)", "c = a in b"),
    ("in dict", "a = 'x'; b = {'x': 1}", "c = a in b"),
    ("if true", "a = True", "if a: pass"),
    ("if false", "a = False", "if a: pass"),
    ("if less", "a = 1; b = 2", "if a < b: pass"),
    ("if not less", "a = 1; b = 2", "if b < a: pass"),
    ("if none", "a = None", "if a is None: pass"),
    ("if not none", "a = 1", "if a is None: pass"),
    ("and", "a = True; b = False", "c = a and b"),
    ("or", "a = True; b = False", "c = a or b"),
    ("chained", "a = 1; b = 2; d = 3", "c = a < b < d"),
    ("inner loop", "", "for i in range(20): pass"),
    ("loop over list", "a = [None] * 20", "for i in a: pass"),
    ("loop over tuple", "a = (None,) * 20", "for i in a: pass"),
    ("loop over str", "a = 'abcdefghijklmnopqrst'", "for i in a: pass"),
    ("loop over dict", "a = dict.fromkeys('abcdefghijklmnopqrst')", "for i in a: pass"),
    ("while", "", "i = 20\nwhile i: i -= 1"),
    ("while true", "", "i = 20\nwhile True:\n    i -= 1\n    if i == 0: break"),
    ("while true continue", "", "i = 20\nwhile True:\n    if i > 0:\n        i -= 1\n        continue\n    break"),
    ("list item", "a = [1, 2, 3]; i = 1", "c = a[i]"),
    ("tuple item", "a = (1, 2, 3); i = 1", "c = a[i]"),
    ("dict item", "a = {'x': 1}; i = 'x'", "c = a[i]"),
    ("str item", "a = 'abc'; i = 1", "c = a[i]"),
    ("list slice", "a = [1, 2, 3, 4]; i = 1", "c = a[i:]"),
    ("store list item", "a = [1, 2, 3]; i = 1", "a[i] = None"),
    ("store dict item", "a = {'x': 1}; i = 'x'", "a[i] = None"),
    ("dict insert and delete", "a = {'x': 1}; i = 'y'", "a[i] = None\ndel a[i]"),
    ("augmented item", "a = [1, 2, 3]; i = 1", "a[i] += 0"),
    ("build tuple", "a = 1", "c = (a, a)"),
    ("build list", "a = 1", "c = [a, a]"),
    ("build empty list", "", "c = []"),
    ("build dict", "a = 1", "c = {a: a}"),
    ("build empty dict", "", "c = {}"),
    ("build set", "a = 1", "c = {a}"),
    ("build list of constants", "", "c = [1, 2, 3, 4]"),
    ("build constant-key dict", "a = 1", "c = {'x': a, 'y': a}"),
    ("unpack tuple", "a = (1, 2)", "c, d = a"),
    ("unpack list", "a = [1, 2]", "c, d = a"),
    ("unpack star", "a = [1, 2, 3]", "c, *d = a"),
    ("swap", "a = 1; b = 2", "a, b = b, a"),
    ("rotate", "a = 1; b = 2; c = 3", "a, b, c = c, a, b"),
    ("assign twice", "a = 1", "b = c = a"),
    ("load attribute", "a = Point(1)", "c = a.x"),
    ("store attribute", "a = Point(1)", "a.x = None"),
    ("class attribute", "a = Point", "c = a.get"),
    ("augmented attribute", "a = Point(1)", "a.x += 0"),
    ("call nothing", "f = nothing", "f()"),
    ("call global", "", "nothing()"),
    ("call one", "f = one", "f(None)"),
    ("call three", "f = three", "f(None, None, None)"),
    ("call keyword", "f = keywords", "f(None, b=None)"),
    ("call defaults", "f = keywords", "f(None)"),
    ("call star", "f = one; a = (None,)", "f(*a)"),
    ("call method", "a = Point(1)", "a.nothing()"),
    ("call getter", "a = Point(1)", "a.get()"),
    ("call bound method", "a = Point(1).nothing", "a()"),
    ("call len", "a = [1]", "len(a)"),
    ("call abs", "a = 1", "abs(a)"),
    ("call isinstance", "a = 1", "isinstance(a, int)"),
    ("call max", "a = 1; b = 2", "max(a, b)"),
    ("call str", "a = 1000", "str(a)"),
    ("call int", "a = 1.0", "int(a)"),
    ("call ord", "a = 'x'", "ord(a)"),
    ("append and pop", "a = []", "a.append(None)\na.pop()"),
    ("dict get", "a = {'x': 1}", "a.get('x')"),
    ("str method", "a = 'abc'", "a.startswith('a')"),
    ("str join", "a = ['abc', 'def']", "','.join(a)"),
    ("make function", "", "c = lambda: None"),
    ("make closure", "value = 1", "c = lambda: value"),
    ("load cell", "value = 1\ndef g(): return value", "c = value"),
    ("store cell", "value = 1\ndef g(): return value", "value = None"),
    ("call closure", "f = cell()", "f()"),
    ("next", "g = numbers()", "next(g)"),
    ("loop over generator", "def g():\n    for _ in (1, 2, 3, 4, 5): yield None", "for c in g(): pass"),
    ("yield from", "def g():\n    for _ in (1, 2, 3, 4, 5): yield None\ndef h(): yield from g()", "for c in h(): pass"),
    ("comprehension", "a = (1, 2, 3, 4, 5)", "c = [x for x in a]"),
    ("set comprehension", "a = (1, 2, 3, 4, 5)", "c = {x for x in a}"),
    ("dict comprehension", "a = (1, 2, 3, 4, 5)", "c = {x: x for x in a}"),
    ("generator expression", "a = (1, 2, 3, 4, 5)", "for c in (x for x in a): pass"),
    ("try", "", "try: pass\nfinally: pass"),
    ("try except", "x = None", "try: x\nexcept ValueError: pass"),
    ("raise", "", "try: raise ValueError\nexcept ValueError: pass"),
    ("raise in callee", "", "try: raiser()\nexcept ValueError: pass"),
    ("raise as", "", "try: raise ValueError\nexcept ValueError as e: pass"),
    ("raise past one", "", "try: raise ValueError\nexcept KeyError: pass\nexcept ValueError: pass"),
    ("with", "a = Context()", "with a: pass"),
    ("format", "a = 1000", "c = f'{a}'"),
    ("format twice", "a = 'x'", "c = f'{a} and {a!r}'"),
    ("percent", "a = 1000", "c = '%d' % a"),
    ("assert", "a = True", "assert a"),
    ("delete local", "", "x = None\ndel x"),
    ("import", "", "import sys"),
    ("import from", "", "from sys import path"),
]

# Native work of micro-programs, by name.
MICRO_UNITS = {
    "inner loop": {270: 1},
    "str add": {269: 1, 259: 6},
    "percent": {269: 1, 271: 1},
    "call str": {270: 1},
    "call int": {270: 1},
    "call max": {256: 2},
    "list slice": {260: 3},
    "in tuple": {262: 3},
}


# --- Mixed code --------------------------------------------------------------------------------------------------------------


def gcd(n):
    for _ in range(n):
        a, b = 46368, 28657
        while b:
            a, b = b, a % b


def collatz(n):
    for _ in range(n):
        x = 27
        steps = 0
        while x != 1:
            if x % 2 == 0:
                x = x // 2
            else:
                x = 3 * x + 1
            steps += 1


def sieve(n):
    for _ in range(n):
        flags = [True] * 100
        for i in range(2, 10):
            if flags[i]:
                for j in range(i * i, 100, i):
                    flags[j] = False


def matrices(n):
    a = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]
    for _ in range(n):
        c = [[0.0] * 3 for _ in range(3)]
        for i in range(3):
            for j in range(3):
                total = 0.0
                for k in range(3):
                    total += a[i][k] * a[k][j]
                c[i][j] = total


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.moves = 0

    def deposit(self, amount):
        if amount > 0:
            self.balance += amount
            self.moves += 1
        return self.balance

    def withdraw(self, amount):
        if amount > self.balance:
            return False
        self.balance -= amount
        return True


def accounts(n):
    account = Account(100)
    for i in range(n):
        account.deposit(i)
        account.withdraw(50)


def scanner(n):
    for _ in range(n):
        words = 0
        inside = False
        for c in "the quick brown fox jumps over the lazy dog":
            if c == " ":
                inside = False
            elif not inside:
                inside = True
                words += 1


def pipeline(n):
    def evens(items):
        for x in items:
            if x % 2 == 0:
                yield x

    def squares(items):
        for x in items:
            yield x * x

    for _ in range(n):
        total = 0
        for x in squares(evens(range(20))):
            total += x


def counting(n):
    text = "abracadabra alakazam"
    for _ in range(n):
        counts = {}
        for c in text:
            counts[c] = counts.get(c, 0) + 1


def closures(n):
    def adder(k):
        def add(x):
            return x + k

        return add

    for i in range(n):
        f = adder(i)
        f(1)
        f(2)


def ackermann(n):
    def a(m, k):
        if m == 0:
            return k + 1
        if k == 0:
            return a(m - 1, 1)
        return a(m - 1, a(m, k - 1))

    for _ in range(n):
        a(2, 2)


def checked(n):
    table = {"a": 1}
    for _ in range(n):
        for key in ("a", "b", "a", "a"):
            try:
                table[key]
            except KeyError:
                pass


def linked(n):
    for _ in range(n):
        head = None
        for i in range(10):
            head = (i, head)
        while head is not None:
            head = head[1]


def points(n):
    for _ in range(n):
        p = Account(1)
        q = Account(2)
        p.balance + q.balance


def texts(n):
    for i in range(n):
        name = "item" + str(i % 10)
        line = name.upper().strip() + "," + str(len(name))
        fields = line.split(",")
        fields[0].lower()


def histories(n):
    for _ in range(n):
        seen = []
        known = set()
        for i in range(20):
            k = (i * 7) % 13
            if k not in known:
                known.add(k)
                seen.append(k)
        while seen:
            seen.pop()


def inventory(n):
    for _ in range(n):
        stock = {}
        for i in range(20):
            stock[i] = i * 2
        total = 0
        for k, v in stock.items():
            total += v


def maxima(n):
    for i in range(n):
        a = max(i, 10)
        b = min(a, 20)
        c = abs(b - a)
        d = isinstance(c, int) and len((a, b))


def queue_like(n):
    for _ in range(n):
        todo = [(0, 1)]
        while todo:
            depth, k = todo.pop()
            if depth < 4:
                todo.append((depth + 1, 2 * k))
                todo.append((depth + 1, 2 * k + 1))


def totals(n):
    for _ in range(n):
        sum(range(200))


def copies(n):
    for _ in range(n):
        list(range(200))


def orderings(n):
    items = [(i * 7919) % 211 for i in range(200)]
    for _ in range(n):
        sorted(items)


def concatenations(n):
    a, b = "a" * 5000, "b" * 5000
    for _ in range(n):
        c = a + b


def repetitions(n):
    for _ in range(n):
        c = "ab" * 5000


def list_repetitions(n):
    for _ in range(n):
        a = [None] * 1000


def list_slices(n):
    a = list(range(1000))
    for _ in range(n):
        b = a[:]


def searches(n):
    a = "abc" * 3000
    for _ in range(n):
        a.find("x")


def memberships(n):
    a = list(range(1000, 1500))
    for _ in range(n):
        2 in a


def big_sums(n):
    a = 3**20000
    b = a + 1
    for _ in range(n):
        c = a + b


def big_products(n):
    a = 3**1000
    for _ in range(n):
        c = a * (a + 1)


def huge_products(n):
    a = 3**20000
    b = a + 1
    for _ in range(n):
        c = a * b


def big_quotients(n):
    a = 3**4000
    b = 7**700
    for _ in range(n):
        c = a // b


def big_decimals(n):
    a = 3**5000
    for _ in range(n):
        str(a)


def words(n):
    find = re.compile(r"\w+").findall
    text = "the quick brown fox jumps over the lazy dog " * 10
    for _ in range(n):
        find(text)


def dates(n):
    find = re.compile(r"(\d+)-(\d+)-(\d+)").search
    text = "some text before the date, then 2023-12-04 and more"
    for _ in range(n):
        find(text)


def backtracking(n):
    find = re.compile(r"(a+)+$").match
    for _ in range(n):
        find("aaaaaaaaaaab")


def writes(n):
    fd = os.open("/dev/null", os.O_WRONLY)
    for _ in range(n):
        os.write(fd, b"x")
    os.close(fd)


def reads(n):
    fd = os.open("/dev/zero", os.O_RDONLY)
    for _ in range(n):
        os.read(fd, 65536)
    os.close(fd)


def sets(n):
    a = list(range(200))
    for _ in range(n):
        set(a)


def pairs(n):
    a = [(i, i) for i in range(100)]
    for _ in range(n):
        dict(a)


def ordered(n):
    a = list(range(1000))
    for _ in range(n):
        sorted(a)


def splits(n):
    text = "the quick brown fox jumps over the lazy dog " * 10
    for _ in range(n):
        text.split()


counter = 0


def increments(n):
    global counter
    counter = 10**6
    for _ in range(n):
        counter += 1


def long_countdown(n):
    k = 10**6 + n
    while k > 10**6:
        k -= 1


def averages(n):
    total = 0.0
    for i in range(1000, 1000 + n):
        total += i * 0.5
    return total / 2


# Units: the keys of native-work.ts. Comparisons of a sort of shuffled items are n log2 n. Steps of regular expressions are what our engine
# counts for these patterns; products of large ints what big-int-work.ts says.
MIXED = [
    (gcd, {}),
    (collatz, {}),
    (sieve, {269: 1, 260: 100, 270: 5}),
    (matrices, {269: 3, 260: 9, 270: 14}),
    (accounts, {}),
    (scanner, {}),
    (pipeline, {270: 1}),
    (counting, {}),
    (closures, {}),
    (ackermann, {}),
    (checked, {}),
    (linked, {270: 1}),
    (points, {257: 2}),
    (texts, {269: 3, 270: 2, 272: 2}),
    (histories, {270: 2}),
    (inventory, {270: 1}),
    (maxima, {}),
    (queue_like, {}),
    (totals, {256: 200, 270: 1}),
    (copies, {256: 200, 270: 2}),
    (orderings, {258: 1529, 260: 200}),
    (ordered, {258: 999, 260: 1000}),
    (concatenations, {259: 10000, 269: 1}),
    (repetitions, {259: 10000, 269: 1}),
    (list_repetitions, {260: 1000, 269: 1}),
    (list_slices, {260: 1000}),
    (searches, {261: 9000}),
    (memberships, {262: 501}),
    (big_sums, {263: 1057, 269: 1}),
    (big_products, {264: 2809, 263: 53, 269: 2}),
    (huge_products, {264: 363609, 269: 1}),
    (big_quotients, {264: 9702, 269: 1}),
    (big_decimals, {264: 70225, 270: 1}),
    (words, {265: 802, 272: 90}),
    (dates, {265: 119}),
    (backtracking, {265: 13312}),
    (splits, {272: 90}),
    (increments, {}),
    (long_countdown, {}),
    (averages, {}),
    (writes, {266: 1, 267: 1}),
    (reads, {266: 1, 267: 65536}),
    (sets, {256: 200, 268: 200, 270: 1}),
    (pairs, {256: 300, 268: 100, 270: 1}),
]


# --- Kept back ---------------------------------------------------------------------------------------------------------------


def countdown(n):
    for _ in range(n):
        k = 100
        while k > 0:
            k -= 1


def fib(n):
    def f(k):
        return k if k < 2 else f(k - 1) + f(k - 2)

    for _ in range(n):
        f(8)


def nested_loops(n):
    for _ in range(n):
        count = 0
        for i in range(10):
            for j in range(10):
                if i != j:
                    count += i * j


def string_building(n):
    for _ in range(n):
        parts = []
        for i in range(20):
            parts.append(str(i) + ":")
        "".join(parts)


def list_comprehension(n):
    for _ in range(n):
        [x * x for x in range(50) if x % 3]


def dict_updates(n):
    for _ in range(n):
        d = {}
        for i in range(50):
            d[i] = i
        for k in d:
            d[k] += 1


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def add(self, other):
        return Vector(self.x + other.x, self.y + other.y)


def method_calls(n):
    step = Vector(1, 2)
    for _ in range(n):
        v = Vector(0, 0)
        for _ in range(10):
            v = v.add(step)


def sorting(n):
    items = [(i * 7919) % 101 for i in range(40)]
    for _ in range(n):
        a = list(items)
        for i in range(1, len(a)):
            x = a[i]
            j = i - 1
            while j >= 0 and a[j] > x:
                a[j + 1] = a[j]
                j -= 1
            a[j + 1] = x


HELD_OUT = [
    (countdown, {}),
    (fib, {}),
    (nested_loops, {270: 11}),
    (string_building, {269: 20, 270: 21}),
    (list_comprehension, {270: 1}),
    (dict_updates, {270: 1}),
    (method_calls, {257: 11, 270: 1}),
    (sorting, {260: 40, 270: 2}),
]
