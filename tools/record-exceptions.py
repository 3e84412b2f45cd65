"""Records what CPython 3.11.7 does with the programs in packages/vm/test/traceback/programs.

Each program has two more built-ins: emit(object) prints a line, and report(exception) gives what the
interpreter prints for an exception nobody caught. Its output goes to packages/vm/test/recorded/exceptions.

    python3.11 tools/record-exceptions.py [--print NAME]
"""

import builtins
import io
import os
import pathlib
import re
import sys
import warnings

ROOT = pathlib.Path(__file__).resolve().parent.parent / "packages" / "vm" / "test"
PROGRAMS = ROOT / "traceback" / "programs"
RECORDED = ROOT / "recorded" / "exceptions"


def report(e):
    kept, sys.stderr = sys.stderr, io.StringIO()
    try:
        sys.__excepthook__(type(e), e, e.__traceback__)
        return sys.stderr.getvalue()
    finally:
        sys.stderr = kept


def run(path):
    """What the program emits, the report of what it raises, and what was ignored on the way."""
    out = []
    ignored = sys.stderr = io.StringIO()
    builtins.emit = lambda o: out.append(f"{o}\n")
    builtins.report = report
    name = f"programs/{path.name}"
    try:
        code = compile(path.read_text(), name, "exec")
        exec(code, {"__name__": "__main__", "__builtins__": builtins})
    except BaseException as e:
        e.__traceback__ = e.__traceback__.tb_next
        out.append(report(e))
    sys.stderr = sys.__stderr__
    return re.sub("0x[0-9a-f]{5,}", "0x...", "".join(out) + ignored.getvalue())


def main():
    if sys.version_info[:3] != (3, 11, 7):
        sys.exit("needs CPython 3.11.7")
    os.chdir(ROOT / "traceback")
    warnings.simplefilter("ignore")
    if sys.argv[1:2] == ["--print"]:
        sys.stdout.write(run(PROGRAMS / sys.argv[2]))
        return
    RECORDED.mkdir(parents=True, exist_ok=True)
    for path in sorted(PROGRAMS.glob("*.py")):
        (RECORDED / f"{path.stem}.txt").write_text(run(path))


if __name__ == "__main__":
    main()
