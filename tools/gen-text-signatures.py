"""Write packages/vm/src/objects/text-signatures.gen.ts from the CPython 3.11 that runs this.

    python3.11 tools/gen-text-signatures.py > packages/vm/src/objects/text-signatures.gen.ts

A built-in is declared with a signature, since arguments are read by it; CPython knows that of some built-ins only, and spells some in lines.
"""
import importlib
import sys
import textwrap

assert sys.version_info[:2] == (3, 11), "the signatures are CPython 3.11's"
MODULES = """
    builtins sys _abc _bisect _codecs _collections _contextvars _csv _functools _heapq _imp _io _json _locale _md5 _opcode _operator _queue _random
    _sha1 _sha256 _sha3 _sha512 _blake2 _signal _socket _sre _stat _statistics _string _struct _symtable _thread _tracemalloc _warnings _weakref
    array atexit binascii cmath errno faulthandler fcntl gc itertools marshal math posix pwd resource select time types unicodedata zlib
""".split()
# What our declarations cannot say.
OTHERWISE = ("code.replace", "int.__round__", "_operator.call")
METHODS = ("method_descriptor", "classmethod_descriptor", "builtin_function_or_method")
without = {}
types = {}
slots = {}
respelled = {}
seen = set()


def note(owner, name, o):
    signature = o.__text_signature__
    if signature is None:
        without.setdefault(owner, set()).add(name)
    elif "\n" in signature or f"{owner}.{name}" in OTHERWISE:
        respelled[f"{owner}.{name}"] = signature


def walk(cls):
    if cls in seen or "." in cls.__qualname__ or cls.__flags__ & (1 << 9) and cls.__module__ in ("types", "enum", "collections"):
        return
    seen.add(cls)
    owner = cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"
    if cls.__text_signature__ is not None:
        types[owner] = cls.__text_signature__
    for name, o in vars(cls).items():
        kind = type(o).__name__
        if kind == "wrapper_descriptor":
            slots.setdefault(o.__text_signature__, set()).add(name)
        elif name != "__new__" and kind in METHODS:
            note(owner, name, o)


for module_name in MODULES:
    module = importlib.import_module(module_name)
    for name, o in list(vars(module).items()):
        if isinstance(o, type):
            walk(o)
        elif type(o).__name__ == "builtin_function_or_method" and o.__module__ == module_name:
            note(module_name, name, o)
for iterable in ([], (), {}, set(), "", b"", range(0), {}.keys(), {}.items(), {}.values(), enumerate([])):
    walk(type(iter(iterable)))


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def table(name, doc, entries):
    print(f"\n/** {doc} */\nexport const {name}: Readonly<Record<string, string>> = {{")
    for key, value in sorted(entries.items()):
        key = key if key.isidentifier() else quoted(key)
        line = f"  {key}: {quoted(value)},"
        if len(line) <= 130:
            print(line)
        else:
            print(f"  {key}:\n    {quoted(value)},")
    print("};")


print("// Made by: python3.11 tools/gen-text-signatures.py > packages/vm/src/objects/text-signatures.gen.ts")
table("typeSignatures", "`__text_signature__` of types.", types)
table("respelledSignatures", "Signatures that CPython spells in lines.", respelled)
table("slotSignatures", "What slot wrappers share a signature, by the signature.", {s: " ".join(sorted(n)) for s, n in slots.items() if s})
table("withoutSignature", "Built-ins whose signature CPython does not know, by type or module.", {o: " ".join(sorted(n)) for o, n in without.items()})
