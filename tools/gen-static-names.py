"""Lists the interned strings that are static objects of CPython 3.11: the identifiers of its C code and the names of its frozen modules.

Run with: python3.11 -I -S tools/gen-static-names.py > packages/vm/src/objects/static-names.gen.ts
"""

import pathlib
import re
import sys

# The counts of static objects begin at 999,999,999.
STATIC = 900_000_000
WIDTH = 120


def executable():
    """The file that holds the interpreter's data: a shared library, or the program itself."""
    for line in pathlib.Path("/proc/self/maps").read_text().splitlines():
        path = line.split(" ", 5)[-1].strip()
        if "libpython3." in path:
            return path
    return sys.executable


def lines(words):
    line = " "
    for word in words:
        if len(line) + len(word) >= WIDTH:
            yield line
            line = " "
        line += " " + word
    yield line


def main():
    assert sys.version_info[:2] == (3, 11)
    data = pathlib.Path(executable()).read_bytes()
    texts = {text.decode() for text in re.findall(rb"[\x21-\x7e]{2,}", data)}
    static = sorted(text for text in texts if sys.getrefcount(sys.intern(text)) > STATIC)
    print("// Made by: python3.11 -I -S tools/gen-static-names.py > packages/vm/src/objects/static-names.gen.ts")
    print("/**")
    print(" * The static strings that stand for their text in the table of interned strings.")
    print(" * CPython 3.11: Include/internal/pycore_global_strings.h, Python/deepfreeze/deepfreeze.c")
    print(" */")
    print("export const staticNames: readonly string[] = `")
    print("\n".join(lines(static)))
    print("`\n  .trim()\n  .split(/\\s+/);")


main()
