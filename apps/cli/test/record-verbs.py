"""Records what CPython 3.11.7 prints for the programs beside this file: `python3.11 apps/cli/test/record-verbs.py`."""
import json
import pathlib
import re
import subprocess
import sys

assert sys.version_info[:3] == (3, 11, 7), "needs CPython 3.11.7"
here = pathlib.Path(__file__).resolve().parent


def run(*words):
    done = subprocess.run([sys.executable, *words], cwd=here / "programs", capture_output=True, text=True, errors="replace")
    return done.returncode, done.stdout, done.stderr


answers = {}
for path in sorted((here / "programs").glob("*.py")):
    name = path.name
    code, ast, _ = run("-m", "ast", name)
    _, ast_a, _ = run("-m", "ast", "-a", name)
    dis_code, dis, _ = run("-m", "dis", name)
    # Without a traceback above it: what py_compile says.
    _, _, errors = run("-c", f"import py_compile, sys; sys.stderr.write('') if py_compile.compile({name!r}, '/dev/null/x', doraise=False, quiet=0) else 0") if dis_code else (0, "", "")
    _, _, warnings = run("-c", f"compile(open({name!r}, 'rb').read(), {name!r}, 'exec')") if dis_code == 0 else (0, "", "")
    answers[name] = {
        "ast": ast,
        "ast_a": ast_a,
        "ast_code": code,
        "dis": re.sub(r"at 0x[0-9a-f]+", "at ADDRESS", dis),
        "dis_code": dis_code,
        "stderr": errors.strip("\n") + "\n" if errors.strip() else warnings,
    }
(here / "recorded" / "verbs.json").write_text(json.dumps(answers, indent=1) + "\n")
