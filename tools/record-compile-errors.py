"""Record what CPython 3.11 says of the programs in packages/compiler/test/cases/errors.txt.

    python3.11 tools/record-compile-errors.py

Writes packages/compiler/test/recorded/errors.json: title -> {"error": [...] or null, "warnings": [[category, message, line]]}.
"""
import json
import pathlib
import re
import sys
import warnings

assert sys.version_info[:2] == (3, 11), "the answers are CPython 3.11's"
TESTS = pathlib.Path(__file__).parent.parent / "packages" / "compiler" / "test"


def cases(text):
    for part in re.split(r"^=== ", text, flags=re.M)[1:]:
        title, source = part.split("\n", 1)
        settings = dict(re.findall(r"^# (mode|optimize): (\w+)$", source, flags=re.M))
        yield title, source, settings.get("mode", "exec"), int(settings.get("optimize", 0))


def answer(source, mode, optimize):
    error = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<case>", mode, dont_inherit=True, optimize=optimize)
        except SyntaxError as e:
            error = [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]
    return {"error": error, "warnings": [[w.category.__name__, str(w.message), w.lineno] for w in caught]}


text = (TESTS / "cases" / "errors.txt").read_text()
recorded = {title: answer(source, mode, optimize) for title, source, mode, optimize in cases(text)}
(TESTS / "recorded" / "errors.json").write_text(json.dumps(recorded, indent=1) + "\n")
print(len(recorded), "answers;", sum(r["error"] is None and not r["warnings"] for r in recorded.values()), "compile quietly")
