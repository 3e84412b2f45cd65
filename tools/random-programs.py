"""Writes random programs that CPython 3.11 accepts, for comparing what compilers make of them:

    python3.11 tools/random-programs.py DIRECTORY SEED COUNT
    npx tsx --conditions=@vivarium/source tools/compare-code.ts DIRECTORY

The programs nest loops, try, with, match, functions and classes in ways that nobody writes; running them makes no sense.
"""

import random
import sys
import warnings
from pathlib import Path

NAMES = "abcxyz"
CONSTANTS = ["None", "True", "False", '"s"', "()", "1.5", "0", "1", "2", "3"]
OPERATORS = ["+", "*", "<", "==", "is", "is not", "in", "not in", "and", "or", "and", "or"]
TARGETS = ["a", "b", "x, y", "x, x, y", "a.b", "a[x]", "x, *y, z", "x, y", "z, y, x"]
SIMPLE = ["raise", "raise x", "del x", "assert x, y", "x += 1", "a.b -= 2", "a[0] |= x", "x, y = y, x", "x, y, z = z, y, x", "pass"]


class Writer:
    def __init__(self, rng):
        self.rng = rng

    def expression(self, depth=0):
        def e():
            return self.expression(depth + 1)

        pick = self.rng.choice
        leaves = [lambda: pick(NAMES), lambda: pick(NAMES), lambda: pick(CONSTANTS)]
        nested = [
            lambda: f"({e()} {pick(OPERATORS)} {e()})",
            lambda: f"(not {e()})",
            lambda: f"({e()} if {e()} else {e()})",
            lambda: f"f({e()}, {e()})",
            lambda: f"a.m({e()})",
            lambda: f"f({e()}, k={e()})",
            lambda: f"({e()}, {e()})",
            lambda: f"(1, 2, {e()})",
            lambda: f"(*a, {e()})",
            lambda: f"[{e()}, 1, 2]",
            lambda: f"{{{e()}: {e()}}}",
            lambda: f"[{e()} for x in {e()} if {e()}]",
            lambda: f"(lambda x, y={e()}: {e()})",
            lambda: f"({e()} < {e()} <= {e()})",
            lambda: f"a[{e()}:{e()}]",
            lambda: f"(z := {e()})",
            lambda: 'f"{x}{y!r:>{z}}"',
            lambda: f"({e()} is None)",
        ]
        return pick(leaves + nested if depth < 3 else leaves)()

    def pattern(self, depth=0):
        def p():
            return self.pattern(depth + 1)

        pick = self.rng.choice
        leaves = [lambda: pick(["1", '"s"', "None", "-1", "a.b"]), lambda: pick("uvw"), lambda: "_", lambda: "1 | 2 | None"]
        nested = [lambda: f"[{p()}, *_]", lambda: f"[1, {p()}]", lambda: f'{{"k": {p()}}}', lambda: f"P({p()}, r=2)"]
        return pick(leaves + nested if depth < 2 else leaves)()

    def block(self, place, size=None):
        """`place`: depth, whether in a loop, the kind of function, the indentation."""
        lines = []
        for _ in range(size or self.rng.randrange(1, 4)):
            lines += self.statement(place)
        return lines

    def statement(self, place):
        depth, in_loop, function, indent = place
        margin = " " * indent
        if depth >= 4 or self.rng.random() < 0.45:
            return [margin + self.simple(in_loop, function)]
        choices = [self.if_, self.if_, self.while_, self.for_, self.try_, self.try_, self.with_, self.match_, self.def_, self.class_, self.try_star]
        return self.rng.choice(choices)(margin, place)

    def simple(self, in_loop, function):
        pick = self.rng.choice
        choices = [f"{pick(TARGETS)} = {self.expression()}", f"{pick(NAMES)} = {self.expression()}", self.expression(), pick(SIMPLE)]
        if in_loop:
            choices.append(pick(["break", "continue"]))
        if function is not None:
            choices.append("return" if function == "async generator" else pick(["return", "return 1", f"return {self.expression()}"]))
        if function in ("generator", "async generator"):
            choices.append(f"yield {self.expression()}")
        if function in ("coroutine", "async generator"):
            choices.append(f"await {self.expression()}")
        return pick(choices)

    def inside(self, place, in_loop=None, function="same"):
        depth, was_in_loop, same, indent = place
        where = was_in_loop if in_loop is None else in_loop
        return self.block((depth + 1, where, same if function == "same" else function, indent + 1))

    def maybe(self, probability, head, place):
        return [head, *self.inside(place)] if self.rng.random() < probability else []

    def is_async(self, place):
        return "async " if place[2] in ("coroutine", "async generator") and self.rng.random() < 0.4 else ""

    def if_(self, margin, place):
        lines = [f"{margin}if {self.expression()}:", *self.inside(place)]
        lines += self.maybe(0.4, f"{margin}elif {self.expression()}:", place)
        return lines + self.maybe(0.5, f"{margin}else:", place)

    def while_(self, margin, place):
        test = self.rng.choice([self.expression(), "True", "1", "0", "x and y", "not x"])
        return [f"{margin}while {test}:", *self.inside(place, in_loop=True), *self.maybe(0.3, f"{margin}else:", place)]

    def for_(self, margin, place):
        target = self.rng.choice(["x", "x, y", "a.b"])
        head = f"{margin}{self.is_async(place)}for {target} in {self.expression()}:"
        return [head, *self.inside(place, in_loop=True), *self.maybe(0.3, f"{margin}else:", place)]

    def try_(self, margin, place):
        lines = [f"{margin}try:", *self.inside(place)]
        handlers = self.rng.randrange(0, 3)
        for _ in range(handlers):
            lines += [margin + self.rng.choice(["except E:", "except E as e:", "except (E, F):"]), *self.inside(place)]
        if handlers > 0:
            lines += self.maybe(0.2, f"{margin}except:", place)
            lines += self.maybe(0.3, f"{margin}else:", place)
        return lines + self.maybe(0.4 if handlers > 0 else 1, f"{margin}finally:", place)

    def try_star(self, margin, place):
        clause = self.rng.choice(["except* E:", "except* E as e:"])
        # No return, break or continue may leave an except* clause.
        return [f"{margin}try:", *self.inside(place), margin + clause, *self.inside(place, in_loop=False, function=None)]

    def with_(self, margin, place):
        first = self.expression() + self.rng.choice([" as x", " as (x, y)", ""])
        second = self.rng.choice(["", ", b as y"])
        return [f"{margin}{self.is_async(place)}with {first}{second}:", *self.inside(place)]

    def match_(self, margin, place):
        lines = [f"{margin}match {self.expression()}:"]
        depth, in_loop, function, indent = place
        for _ in range(self.rng.randrange(1, 4)):
            lines.append(f"{margin} case {self.pattern()}{self.rng.choice(['', ' if x'])}:")
            lines += self.block((depth + 1, in_loop, function, indent + 2))
        return lines

    def def_(self, margin, place):
        kind = self.rng.choice(["function", "generator", "coroutine", "async generator"])
        head = "async def" if kind in ("coroutine", "async generator") else "def"
        return [f"{margin}{head} f(x, y={self.expression()}, *z, k=1) -> x:", *self.inside(place, in_loop=False, function=kind)]

    def class_(self, margin, place):
        return [f"{margin}class C(x):", *self.inside(place, in_loop=False, function=None)]

    def program(self):
        lines = []
        for _ in range(self.rng.randrange(2, 5)):
            lines += self.statement((0, False, None, 0))
        return "\n".join(lines) + "\n"


def main():
    directory, seed, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    directory.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    writer = Writer(random.Random(seed))
    written = 0
    while written < count:
        program = writer.program()
        try:
            compile(program, "<program>", "exec")
        except SyntaxError:
            continue
        (directory / f"program{written}.py").write_text(program)
        written += 1


if __name__ == "__main__":
    main()
