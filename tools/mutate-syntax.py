"""Print broken programs and what CPython 3.11.7 says of them, one JSON object a line.

    python3.11 tools/mutate-syntax.py SEED COUNT DIR... > answers.jsonl

Takes statements out of the .py files below the directories and breaks them, a token or a character at a time, reproducibly.
tools/compare-syntax-errors.ts compares the parser with it. Each line has `src`, `mode` and `error`, the exception's attributes
or null.
"""
import ast
import io
import json
import pathlib
import random
import sys
import tokenize
import warnings

assert sys.version_info[:3] == (3, 11, 7), "the answers are CPython 3.11.7's"
POOL = """( ) [ ] { } : , ; . ... -> := = @ + - * / // % | & ^ << >> ** ~ == != < <= > >= += -= *= ** False None True and as assert async
await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise
return try while with yield match case _ print exec x y f(x) 1 0x1f 1.5 2j 'a' f'{x}' b'a' f'{a b}' é \\ $ ? ! ` <> 0777 1_ "
""".split() + ["\n", "\n    ", "\n  ", "\t", " ", '"""', "# c\n", "'''", "f'{", "'\\N{foo}'", "'\\x1'", "f'{}'", "'\\d'", "x=1", "*a", "**k", "x for x in y"]


def answer(src, mode):
    try:
        compile(src, "<f>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
    except Exception as e:
        return [type(e).__name__, str(e)]
    return None


def pieces(path):
    try:
        src = path.read_bytes().decode()
        tree = ast.parse(src)
    except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError):
        return []
    lines = src.splitlines(True)
    out = []
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.end_lineno - node.lineno < 25:
            text = lines[node.lineno - 1 : node.end_lineno]
            indent = len(text[0]) - len(text[0].lstrip())
            if all(not line.strip() or line[:indent].isspace() or indent == 0 for line in text):
                out.append("".join(line[indent:] if line.strip() else line for line in text))
    return out


def tokens(src):
    try:
        spans = []
        starts = [0]
        for line in src.splitlines(True):
            starts.append(starts[-1] + len(line))
        for t in tokenize.generate_tokens(io.StringIO(src).readline):
            a, b = starts[t.start[0] - 1] + t.start[1], starts[min(t.end[0] - 1, len(starts) - 1)] + t.end[1]
            if b > a:
                spans.append((a, b))
        return spans
    except (tokenize.TokenError, IndentationError, SyntaxError, IndexError):
        return []


def mutate(src, rng):
    spans = tokens(src)
    kind = rng.randrange(10)
    if kind < 7 and spans:
        i = rng.randrange(len(spans))
        a, b = spans[i]
        if kind == 0:
            return src[:a] + src[b:]
        if kind == 1:
            return src[:a] + src[a:b] + " " + src[a:]
        if kind == 2 and i + 1 < len(spans):
            c, d = spans[i + 1]
            return src[:a] + src[c:d] + src[b:c] + src[a:b] + src[d:]
        if kind in (3, 4):
            return src[:a] + rng.choice(POOL) + src[b:]
        if kind == 5:
            return src[:a] + " " + rng.choice(POOL) + " " + src[a:]
        return src[:a] + rng.choice(POOL) + src[a:]
    i = rng.randrange(len(src) + 1)
    if kind == 7:
        return src[:i] + src[i + 1 :]
    if kind == 8:
        return src[:i]
    return src[:i] + rng.choice("()[]{}'\"\\\n\t :,=#.;fé%*0") + src[i:]


def main():
    warnings.simplefilter("ignore")
    rng = random.Random(int(sys.argv[1]))
    count = int(sys.argv[2])
    files = sorted(p for d in sys.argv[3:] for p in pathlib.Path(d).rglob("*.py"))
    bank = []
    for path in rng.sample(files, min(len(files), 60)):
        bank += pieces(path)
    for _ in range(count):
        src = rng.choice(bank)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            src = mutate(src, rng)
        mode = rng.choice(("exec", "exec", "exec", "exec", "single", "eval"))
        if "\0" not in src:
            print(json.dumps({"src": src, "mode": mode, "error": answer(src, mode)}))


main()
