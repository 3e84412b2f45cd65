"""Print, for each .py file below a directory, what CPython 3.11 makes of it, one JSON object a line.

    python3.11 tools/compare-ast.py DIR > answers.jsonl

`sha` is the SHA-256 of ast.dump(tree, include_attributes=True); `error` has the exception's class and attributes instead.
tools/compare-ast.ts compares the parser with it.
"""
import ast
import hashlib
import json
import pathlib
import sys
import warnings

assert sys.version_info[:3] == (3, 11, 7), "the answers are CPython 3.11.7's"


def answer(path):
    seen = []
    warnings.showwarning = lambda message, category, filename, lineno, *rest: seen.append([category.__name__, str(message), lineno])
    warnings.simplefilter("always")
    source = path.read_bytes()
    try:
        tree = compile(source, "<file>", "exec", ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        error = [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
        return {"error": error, "warnings": seen}
    except Exception as e:
        return {"error": [type(e).__name__, str(e)], "warnings": seen}
    text = ast.dump(tree, include_attributes=True)
    return {"sha": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), "warnings": seen}


sys.setrecursionlimit(20000)
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.py")):
    print(json.dumps({"path": str(path), **answer(path)}), flush=True)
