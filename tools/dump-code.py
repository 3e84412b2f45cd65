"""Print the code objects that the CPython 3.11 running this makes of source files, one JSON object a line.

    python3.11 tools/dump-code.py [-O LEVEL] FILE_OR_DIRECTORY... > code.jsonl

Each line is {"file": ..., "code": {...}}, or {"file": ..., "error": [type, message, lineno, offset, end_lineno, end_offset]}.
Constants are tagged pairs: ["int", "12"], ["float", "0x1.8p+1"], ["tuple", [...]], ["code", {...}]. Warnings come with the code.
"""
import json
import os
import sys
import warnings

assert sys.version_info[:2] == (3, 11), "the code objects are CPython 3.11's"

FIELDS = (
    "co_name co_qualname co_flags co_firstlineno co_argcount co_posonlyargcount co_kwonlyargcount co_stacksize "
    "co_names co_varnames co_cellvars co_freevars"
).split()
BYTES = "co_code co_linetable co_exceptiontable".split()


def constant(value):
    kind = type(value)
    if kind is type(sys._getframe().f_code):
        return ["code", code_object(value)]
    if kind is float:
        return ["float", value.hex()]
    if kind is complex:
        return ["complex", [value.real.hex(), value.imag.hex()]]
    if kind is bytes:
        return ["bytes", value.hex()]
    if kind is tuple:
        return ["tuple", [constant(v) for v in value]]
    if kind is frozenset:
        return ["frozenset", sorted((constant(v) for v in value), key=json.dumps)]
    if kind is int:
        return ["int", hex(value)]
    if kind is str:
        return ["str", value]
    return [kind.__name__, repr(value)]


def code_object(code):
    fields = {name: getattr(code, name) for name in FIELDS}
    fields.update((name, getattr(code, name).hex()) for name in BYTES)
    fields["co_consts"] = [constant(c) for c in code.co_consts]
    return fields


def sources(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, files in os.walk(path):
                folders.sort()
                yield from (os.path.join(folder, f) for f in sorted(files) if f.endswith(".py"))
        else:
            yield path


def record(path, source, mode, optimize):
    line = {"file": path}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            line["code"] = code_object(compile(source, path, mode, dont_inherit=True, optimize=optimize))
        except SyntaxError as e:
            line["error"] = [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]
        except Exception as e:
            line["error"] = [type(e).__name__, str(e)]
    line["warnings"] = [[w.category.__name__, str(w.message), w.lineno] for w in caught]
    return line


def main(arguments):
    optimize = 0
    if arguments[:1] == ["-O"]:
        optimize = int(arguments[1])
        arguments = arguments[2:]
    for path in sources(arguments):
        with open(path, "rb") as f:
            source = f.read()
        print(json.dumps(record(path, source, "exec", optimize)), flush=True)


if __name__ == "__main__":
    sys.set_int_max_str_digits(0)
    main(sys.argv[1:])
