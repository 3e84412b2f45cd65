"""Write packages/vm/src/modules/unicodedata/data.gen.ts from the unicodedata module of the CPython 3.11 that runs this.

    python3.11 tools/gen-unicodedata-vm.py > packages/vm/src/modules/unicodedata/data.gen.ts

The Unicode package that the other tables are made of has neither decompositions nor numeric values. Names are the parser's.
"""
import os
import re
import sys
import unicodedata
from fractions import Fraction

assert sys.version_info[:2] == (3, 11) and unicodedata.unidata_version == "14.0.0", "the data are Unicode 14.0's"
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
ALL = [chr(c) for c in range(0x110000)]
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(n):
    text = ""
    while True:
        n, d = divmod(n, 36)
        text = DIGITS[d] + text
        if n == 0:
            return text


def hangul(c):
    return 0xAC00 <= ord(c) < 0xAC00 + 11172


def record(ucd, c):
    return f"{ucd.category(c)},{ucd.bidirectional(c)},{ucd.combining(c)},{ucd.mirrored(c)},{ucd.east_asian_width(c)}"


def runs(values):
    """A list as "count:index" in base 36, and the values by index, the most frequent first."""
    pieces = []
    for v in values:
        if pieces and pieces[-1][1] == v:
            pieces[-1][0] += 1
        else:
            pieces.append([1, v])
    frequency = {}
    for _, v in pieces:
        frequency[v] = frequency.get(v, 0) + 1
    table = sorted(frequency, key=lambda v: (-frequency[v], v))
    index = {v: i for i, v in enumerate(table)}
    text = " ".join((f"{base36(n)}:" if n > 1 else "") + base36(index[v]) for n, v in pieces)
    return table, text


def deltas(entries):
    """Pairs of code point and text; code points as differences."""
    last = 0
    out = []
    for c, text in entries:
        out.append(f"{base36(c - last)} {text}")
        last = c
    return ",".join(out)


def decompositions(ucd):
    for c in ALL:
        d = ucd.decomposition(c)
        if d and not hangul(c):
            *tag, rest = re.fullmatch(r"(?:<(.*)> )?(.*)", d).groups()
            points = " ".join(base36(int(x, 16)) for x in rest.split())
            yield ord(c), (f"{tag[0]}!" if tag[0] else "") + points


def numbers(ucd):
    """Numeric values of what is no decimal digit; digits are marked."""
    for c in ALL:
        value = ucd.numeric(c, None)
        if value is None or ucd.decimal(c, None) is not None:
            continue
        mark = "d" if ucd.digit(c, None) is not None else ""
        f = Fraction(value).limit_denominator(1000)
        assert f.numerator / f.denominator == value
        yield ord(c), mark + (str(f.numerator) if f.denominator == 1 else f"{f.numerator}/{f.denominator}")


def decimals(ucd):
    return {ord(c): ucd.decimal(c) for c in ALL if ucd.decimal(c, None) is not None}


def excluded():
    """Canonical pairs that are not composed again."""
    for c in ALL:
        d = unicodedata.decomposition(c)
        if d and not d.startswith("<") and " " in d and unicodedata.normalize("NFC", c) != c:
            yield ord(c)


def aliases():
    source = open(os.path.join(ROOT, "packages/parser/src/unicode/names.gen.ts"), encoding="ascii").read()
    words, names = (re.search(rf'{n} =\s*"([^"]*)"', source).group(1) for n in ("WORDS", "NAMES"))
    words = words.split(" ")
    c = 0
    for entry in names.split(","):
        delta, *parts = entry.split(" ")
        c += int(delta, 36)
        name = " ".join(words[int(p, 36)] for p in parts)
        # Labels of ranges and of control characters are in the table too: they name nothing.
        if unicodedata.name(chr(c), None) != name:
            yield name


def sequences():
    for line in open(os.path.join(ROOT, "tools/unicode-named-sequences.txt"), encoding="ascii"):
        if not line.startswith("#"):
            name = line.strip()
            yield name + ":" + " ".join(base36(ord(c)) for c in unicodedata.lookup(name))


def emit(name, text):
    print(f"\nexport const {name} =\n  \"{text}\";")


def main():
    new, old = unicodedata, unicodedata.ucd_3_2_0
    print("// Made by: python3.11 tools/gen-unicodedata-vm.py > packages/vm/src/modules/unicodedata/data.gen.ts")
    for prefix, ucd in (("", new), ("OLD_", old)):
        table, text = runs([record(ucd, c) for c in ALL])
        emit(prefix + "RECORDS", " ".join(table))
        emit(prefix + "RUNS", text)
    emit("DECOMPOSITIONS", deltas(decompositions(new)))
    emit("NUMBERS", deltas(numbers(new)))
    emit("EXCLUDED", " ".join(base36(c) for c in excluded()))
    emit("ALIASES", ",".join(aliases()))
    emit("SEQUENCES", ",".join(sequences()))
    # What version 3.2 has otherwise, of characters that it has.
    was, now = dict(numbers(old)), dict(numbers(new))
    both = {c for c in was} | {c for c in now if old.category(chr(c)) != "Cn"}
    emit("OLD_NUMBERS", deltas((c, was.get(c, "-")) for c in sorted(both) if was.get(c) != now.get(c)))
    was, now = decimals(old), decimals(new)
    both = {c for c in was} | {c for c in now if old.category(chr(c)) != "Cn"}
    emit("OLD_DECIMALS", deltas((c, str(was.get(c, "-"))) for c in sorted(both) if was.get(c) != now.get(c)))
    assert all(old.decomposition(c) == new.decomposition(c) for c in ALL if old.category(c) != "Cn")
    nfd = [c for c in ALL if old.category(c) != "Cn" and old.normalize("NFKD", c) != new.normalize("NFKD", c)]
    emit("OLD_CORRECTIONS", deltas((ord(c), base36(ord(old.normalize("NFKD", c)))) for c in nfd))


main()
