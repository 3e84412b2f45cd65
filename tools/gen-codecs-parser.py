"""Write packages/parser/src/encodings/tables.gen.ts: the one-byte encodings of CPython that extend ASCII.

    python3.11 tools/gen-codecs-parser.py > packages/parser/src/encodings/tables.gen.ts
"""
import codecs
import encodings
import encodings.aliases
import json
import pkgutil
import sys

assert sys.version_info[:2] == (3, 11)
ASCII = bytes(range(128)).decode("ascii")
tables = {}
for module in sorted(m.name for m in pkgutil.iter_modules(encodings.__path__)):
    try:
        info = codecs.lookup(module)
        if not info._is_text_encoding or module in ("ascii", "latin_1", "charmap", "raw_unicode_escape", "unicode_escape", "palmos"):
            continue
        high = []
        for b in range(128, 256):
            try:
                high.append(bytes([b]).decode(module))
            except UnicodeDecodeError as e:
                if e.encoding != "charmap":
                    raise LookupError
                high.append("\ufffe")
        if bytes(range(128)).decode(module) != ASCII or any(len(c) != 1 for c in high):
            continue
        tables[module] = "".join(high)
    except (LookupError, UnicodeError, AssertionError, ValueError, AttributeError, ImportError):
        continue
aliases = {a: m for a, m in encodings.aliases.aliases.items() if m in tables or m in ("ascii", "latin_1", "utf_8")}
print("// Made by: python3.11 tools/gen-codecs-parser.py > packages/parser/src/encodings/tables.gen.ts\n")
print("/** Characters 128 to 255 of each encoding; U+FFFE where it has none. */")
print("export const TABLES: Readonly<Record<string, string>> = " + json.dumps(tables, indent=2) + ";\n")
print("/** Other names of encodings. */")
print("export const ALIASES: Readonly<Record<string, string>> = " + json.dumps(aliases, indent=2) + ";")
