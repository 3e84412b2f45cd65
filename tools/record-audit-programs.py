"""Records what CPython prints for each program under packages/vm/test/audit/programs, before it tears itself down.

Run with: python3.11 tools/record-audit-programs.py
"""

import json
import pathlib
import re
import subprocess
import sys

TEST = pathlib.Path(__file__).resolve().parent.parent / "packages" / "vm" / "test"
# What a program leaves behind in its globals must not die before the exit.
RUN = """
import sys, os
code = compile(sys.stdin.read(), "test.py", "exec")
keep = {"__name__": "__main__", "__builtins__": __builtins__, "__annotations__": {}}
exec(code, keep)
sys.stdout.flush()
os._exit(0)
"""


def main():
    recorded = {}
    for path in sorted((TEST / "audit" / "programs").glob("*.py")):
        for section in re.split(r"(?m)^# --- ", path.read_text())[1:]:
            name, source = section.split("\n", 1)
            done = subprocess.run([sys.executable, "-I", "-S", "-c", RUN], input=source, capture_output=True, text=True)
            if done.returncode != 0:
                raise SystemExit(f"{path.stem}: {name}\n{done.stderr}")
            recorded[f"{path.stem}: {name}"] = done.stdout
    out = TEST / "recorded" / "audit-programs.json"
    out.write_text(json.dumps({"python": sys.version.split()[0], "stdout": recorded}, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(recorded)} programs")


main()
