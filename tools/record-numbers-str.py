"""Records what CPython 3.11.7 answers about numbers and strings: packages/vm/test/recorded/{int,float,complex,str}.json

    PYTHONHASHSEED=0 python3.11 tools/record-numbers-str.py [DIRECTORY]

A case is [name, arguments, keywords, outcome]; a name with a dot is a class or static method, "new T" a constructor.
"""

import json
import math
import pathlib
import random
import struct
import sys
import warnings

assert sys.version_info[:3] == (3, 11, 7), sys.version
assert sys.flags.hash_randomization == 0, "run with PYTHONHASHSEED=0"
warnings.simplefilter("ignore")
OUT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "packages/vm/test/recorded")
rng = random.Random(20240117)


def bits(x):
    return "7ff8000000000000" if x != x else struct.pack(">d", x).hex()


def record(o):
    if o is None or isinstance(o, bool):
        return o
    if o is NotImplemented:
        return {"o": "NotImplementedType"}
    if isinstance(o, int):
        return {"i": hex(o) if abs(o).bit_length() > 2000 else str(o)}
    if isinstance(o, float):
        return {"f": bits(o)}
    if isinstance(o, complex):
        return {"c": [bits(o.real), bits(o.imag)]}
    if isinstance(o, str):
        surrogates = any(0xD800 <= ord(c) <= 0xDFFF for c in o)
        return {"p": [ord(c) for c in o]} if surrogates else {"s": o}
    if isinstance(o, bytes):
        return {"b": list(o)}
    if isinstance(o, tuple):
        return {"t": [record(v) for v in o]}
    if isinstance(o, list):
        return {"l": [record(v) for v in o]}
    if isinstance(o, dict):
        return {"d": [[record(k), record(v)] for k, v in o.items()]}
    return {"o": type(o).__name__}


class Recorder:
    def __init__(self):
        self.cases = []

    def __call__(self, name, *args, **keywords):
        if name.startswith("new "):
            f = {"int": int, "float": float, "complex": complex, "str": str, "bool": bool}[name[4:]]
            call = lambda: f(*args, **keywords)
        elif "." in name:
            type_name, method = name.split(".")
            f = getattr({"int": int, "float": float, "str": str}[type_name], method)
            call = lambda: f(*args, **keywords)
        elif name == "repeat":
            call = lambda: args[0] * args[1]
        else:
            call = lambda: getattr(type(args[0]), name)(*args, **keywords)
        try:
            outcome = {"value": record(call())}
        except Exception as e:
            outcome = {"error": [type(e).__name__, *map(record, e.args)]}
        case = [name, [record(a) for a in args], {k: record(v) for k, v in keywords.items()}, outcome]
        self.cases.append(case)

    def write(self, name):
        lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in self.cases)
        (OUT / f"{name}.json").write_text(f"[\n{lines}\n]\n")
        print(name, len(self.cases))


SPECS = [
    "", "d", "n", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "c", "e", "E", "f", "F", "g", "G", "%", "s", "y", "5", "05", "<5", ">9", "^9",
    "=9", "*^12", "0=+9", "+", "-", " ", "+d", " d", ",", "_", ",d", "_x", "_b", ",x", "09,", "012_d", "020,.3f", "#010x", "_X", ".3", ".0f",
    ".1f", ".10f", ".3e", ".0e", "#.0e", ".3g", ".0g", "#g", "#.3g", ".3%", "z.1f", "zd", "+.2f", " .2f", "-10.2f", "<10.2f|", "10", "10.3",
    "\U0001f600^9", ".25f", ".17g", "015.3e", "_.3f", ",.2f", ",e", ",%", "=+12.2f", "é>8", "5x5", ",_", "_,", ",,", ".", "99999999999999999999",
]  # fmt: skip


