"""Write CPython 3.11's code under each program of packages/compiler/test/cases/*.txt (errors.txt aside), after its `==>`.

    python3.11 tools/record-code-cases.py

A case is `# title`, the source, `==>` and the listing, which this script replaces. `# mode: single` and `# optimize: 2` may follow the title.
"""
import dis
import pathlib
import re
import sys
import warnings

assert sys.version_info[:3] == (3, 11, 7), "the listings are CPython 3.11.7's"
CASES = pathlib.Path(__file__).parent.parent / "packages" / "compiler" / "test" / "cases"


def constant(value):
    if hasattr(value, "co_code"):
        return f"<code {value.co_name}>"
    if isinstance(value, frozenset):
        return "frozenset({" + ", ".join(sorted(map(constant, value))) + "})"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(constant, value)) + ("," if len(value) == 1 else "") + ")"
    return repr(value)


def position(p):
    return "artificial" if p.lineno is None else f"{p.lineno}:{p.col_offset}-{p.end_lineno}:{p.end_col_offset}".replace("None", "?")


def listing(code):
    yield (
        f"code {code.co_qualname} flags={code.co_flags:#x} stack={code.co_stacksize} line={code.co_firstlineno} "
        f"args={code.co_posonlyargcount},{code.co_argcount},{code.co_kwonlyargcount}"
    )
    for field in ("names", "varnames", "cellvars", "freevars"):
        if names := getattr(code, "co_" + field):
            yield f"{field} {' '.join(names)}"
    yield f"consts {' '.join(map(constant, code.co_consts))}".rstrip()
    for i in dis.get_instructions(code):
        yield f"  {i.offset} {i.opname}{'' if i.arg is None else f' {i.arg}'} @ {position(i.positions)}"
    for e in dis._parse_exception_table(code):
        yield f"  {e.start}-{e.end} -> {e.target} depth {e.depth}{' lasti' if e.lasti else ''}"
    for value in code.co_consts:
        if hasattr(value, "co_code"):
            yield from listing(value)


def record(path):
    cases = re.split(r"^(?=# )(?!# (?:mode|optimize):)", path.read_text(), flags=re.M)
    out = [cases[0]]
    for case in cases[1:]:
        title, rest = case.split("\n", 1)
        source = rest.split("==>\n")[0]
        settings = dict(re.findall(r"^# (mode|optimize): (\w+)$", source, flags=re.M))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(source, "<case>", settings.get("mode", "exec"), dont_inherit=True, optimize=int(settings.get("optimize", 0)))
        out.append(f"{title}\n{source.rstrip()}\n==>\n" + "\n".join(listing(code)) + "\n\n")
    path.write_text("".join(out).rstrip() + "\n")
    return len(out) - 1


for path in sorted(CASES.glob("*.txt")):
    if path.name != "errors.txt":
        print(path.name, record(path))
