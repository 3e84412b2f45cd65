"""Writes packages/vm/test/recorded/unicode.json: a digest of each property and case mapping over all characters, by CPython 3.11.7 (Unicode 14.0).

    python3.11 tools/record-unicode.py
"""

import json
import pathlib
import sys
import unicodedata

assert sys.version_info[:3] == (3, 11, 7) and unicodedata.unidata_version == "14.0.0"
OUT = pathlib.Path(__file__).parent.parent / "packages/vm/test/recorded/unicode.json"


def digest(f):
    """FNV-1a over the code points of every answer, with -1 after each."""
    h = 0x811C9DC5
    for i in range(0x110000):
        if 0xD800 <= i < 0xE000:
            continue
        answer = f(chr(i))
        for n in [ord(c) for c in answer] if isinstance(answer, str) else [int(answer)]:
            h = (h ^ (n & 0xFFFFFFFF)) * 0x01000193 & 0xFFFFFFFF
        h = (h ^ 0xFFFFFFFF) * 0x01000193 & 0xFFFFFFFF
    return h


answers = {
    "alpha": str.isalpha,
    "decimal": str.isdecimal,
    "digit": str.isdigit,
    "numeric": str.isnumeric,
    "space": str.isspace,
    "printable": str.isprintable,
    "lowercase": str.islower,
    "uppercase": str.isupper,
    "identifierStart": lambda c: c != "_" and c.isidentifier(),
    "identifierContinue": lambda c: ("a" + c).isidentifier(),
    "decimalDigit": lambda c: unicodedata.decimal(c, -1),
    "lineBreak": lambda c: len((c + "x").splitlines()) == 2,
    "lower": lambda c: "\u03c3" if c == "\u03a3" else c.lower(),
    "upper": str.upper,
    "title": str.title,
    "fold": str.casefold,
}
OUT.write_text(json.dumps({name: digest(f) for name, f in answers.items()}, indent=1) + "\n")