def ints():
    r = Recorder()
    edge = [0, 1, -1, 2, -2, 3, 5, -5, 7, 10, -10, 255, 256, 1000, 2**31 - 1, 2**31, -(2**31), 2**32, 2**52, 2**53 - 1, 2**53, -(2**53) + 1]
    edge += [-(2**53), 2**53 + 1, 2**63, -(2**63), 2**64, 10**20, -(10**20), 2**100 + 1, -(3**70), True, False]
    pairs = [(a, b) for a in edge for b in edge]
    for _ in range(150):
        pairs.append((rng.randrange(-(2 ** rng.randrange(1, 90)), 2 ** rng.randrange(1, 90)), rng.randrange(-(2 ** rng.randrange(1, 60)), 2**60)))
    rng.shuffle(pairs)
    binary = "__add__ __sub__ __mul__ __mod__ __divmod__ __floordiv__ __truediv__ __and__ __or__ __xor__".split()
    for a, b in pairs[:420]:
        for op in binary:
            r(op, a, b)
    compare = "__lt__ __le__ __eq__ __ne__ __gt__ __ge__".split()
    for a, b in pairs[:60]:
        for op in compare:
            r(op, a, b)
    for a in edge:
        for op in "__neg__ __pos__ __abs__ __invert__ __bool__ __int__ __float__ __repr__ __hash__ bit_length bit_count as_integer_ratio __sizeof__ conjugate __trunc__ __floor__ __ceil__ __getnewargs__".split():
            r(op, a)
        for n in (0, 1, 5, 31, 52, 53, 64, 100, -1):
            r("__lshift__", a, n)
            r("__rshift__", a, n)
        for n in (0, 1, 2, 3, 7, 20, 53, -1, -2):
            r("__pow__", a, n)
        for n in (None, 0, 2, -1, -2, -3, -18, -19, -20, -31, -40):
            r("__round__", a, n)
        for size in (0, 1, 4, 8, 16):
            for order in ("little", "big"):
                r("to_bytes", a, size, order)
                r("to_bytes", a, size, order, signed=True)
    for a, b in pairs[:50]:
        for m in (1, -1, 2, 7, -7, 10**9 + 7, 2**70 + 3, 0):
            r("__pow__", a, b if abs(b) < 2**40 else 12345, m)
    for n in range(-60, 60, 7):
        for k in (-1, -2):
            r("__round__", n * 5, k)
    for data in (b"", b"\0", b"\xff", b"\x80\0", b"\0\x80", b"\x01\x02\x03\x04\x05\x06\x07\x08", bytes(range(200, 220))):
        for order in ("little", "big", "middle"):
            r("int.from_bytes", data, order)
            r("int.from_bytes", data, order, signed=True)
    texts = ["0", "-0", "+5", " 12 ", "\t12\n", "1_000", "1__0", "_1", "1_", "0x1f", "0X1F", "0b101", "0o17", "0_0", "010", "00", "0x", "0x_f", "z", "Zz"]
    texts += ["", " ", "+", "- 5", "1 2", "\u0661\u0662", "\xa05\xa0", "\x1c5", "\x1c5\xa0", "5\0", "é", "\ud800", "1" * 30, "9" * 700, "1" * 4300, "1" * 4301]
    texts += ["-" + "7" * 50, "x" * 300, "ff", "FF", "0xg", "1e5", "1.5", "\U0001d7d8\U0001d7e9"]
    for t in texts:
        r("new int", t)
        for base in (0, 2, 8, 10, 16, 36):
            r("new int", t, base)
    for x in (1.5, -1.5, 1e20, -1e300, math.inf, math.nan, 0.0, -0.0, 2.0**53, b"12", b"x\xff", b"0x1f", None, [], True):
        r("new int", x)
    r("new int")
    r("new int", 1, 2)
    r("new int", "1", base=16)
    r("new int", "1", base=1)
    r("new int", "1", base=37)
    r("new int", base=10)
    r("new int", x=1)
    r("new int", "1", 2, 3)
    r("__repr__", 10**4299)
    r("__repr__", -(10**4300))
    r("__repr__", 10**5000)
    for a in [0, 1, -1, 65, 255, 1234567, -1234567, 2**53 + 1, 10**25, 0x110000]:
        for spec in SPECS:
            r("__format__", a, spec)
    r("__format__", 1, 2)
    r("new bool", 0)
    r("new bool")
    r("new bool", 1, 2)
    r("new bool", x=1)
    for a in (True, False):
        r("__repr__", a)
        for b in (True, False, 3):
            for op in ("__and__", "__or__", "__xor__"):
                r(op, a, b)
    r.write("int")


FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 0.1, 1 / 3, 2.675, 1e15, 1e16, 9999999999999998.0, 123456789.125, 1e22, 1e23, 1e-4, 9.9e-5]
FLOATS += [1e-5, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, math.inf, -math.inf, math.nan, math.pi, 0.30000000000000004, 1e100, -1e-100, 4.35, 0.045]


def floats():
    r = Recorder()
    for a in FLOATS:
        for op in "__neg__ __abs__ __bool__ __int__ __repr__ is_integer as_integer_ratio hex __trunc__ __floor__ __ceil__ conjugate __getnewargs__".split():
            r(op, a)
        if a == a:
            r("__hash__", a)
        r("__round__", a)
        for n in (None, 0, 1, 2, 5, 16, 20, 323, 324, -1, -2, -15, -308, -309):
            r("__round__", a, n)
        for spec in SPECS:
            r("__format__", a, spec)
        for b in FLOATS + [0, 3, -7, 2**53 + 1, 10**30, 10**400]:
            for op in "__add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __divmod__ __eq__ __lt__ __ge__".split():
                r(op, a, b)
        for b in (0.0, -0.0, 1.0, 2.0, 0.5, -0.5, -1.0, 3.0, -3.0, math.inf, -math.inf, math.nan, 1e10, 2, -2):
            if not (a < 0 and b % 1 not in (0.0,) and abs(b) != math.inf and b == b):
                r("__pow__", a, b)
    for _ in range(400):
        x = struct.unpack(">d", rng.randbytes(8))[0]
        if x == x:
            for op in ("__repr__", "hex", "__hash__", "as_integer_ratio"):
                r(op, x)
            r("__format__", x, f".{rng.randrange(20)}{rng.choice('efg')}")
            r("float.fromhex", x.hex())
    for _ in range(150):
        x = round(rng.uniform(-1000, 1000), rng.randrange(1, 5))
        r("__round__", x, rng.randrange(4))
        r("__format__", x, f".{rng.randrange(4)}f")
    texts = ["1", "1.5", " 1.5\n", "1e5", "1E+5", "1e-400", "1e400", "-1e400", ".5", "5.", ".", "e5", "1e", "1e+", "inf", "-Infinity", "+nan", "nan_", "1_0", "1__0"]
    texts += ["1_.5", "1._5", "1.5_0", "1e1_0", "_1", "1_", "0x10", "", " ", "1 2", "\u0665\u2003", "\x1c5", "1\0", "é", "1d5", "infinit", "1" * 400, "0." + "0" * 330 + "1", "1e99999999999"]
    texts += ["179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880"]
    for t in texts:
        r("new float", t)
    for o in (b"1.5", b"x\xff", 5, 10**400, True, None, [], 1j):
        r("new float", o)
    r("new float")
    r("new float", 1, 2)
    r("new float", x=1)
    for t in ["0x1p0", "0x1.8p1", "1.8", "-0x.8", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1p1024", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "inf", "-nan", "zz", "", "0x", "0x1p", "  0x10  ", "0x1.00000000000008p0", "0x1.000000000000080001p0", "0x1.00000000000018p0", "0x1p99999999999999", "0x0p99999999999999999", "0x1p-99999999999"]:
        r("float.fromhex", t)
    r("float.fromhex", 5)
    for t in ("double", "float", "x", 1):
        r("float.__getformat__", t)
    r.write("float")


def complexes():
    r = Recorder()
    parts = [0.0, -0.0, 1.0, -1.5, 2.5, 1e300, math.inf, math.nan]
    values = [complex(a, b) for a in parts for b in parts]
    for a in values:
        for op in "__neg__ __pos__ __bool__ __repr__ conjugate __getnewargs__ __complex__ __abs__".split():
            r(op, a)
        if a == a:
            r("__hash__", a)
        for b in rng.sample(values, 6) + [0, 2, -3, 1.5, 10**400]:
            for op in "__add__ __sub__ __mul__ __truediv__ __eq__ __ne__ __lt__".split():
                r(op, a, b)
        for b in (0, 1, 2, 3, -1, -2, 5):
            r("__pow__", a, b)
    for spec in SPECS:
        for a in (0j, 1 + 2j, -1.5 - 0.25j, complex(1e20, 1234567.891), complex(math.inf, math.nan), complex(-0.0, 3)):
            r("__format__", a, spec)
    texts = ["1", "1j", "j", "-j", "+J", "1+2j", "1-2j", "1+j", "1e5-1e-5j", " ( 1+2j ) ", "(1)", "((1))", "(1", "1)", "1+", "1+2", "1 + 2j", "", "inf", "nan+infj", "-nan-Infinityj", "1_0+2_0j", "1__0", "x", "1j2", "j1", "\u0661j", "1+2j3", "--1", "+-j", "1e", "1ej"]
    for t in texts:
        r("new complex", t)
    for args in ((), (1,), (1.5, 2), (1j,), (1j, 2j), (1, 2j), (1j, 2), (True, 3.5), ("1", 2), (1, "2"), ([],), (1, []), (1, 2, 3), (10**400,), (-0.0, -0.0)):
        r("new complex", *args)
    r("new complex", real=1, imag=2)
    r("new complex", imag=2)
    r("new complex", x=1)
    r.write("complex")


STRS = ["", "a", "abc", "Hello World", "aaa", "  pad\t\n", "été ÉTÉ", "\u4e2d\u6587", "\U0001f600x\U0001f600", "\ud800", "\ud83d\ude00", "a\ud800b", "ß", "ﬁn", "ΑΣ", "ΣΑΣ Σ", "ǆ ǅ", "İi", "1²Ⅷ½"]
STRS += ["a\nb\r\nc\x0bd\u2028e\n", "tab\there\tx", "-12", "+3", "x" * 250 + "é", "\U0001f600" * 3 + "é", "it's \"q\"", "it's", "\x00\x7f\xa0\xad\u200b\ue000\U000e0001", "_id9", "9id", "class", "İstanbul ŉ"]


def strs():
    r = Recorder()
    simple = "lower upper title capitalize swapcase casefold islower isupper istitle isascii isalpha isalnum isdecimal isdigit isnumeric isspace isprintable isidentifier strip lstrip rstrip split rsplit splitlines __repr__ __hash__ __len__ expandtabs __getnewargs__ __sizeof__ encode".split()
    for s in STRS:
        for op in simple:
            r(op, s)
        r("splitlines", s, True)
        for n in (0, 3, 7, 12):
            r("center", s, n)
            r("ljust", s, n, "*")
            r("rjust", s, n, "\U0001f600")
            r("zfill", s, n)
            r("expandtabs", s, n)
        for i in (0, 1, -1, 5, 100, -100, 2**70):
            r("__getitem__", s, i)
        for spec in SPECS + ["10", "<10", "^10", ".2", "*>8.3", "5s", "\U0001f600^11"]:
            if s in ("", "abc", "\U0001f600x\U0001f600", "\ud83d\ude00"):
                r("__format__", s, spec)
        for n in (-1, 0, 1, 3):
            r("repeat", s, n)
        for errors in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"):
            for codec in ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-be", "utf-32", "utf-32-le"):
                r("encode", s, codec, errors)
        for t in ["", "a", "b", "o W", "aa", "\U0001f600", "\ud83d", "\ude00", "é", "x", "\n", " ", "ΣΑ"]:
            for op in "__add__ __contains__ find rfind index rindex count startswith endswith __eq__ __lt__ __ge__ strip lstrip rstrip split rsplit partition rpartition removeprefix removesuffix".split():
                r(op, s, t)
            r("find", s, t, 1)
            r("rfind", s, t, 1, -1)
            r("count", s, t, -3, 100)
            r("startswith", s, t, 1)
            r("endswith", s, t, 0, -1)
            r("split", s, t, 1)
            r("rsplit", s, t, 1)
            r("replace", s, t, "<>")
            r("replace", s, t, "", 1)
            r("replace", s, t, "\U0001f600", 2)
            r("join", s, [t, "z", t])
    errors_and_formats(r)
    decoding(r)
    r.write("str")


def errors_and_formats(r):
    for name, *args in [
        ("find", "abc", 1), ("find", "abc"), ("find", "abc", "a", 1, 2, 3), ("find", "abc", "a", "x"), ("count", "abc", 1), ("index", "abc", "z"), ("find", "abc", "", 4),
        ("startswith", "abc", 1), ("startswith", "abc", ("a", 1)), ("startswith", "abc", ("a",), "x"), ("startswith", "abc", (1,), 5), ("endswith", "abc", ("x", "c")),
        ("find", "abc", "c", None, None), ("find", "abc", "c", 2**70), ("rfind", "abc", "a", -(2**70), 2**70),
        ("split", "a", 1), ("split", "a", ""), ("split", "a", "a", "b"), ("rsplit", "a", ""), ("split", "a", "a", 1, 2), ("partition", "a", ""), ("partition", "a", 1), ("splitlines", "a", "x"),
        ("join", "a", [1]), ("join", "a", ["a", b"b"]), ("join", "a", ()), ("strip", "a", 1), ("strip", "a", "a", 1), ("replace", "a", "a"), ("replace", "a", 1, "b"), ("replace", "a", "a", 1), ("replace", "a", "a", "b", "c"),
        ("removeprefix", "a", 1), ("center", "a", "x"), ("center", "a", 5, "ab"), ("center", "a", 5, 1), ("ljust", "a", 5, ""), ("zfill", "a", "a"), ("expandtabs", "a", "x"), ("center", "a"),
        ("encode", "a", 1), ("encode", "a", "foo"), ("encode", "aéé", "ascii", "foo"), ("encode", "a", "ascii", "foo"), ("encode", "a\ud800", "utf-8"),
        ("__contains__", "a", 1), ("__getitem__", "a", "b"), ("__getitem__", "a", 1.5), ("__add__", "a", 1), ("lower", "a", 1), ("__format__", "a", 1),
        ("translate", "abc", {97: "xy", 98: None, 99: 65}), ("translate", "aé\U0001f600", {233: "E", 128512: "smile"}), ("translate", "a", {97: -1}), ("translate", "a", {97: 1.5}), ("translate", "a", {97: 0x110000}),
        ("translate", "abc", "xyz" * 50),
    ]:  # fmt: skip
        r(name, *args)
    for args in [(1,), ({"ab": 1},), ({1.5: 1},), ("a", "bc"), ("a", 1), (1, "a"), ("a", "b", 1), ("ab", "cd", "e"), ("a", "b", "c", "d"), (), ({1: 2, "b": 3, True: 4},), ("\U0001f600", "x")]:
        r("str.maketrans", *args)
    for args in [(), ("a",), (b"a", "utf-8"), (b"\xff", "utf-8"), (b"\xff", "latin-1"), (b"\xff", "ascii", "ignore"), ("a", "b"), (1, "a"), (b"a", 2), (1, 2, 3, 4), (5,), (1.5,), (b"a", "nonsense")]:
        r("new str", *args)
    r("new str", object=5)
    r("new str", foo=1)
    r("new str", errors="x")
    r("split", "a b c", maxsplit=1)
    r("split", "a b c", sep="b")
    r("split", "a", foo=1)
    r("encode", "é", errors="ignore")
    r("find", "a", sub="a")
    for f, args, kw in [
        ("{!x}", (1,), {}), ("{!", (1,), {}), ("{!r", (1,), {}), ("{!rx}", (1,), {}), ("{", (1,), {}), ("}", (1,), {}), ("{0", (1,), {}), ("{0:{", (1,), {}), ("{0:{1:{2}}}", (1, 2, 3), {}), ("{}{0}", (1,), {}),
        ("{0}{}", (1,), {}), ("{1}", (1,), {}), ("{a}", (), {}), ("{0.}", (1,), {}), ("{0[}", (1,), {}), ("{0[]}", (1,), {}), ("{99999999999999999999}", (1,), {}), ("{:{}}", (5, 10), {}), ("{!\x01}", (1,), {}),
        ("a}b", (), {}), ("a}}b{{", (), {}), ("{:}}", (1,), {}), ("{a{b}}", (1,), {}), ("{:>{w}.{p}f}", (3.14159,), {"w": 10, "p": 2}), ("{ 0}", (1,), {}), ("{0}-{x}-{0}", ("é",), {"x": 1.5}), ("{:\U0001f600^7}", ("ab",), {}),
        ("{:{}{}}", (7, "*>", 5), {}), ("{0:{0}}", (5,), {}), ("plain", (), {}), ("", (), {}), ("{{}}", (), {}), ("{:%}", (0.5,), {}), ("{0!s:>6}|{0!r}|{0!a}", ("é",), {}),
    ]:  # fmt: skip
        r("format", f, *args, **kw)
    for f, m in [("{}", {}), ("{a}", {}), ("{a}", {"a": 1}), ("{0}", {"0": 1})]:
        r("format_map", f, m)
    for f, a in [
        ("%d", "a"), ("%x", 1.5), ("%x", "a"), ("%d", 1.9), ("%c", "ab"), ("%c", 1.5), ("%c", -1), ("%f", "a"), ("%y", 1), ("%", 1), ("%d", ()), ("%d", (1, 2)), ("%(a)d", 5), ("%(a)d", {"a": 3}), ("%(a", {"a": 3}), ("%*d", ("a", 1)),
        ("%*d", (5, 1)), ("%-*d|", (5, 1)), ("%*d|", (-5, 1)), ("%.*f", (2, 3.14159)), ("%.*f", (-2, 3.14159)), ("%99999999999999999999d", 1), ("%.99999999999999999999d", 1), ("%#x %#o %#X", (255, 8, 255)), ("%+d % d", (1, 2)),
        ("%05d", -3), ("%-05d|", -3), ("%#08x", 255), ("%.5d", -3), ("%8.5d|", -3), ("%#.3x", 1), ("%5s|%-5s|", ("ab", "cd")), ("%.1s", "abc"), ("%r %a", ("é", "é")), ("%05s", "a"), ("%e %G", (1.5, 1e-10)), ("%%", ()), ("%%", 1),
        ("%5%|", (1,)), ("%-%|", ()), ("%s", (1,)), ("a", {}), ("a", 1), ("%d", True), ("%s %s", ("a",)), ("%\x01", 1), ("%é", 1), ("%(a)s %(b)s", {"a": 1, "b": 2}), ("%()s", {"": 1}), ("%((a))s", {"(a)": 1}), ("%i %u", (1, 2)), ("%ld", 3),
        ("%#.0f", 1.0), ("%+.1e", 5.0), ("%010.2f", -3.14159), ("%+5c|", "a"), ("%d", 10**30), ("%s", "\U0001f600"), ("%3s|", "\U0001f600"), ("%x", -255), ("%#x", -255), ("%.0d", 0), ("%d", None), ("%f", 10**400), ("%*d", (10**30, 1)),
        ("%o", 8), ("%X", 255), ("%F", math.nan), ("%5.1f|%-8.3e|", (2.25, 12345.678)), ("%c%c", (65, "\U0001f600")), ("%s", 1.5), ("%s", 1j), ("%r", "it's"),
    ]:  # fmt: skip
        r("__mod__", f, a)


def decoding(r):
    samples = [b"", b"abc", "é€😀".encode(), b"\xe2\x82", b"\xe2\x28\xa1", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xf0\x80\x80", b"a\xffb\xfe", b"\x00\xd8", b"\x00\xd8a\0", b"\x00\xdca\0", b"\xff\xfea\0", b"\xfe\xff\0a"]
    samples += [b"\0\0\x11\0", b"\0\0\xd8\0", b"\x00\xff\x00", b"\xff\xfe\0\0a\0\0\0", b"\x3d\xd8\x00\xde", b"\xed\xb2\x80\xed\xa0", bytes(range(256)), b"\x80\x00\x80"]
    for data in samples:
        for codec in ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
            for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"):
                r("new str", data, codec, errors)


ints()
floats()
complexes()
strs()
