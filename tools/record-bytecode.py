"""Records what CPython 3.11 says about opcodes, marshal data, code objects and dis output:

    python3.11 tools/record-bytecode.py            writes packages/compiler/test/recorded/
    python3.11 tools/record-bytecode.py --check    compares with what is there, exit status 1 if it differs
"""

import dis
import io
import json
import marshal
import opcode
import os
import re
import sys
from pathlib import Path

RECORDED = Path(__file__).resolve().parent.parent / "packages" / "compiler" / "test" / "recorded"


def stack_effect(op, arg, jump):
    try:
        return dis.stack_effect(op, arg, jump=jump)
    except ValueError:
        return None


def opcodes():
    kinds = ["hasconst", "hasname", "haslocal", "hasfree", "hasjrel", "hascompare"]
    args = [0, 1, 2, 3, 4, 5, 7, 8, 15, 255, 256, 257, 515]
    effects = {}
    for name, op in opcode.opmap.items():
        rows = []
        for arg in args if op >= opcode.HAVE_ARGUMENT else [None]:
            rows.append([arg or 0, *(stack_effect(op, arg, jump) for jump in (None, False, True))])
        effects[name] = rows
    free = [number for number, name in enumerate(opcode.opname) if name.startswith("<")]
    return {
        "opmap": opcode.opmap,
        "specialized": dict(zip(opcode._specialized_instructions, free)),
        "families": opcode._specializations,
        "cacheFormat": opcode._cache_format,
        "haveArgument": opcode.HAVE_ARGUMENT,
        "kinds": {kind: [opcode.opname[op] for op in getattr(opcode, kind)] for kind in kinds},
        "compareOperators": list(opcode.cmp_op),
        "binaryOperators": [text for _, text in opcode._nb_ops],
        "stackEffects": effects,
    }


def describe(value):
    """A value as JSON; floats as the hexadecimal of their bytes, so that -0.0 and nan are told apart."""
    if value is None or value is ... or value is StopIteration:
        return {"type": {None: "None", ...: "Ellipsis", StopIteration: "StopIteration"}[value]}
    if isinstance(value, bool):
        return {"type": "bool", "value": value}
    if isinstance(value, int):
        return {"type": "int", "value": str(value)}
    if isinstance(value, float):
        return {"type": "float", "value": marshal.dumps(value, 2)[1:].hex()}
    if isinstance(value, complex):
        return {"type": "complex", "value": marshal.dumps(value, 2)[1:].hex()}
    if isinstance(value, str):
        return {"type": "str", "value": [ord(c) for c in value]}
    if isinstance(value, bytes):
        return {"type": "bytes", "value": value.hex()}
    if isinstance(value, (tuple, list)):
        return {"type": type(value).__name__, "items": [describe(item) for item in value]}
    if isinstance(value, (set, frozenset)):
        return {"type": type(value).__name__, "items": sorted((describe(item) for item in value), key=json.dumps)}
    if isinstance(value, dict):
        return {"type": "dict", "items": [[describe(k), describe(v)] for k, v in value.items()]}
    return {"type": "code", "name": value.co_name}


# Expressions, so that the file can be read by people.
MARSHAL_VALUES = """
None
True
False
...
StopIteration
0
255
-1
2**31 - 1
2**31
-2**31
-2**31 - 1
2**53
-2**53 - 1
2**60 - 1
2**15
2**90 + 12345
-(2**90)
0.0
-0.0
1.5
0.1
1e100
-1e-7
5e-324
1.7976931348623157e308
float('inf')
float('-inf')
123456789012345680.0
2.98023223876953125e-08
1j
complex(-0.0, 2.5)
b''
b'abc\\0\\xff'
''
'abc'
'a b'
'\\xe9'
'\\u20ac'
'\\U0001f600'
'\\ud800'
'\\ud83d\\ude00'.encode('utf-16', 'surrogatepass').decode('utf-16')
chr(0xd83d) + chr(0xde00)
'x' * 300
'\\0'
()
(1,)
(1, (2, 3))
tuple(range(300))
[]
[1, 'a', None]
[[], [[]]]
{}
{'a': 1, 2: [3]}
{1}
{'b', 'a', 3}
frozenset()
frozenset(('x', 1.5, None))
(lambda: 0).__code__
compile('x = 1', 'f', 'exec')
""".strip().splitlines()

