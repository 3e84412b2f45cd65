"""Records what CPython prints for each probe under packages/vm/test/refcounts/probes: reference counts, mostly.

Run with: python3.11 tools/record-refcounts.py
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

TEST = pathlib.Path(__file__).resolve().parent.parent / "packages" / "vm" / "test" / "refcounts"
# What each probe starts with; packages/vm/test/refcounts/probes.ts says the same.
HEAD = "from sys import getrefcount as rc\no = object()\n"


def run(path):
    done = subprocess.run([sys.executable, "-I", "-S", path], capture_output=True, text=True, timeout=20)
    return done.stdout if done.returncode == 0 else done.stdout + done.stderr


def main():
    recorded, failed = {}, []
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "probe.py"
        for file in sorted((TEST / "probes").glob("*.py")):
            for section in re.split(r"(?m)^# --- ", file.read_text())[1:]:
                name, source = section.split("\n", 1)
                path.write_text(HEAD + source)
                first = run(path)
                if "Traceback" in first or "Error:" in first or run(path) != first or re.search("0x[0-9a-f]{6}", first):
                    failed.append(f"{file.stem}: {name}: fails, differs between runs, or shows an address\n{first}")
                key = f"{file.stem}: {name}"
                assert key not in recorded, key
                recorded[key] = first
    if failed:
        raise SystemExit("\n".join(failed))
    out = TEST / "recorded" / "probes.json"
    out.write_text(json.dumps({"python": sys.version.split()[0], "stdout": recorded}, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(recorded)} probes")


main()
