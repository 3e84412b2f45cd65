"""Record CPython 3.11's symbol tables of the programs in packages/compiler/test/cases (errors.txt aside), or print those of other files.

    python3.11 tools/record-symtables.py             writes packages/compiler/test/recorded/symtables.json
    python3.11 tools/record-symtables.py FILE...     one JSON object a line

A scope is [name, kind, line, nested, varnames, [[symbol, flags], ...] sorted, children].
"""
import _symtable
import json
import pathlib
import re
import sys
import warnings

assert sys.version_info[:2] == (3, 11), "the tables are CPython 3.11's"
TESTS = pathlib.Path(__file__).parent.parent / "packages" / "compiler" / "test"
KINDS = {_symtable.TYPE_FUNCTION: "function", _symtable.TYPE_CLASS: "class", _symtable.TYPE_MODULE: "module"}


def scope(entry):
    symbols = sorted(entry.symbols.items())
    return [entry.name, KINDS[entry.type], entry.lineno, bool(entry.nested), entry.varnames, symbols, [scope(c) for c in entry.children]]


def table(source, name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return scope(_symtable.symtable(source, name, "exec"))


def main(paths):
    if paths:
        for path in paths:
            try:
                print(json.dumps({"file": path, "table": table(pathlib.Path(path).read_bytes(), path)}))
            except SyntaxError:
                pass
        return
    recorded = {}
    for path in sorted((TESTS / "cases").glob("*.txt")):
        if path.name == "errors.txt":
            continue
        for case in re.split(r"^(?=# )(?!# (?:mode|optimize):)", path.read_text(), flags=re.M)[1:]:
            title, rest = case.split("\n", 1)
            recorded[title] = table(rest.split("==>\n")[0], "<case>")
    (TESTS / "recorded" / "symtables.json").write_text(json.dumps(recorded) + "\n")
    print(len(recorded), "tables")


main(sys.argv[1:])
