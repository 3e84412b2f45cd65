"""Runs every program under conformance/cases with CPython 3.11.7 and records what it prints.

python3.11 tools/record-conformance.py            all topics
python3.11 tools/record-conformance.py lists sets  these topics
python3.11 tools/record-conformance.py --check     writes nothing, exits 1 when an answer differs from the recorded one

A case is a .py file directly in conformance/cases/TOPIC whose name does not begin with an underscore (those are modules for the
cases to import). `NAME.stdin` beside it is its standard input; a first line `# argv: a b` gives it arguments. Each program runs
twice, with its own folder as the working directory; output that differs between the runs, or shows an address or a path of
this machine, is refused. The folder's own path is taken out of the output, so that files are named as they are in the folder.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "conformance"
CASES = ROOT / "cases"
ANSWERS = ROOT / "answers"
FORBIDDEN = re.compile(r"\bat 0x[0-9a-f]+|0x(?:7f|55|56)[0-9a-f]{10}\b|/(?:usr|home|root|work|tmp|opt)/")
TIME_LIMIT = 60


def run_once(path):
    environment = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    first_line = path.read_bytes().split(b"\n", 1)[0].decode("utf-8", "replace")
    argv = first_line.removeprefix("# argv:").split() if first_line.startswith("# argv:") else []
    stdin_path = path.with_suffix(".stdin")
    stdin = stdin_path.read_bytes() if stdin_path.exists() else b""
    done = subprocess.run(
        [sys.executable, str(path), *argv], input=stdin, capture_output=True, cwd=path.parent, env=environment, timeout=TIME_LIMIT
    )
    folder = str(path.parent) + os.sep
    out, err = (stream.decode("utf-8", "backslashreplace").replace(folder, "") for stream in (done.stdout, done.stderr))
    # An uncaught KeyboardInterrupt ends the process by its own signal: 130, as a shell says it.
    exit_code = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return {"stdout": out, "stderr": err, "exitCode": exit_code}


def record(path):
    """Returns the answer, or a string that says why there can be none."""
    if path.stem in sys.stdlib_module_names:
        return f"{path}: its name would hide the module {path.stem}"
    try:
        answer, again = run_once(path), run_once(path)
    except subprocess.TimeoutExpired:
        return f"{path}: ran longer than {TIME_LIMIT} s"
    if answer != again:
        return f"{path}: two runs differ"
    found = FORBIDDEN.search(answer["stdout"] + answer["stderr"])
    return f"{path}: prints {found.group()!r}, which is of this machine" if found else answer


def record_topic(topic, pool):
    paths = sorted(path for path in (CASES / topic).glob("*.py") if not path.name.startswith("_"))
    answers = dict(zip((path.stem for path in paths), pool.map(record, paths)))
    problems = [answer for answer in answers.values() if isinstance(answer, str)]
    return answers, problems


def main(arguments):
    if sys.version_info[:3] != (3, 11, 7) or sys.implementation.name != "cpython":
        sys.exit("this needs CPython 3.11.7")
    check = "--check" in arguments
    topics = [name for name in arguments if name != "--check"] or sorted(path.name for path in CASES.iterdir() if path.is_dir())
    ANSWERS.mkdir(exist_ok=True)
    problems, total = [], 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for topic in topics:
            answers, topic_problems = record_topic(topic, pool)
            problems += topic_problems
            total += len(answers)
            text = json.dumps({"python": "3.11.7", "cases": answers}, indent=1, ensure_ascii=True) + "\n"
            target = ANSWERS / f"{topic}.json"
            if check and (not target.exists() or target.read_text() != text):
                problems.append(f"{target}: differs")
            elif not check and not topic_problems:
                target.write_text(text)
    print(f"{total} programs in {len(topics)} topics, {len(problems)} problems")
    for problem in problems:
        print(f"  {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
