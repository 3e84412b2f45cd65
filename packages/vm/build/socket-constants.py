"""Writes src/modules/_socket/constants.gen.ts: the numbers that CPython 3.11's _socket has on Linux.

    python3.11 packages/vm/build/socket-constants.py
"""

import _socket
import pathlib
import sys

assert sys.version_info[:2] == (3, 11) and sys.platform == "linux"
numbers = {name: value for name, value in vars(_socket).items() if type(value) is int and name.upper() == name}
groups: dict[str, list[str]] = {}
for name, value in sorted(numbers.items()):
    prefix, _, rest = name.partition("_")
    groups.setdefault(prefix, []).append(f"{rest}={int(value)}")
lines = [f'  ["{prefix}", "{" ".join(items)}"],' for prefix, items in groups.items()]
text = "\n".join(
    [
        "// Made by: python3.11 packages/vm/build/socket-constants.py",
        "",
        "/** Names by their first part, each with the rest of it and its number. */",
        "export const socketConstants: readonly (readonly [prefix: string, rest: string])[] = [",
        *lines,
        "];",
        "",
    ]
)
pathlib.Path(__file__).parent.parent.joinpath("src/modules/_socket/constants.gen.ts").write_text(text)
