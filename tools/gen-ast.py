"""Write packages/parser/src/ast.gen.ts from the ast module of the CPython 3.11 that runs this.

    python3.11 tools/gen-ast.py > packages/parser/src/ast.gen.ts
"""
import ast
import re
import sys

assert sys.version_info[:2] == (3, 11), "the tree is CPython 3.11's"
SIMPLE_SUMS = ("expr_context", "boolop", "operator", "unaryop", "cmpop")
SUMS = ("mod", "stmt", "expr", "excepthandler", "pattern", "type_ignore")
PRODUCTS = ("comprehension", "arguments", "arg", "keyword", "alias", "withitem", "match_case")
# In a module, no class can be called `arguments`: it has another name inside, and is exported under its own.
LOCAL_NAME = {"arguments": "arguments_"}
PRIMITIVE = {"identifier": "string", "string": "string", "int": "number", "constant": "ConstantValue"}


def cls(name):
    return getattr(ast, name)


def members(sum_name):
    # ast.Num and friends are deprecated aliases of Constant; Index and the like never leave the parser.
    skip = {"Num", "Str", "Bytes", "NameConstant", "Ellipsis", "Suite", "AugLoad", "AugStore", "Param"}
    return [c.__name__ for c in cls(sum_name).__subclasses__() if c.__name__ not in skip]


def fields(name):
    m = re.search(r"%s\((.*)\)" % name, (cls(name).__doc__ or "").split("\n")[0].split(" = ")[-1])
    if not m:
        return []
    return [(f.rstrip("?*"), f[-1] if f[-1] in "?*" else "", n) for f, n in (p.split(" ") for p in m.group(1).split(", "))]


def ts_type(name, kind, field, owner):
    base = PRIMITIVE.get(name, LOCAL_NAME.get(name, name))
    if kind == "*":
        # Dict.keys and kw_defaults hold None for `**mapping` and for "no default".
        nullable = (owner, field) in {("Dict", "keys"), ("arguments", "kw_defaults")}
        return f"({base} | null)[]" if nullable else f"{base}[]"
    return f"{base} | null" if kind == "?" else base


def emit_class(name, positions):
    params = [(n, ts_type(t, k, n, name)) for t, k, n in fields(name)]
    if positions == 4:
        params += [("lineno", "number"), ("col_offset", "number"), ("end_lineno", "number"), ("end_col_offset", "number")]
    print(f"/** `{(cls(name).__doc__ or name).split(chr(10))[0]}` */")
    local = LOCAL_NAME.get(name, name)
    print(f"export class {name} {{" if local == name else f"class {local} {{")
    print(f'  readonly node = "{name}";')
    for n, t in params:
        print(f"  {n}: {t};")
    if params:
        print("  constructor(" + ", ".join(f"{n}: {t}" for n, t in params) + ") {")
        for n, _ in params:
            print(f"    this.{n} = {n};")
        print("  }")
    print("}\n")
    if local != name:
        print(f"export {{ {local} as {name} }};\n")


print("// Made by: python3.11 tools/gen-ast.py > packages/parser/src/ast.gen.ts\n")
print('import type { ConstantValue } from "./constant.ts";\n')
for s in SIMPLE_SUMS:
    print(f"export type {s} = " + " | ".join(f'"{m}"' for m in members(s)) + ";")
print()
table = {}
for s in SUMS:
    names = members(s)
    print(f"export type {s} = " + " | ".join(names) + ";\n")
    positioned = 4 if s in ("stmt", "expr", "excepthandler", "pattern") else 0
    for n in names:
        emit_class(n, positioned)
        table[n] = [f for _, _, f in fields(n)]
for p in PRODUCTS:
    emit_class(p, 4 if p in ("arg", "keyword", "alias") else 0)
    table[p] = [f for _, _, f in fields(p)]
print("/** Any node of the tree. */")
print("export type AST = " + " | ".join(LOCAL_NAME.get(n, n) for n in table) + ";\n")
print("/** Field names of each node, in the order of Python.asdl (`_fields`). */")
print("export const FIELDS: Readonly<Record<AST[\"node\"], readonly string[]>> = {")
for n, fs in table.items():
    print(f"  {n}: [" + ", ".join(f'"{f}"' for f in fs) + "],")
print("};")