# Bytes that are no good, or look as if they were not.
MARSHAL_BAD = """
.
3f
69
69000000
6c01000000
6c00000080
6c010000000000
6c010000000080
6c02000000000080000000
6c0000000000
28ffffffff
28020000004e
28ffff0f00
7200000000
72ffffffff
72
2901
29
5bffff0f00
5bffffffff
73ffffffff
73ffffff7f
7502000000ffff
75ffffffff
3cffffffff
3effffffff
7b6900000000
7b
30
5b0100000030
290130
3c0100000030
6603616263
6603312e35
6604312e3520
6603315f35
6603696e66
66046e616e78
6600
66
6700
78
7801310132
7900
63
630000
6300000000000000000000000000000000000000004e
6300000000000000000000000000000000000000003030
61ffffffff
7a05616 2
61010000 00ff
5a01e9
490000000000000080
4900
5200000000
db0100000072 00000000
a80100000072 00000000
be0100000072 00000000
3e010000007b30
3c010000005b00000000
7b7b3030
7b5b000000004e30
3c0300000069010000006700000000000000f03f54
4e4e
74020000006162
750200000 0e282
7502000000e261
7502000000c080
7503000000e08080
7504000000f5808080
7504000000f0908061
750100000080
7506000000eda0bdedb880
7503000000f09080
7502000000eda0
7503000000eda061
7504000000f4908080
7502000000ed41
""".strip().splitlines()


def marshal_cases():
    values = []
    for expression in MARSHAL_VALUES:
        value = eval(expression)
        dumped = {str(version): marshal.dumps(value, version).hex() for version in range(5)}
        values.append({"expression": expression, "value": describe(value), "dumps": dumped})
    bad = []
    deep = (b"[\1\0\0\0" * 1999 + b"N").hex()
    too_deep = (b"[\1\0\0\0" * 2000 + b"N").hex()
    for text in ["", *MARSHAL_BAD, deep, too_deep]:
        text = text.replace(" ", "").replace(".", "")
        try:
            marshal.loads(bytes.fromhex(text))
            bad.append({"data": text, "ok": True})
        except Exception as error:
            bad.append({"data": text, "type": type(error).__name__, "message": str(error)})
    return {"values": values, "bad": bad}


def nested(code):
    yield code
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            yield from nested(const)


def fields(code):
    return {
        "qualname": code.co_qualname,
        "code": code.co_code.hex(),
        "stacksize": code.co_stacksize,
        "flags": code.co_flags,
        "firstlineno": code.co_firstlineno,
        "names": list(code.co_names),
        "localsplusnames": [code._varname_from_oparg(i) for i in range(count_localsplus(code))],
        "consts": [describe(const) for const in code.co_consts],
        "linetable": code.co_linetable.hex(),
        "positions": None if len(code.co_code) > LONG else [list(position) for position in code.co_positions()],
        "exceptiontable": code.co_exceptiontable.hex(),
        "exceptionEntries": [list(entry) for entry in dis._parse_exception_table(code)],
    }


def count_localsplus(code):
    return len({*code.co_varnames, *code.co_cellvars, *code.co_freevars})


# Beyond this size the parts of a recording that repeat themselves are left out.
LONG = 1000


def without_addresses(text):
    return re.sub(r"(<code object \S+ at 0x)[0-9a-f]+", r"\g<1>0", text)


def listing(code, **options):
    out = io.StringIO()
    dis.dis(code, file=out, **options)
    return without_addresses(out.getvalue())


def programs():
    text = (RECORDED.parent / "bytecode-programs.txt").read_text()
    cases = []
    for part in text.split("\n# ")[1:]:
        title, source = part.split("\n", 1)
        code = compile(source, "<program>", "exec")
        cases.append(
            {
                "title": title,
                "source": source,
                "marshal": marshal.dumps(code).hex(),
                "dis": listing(code),
                "disCaches": None if len(source) > LONG else listing(code, show_caches=True),
                "codes": [fields(inner) for inner in nested(code)],
            }
        )
    return cases


def recordings():
    return {"opcodes.json": opcodes(), "marshal.json": marshal_cases(), "programs.json": programs()}


def text_of(recording):
    """One case a line, so that a difference can be read."""
    if isinstance(recording, list):
        return "[\n" + ",\n".join(json.dumps(case) for case in recording) + "\n]\n"
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in recording.items()) + "\n}\n"


def main():
    if os.environ.get("PYTHONHASHSEED") != "0":
        # The order of a set of strings, which dis shows, depends on it.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    if sys.version_info[:3] != (3, 11, 7):
        sys.exit("this needs CPython 3.11.7")
    different = False
    RECORDED.mkdir(parents=True, exist_ok=True)
    for name, recording in recordings().items():
        path = RECORDED / name
        text = text_of(recording)
        if "--check" in sys.argv:
            if path.read_text() != text:
                print(f"{path} is not what this CPython says")
                different = True
        else:
            path.write_text(text)
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
