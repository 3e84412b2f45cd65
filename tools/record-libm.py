"""Writes packages/vm/test/recorded/libm.json: elementary functions, correctly rounded, computed with 80 decimal digits and more.

    python3.11 tools/record-libm.py

A case is [function, arguments as bits, result as bits].
"""

import json
import math
import pathlib
import random
import struct
from decimal import Decimal, getcontext, localcontext

getcontext().prec = 110
getcontext().Emin, getcontext().Emax = -10**6, 10**6
OUT = pathlib.Path(__file__).parent.parent / "packages/vm/test/recorded/libm.json"
rng = random.Random(7)


def bits(x):
    return struct.pack(">d", x).hex()


def pi(digits):
    """Machin's formula."""
    one = 10 ** (digits + 10)

    def arctan_of_reciprocal(n):
        power = total = one // n
        k, sign = 3, -1
        while power:
            power //= n * n
            total += sign * (power // k)
            k, sign = k + 2, -sign
        return total

    return Decimal(4 * (4 * arctan_of_reciprocal(5) - arctan_of_reciprocal(239))) / Decimal(one)


def sine(x):
    with localcontext() as context:
        context.prec = 480
        x = x.remainder_near(2 * PI)
        term = total = x
        n = 1
        while term and abs(term) > Decimal(10) ** -130 * abs(total):
            term = -term * x * x / ((n + 1) * (n + 2))
            total += term
            n += 2
        return total


def cosine(x):
    with localcontext() as context:
        context.prec = 480
        return sine(x + PI / 2)


def arctangent(t):
    halvings = 0
    while t > Decimal("0.05"):
        t = t / (1 + (1 + t * t).sqrt())
        halvings += 1
    term, total, n = t, t, 3
    while abs(term) > Decimal(10) ** -110:
        term = -term * t * t
        total += term / n
        n += 2
    return total * 2**halvings


def arctangent2(y, x):
    angle = arctangent(abs(y) / abs(x)) if abs(y) <= abs(x) else PI / 2 - arctangent(abs(x) / abs(y))
    if x < 0:
        angle = PI - angle
    return angle if y > 0 else -angle


with localcontext() as wide:
    wide.prec = 480
    PI = pi(470)
cases = []


def add(name, f, *arguments):
    cases.append([name, [bits(a) for a in arguments], bits(float(f(*map(Decimal, arguments))))])


def power(x, y):
    if y == y.to_integral_value() and abs(y) < 60:
        with localcontext() as context:
            context.prec = 4000
            return x**y
    return (y * x.ln()).exp()


for _ in range(250):
    add("pow", power, rng.uniform(0, 10), rng.uniform(-20, 20))
    add("pow", power, float(rng.randrange(1, 2**27)), float(rng.randrange(-5, 6)))
    s = float(rng.randrange(1, 2**18) ** 2)
    y = rng.choice([1.5, -1.5, 0.5])
    add("pow", lambda x, y: x.sqrt() ** int(2 * y), s, y)
    add("pow", power, 10.0, float(rng.randrange(-323, 309)))
    add("pow", power, 1 + rng.uniform(-1e-8, 1e-8), rng.uniform(-1e9, 1e9))
    add("pow", power, rng.uniform(0, 1e-300), rng.uniform(1.0, 1.07))
    add("exp", lambda x: x.exp(), rng.uniform(-745, 709))
    add("exp", lambda x: x.exp(), rng.uniform(-1, 1))
    add("log", lambda x: x.ln(), rng.uniform(0, 2))
    add("log", lambda x: x.ln(), math.exp(rng.uniform(-700, 700)))
    add("sin", sine, rng.uniform(-10, 10))
    add("cos", cosine, rng.uniform(-10, 10))
    add("sin", sine, math.exp(rng.uniform(-30, 700)))
    add("cos", cosine, math.exp(rng.uniform(-30, 700)))
    add("atan2", arctangent2, rng.uniform(-5, 5), rng.uniform(-5, 5))
    add("hypot", lambda x, y: (x * x + y * y).sqrt(), rng.uniform(-5, 5), rng.uniform(-5, 5))
OUT.write_text("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(len(cases))
