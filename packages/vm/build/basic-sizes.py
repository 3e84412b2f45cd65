"""Writes src/objects/type/basic-sizes.gen.ts: how much memory instances of CPython 3.11's types take on Linux x86-64.

    python3.11 packages/vm/build/basic-sizes.py
"""

import importlib
import pathlib
import sys

assert sys.version_info[:2] == (3, 11)
for name in sys.builtin_module_names:
    if not name.startswith("xx"):
        importlib.import_module(name)
for name in "_asyncio _bisect _blake2 _contextvars _csv _decimal _heapq _json _lsprof _md5 _pickle _queue _random _sha1 _sha256 _sha3 _sha512 _socket _struct _zoneinfo array math mmap select unicodedata zlib".split():
    importlib.import_module(name)

HEAP_TYPE = 1 << 9
MANAGED_DICT = 1 << 4
found: dict[str, tuple[int, int]] = {}
seen = set()


def visit(t: type) -> None:
    if t in seen:
        return
    seen.add(t)
    # Classes that Python code made have sizes of their own.
    if not t.__flags__ & MANAGED_DICT and (t.__flags__ & (1 << 8) or not t.__flags__ & HEAP_TYPE or "__module__" not in vars(t) or t.__module__.startswith("_")):
        name = t.__qualname__ if t.__module__ == "builtins" else f"{t.__module__}.{t.__qualname__}"
        found.setdefault(name, (t.__basicsize__, t.__itemsize__))
    for s in type.__subclasses__(t):
        visit(s)


visit(object)
groups: dict[tuple[int, int], list[str]] = {}
for name, size in found.items():
    if size != (16, 0):
        groups.setdefault(size, []).append(name)
lines = [f'  [{b}, {i}, "{" ".join(sorted(names))}"],' for (b, i), names in sorted(groups.items())]
text = "\n".join(
    [
        "// Made by: python3.11 packages/vm/build/basic-sizes.py",
        "",
        "/** tp_basicsize, tp_itemsize, and the types that have them; all others: 16 and 0. */",
        "export const basicSizes: readonly (readonly [basicsize: number, itemsize: number, types: string])[] = [",
        *lines,
        "];",
        "",
    ]
)
pathlib.Path(__file__).parent.parent.joinpath("src/objects/type/basic-sizes.gen.ts").write_text(text)
