import json
for s in ("", "{", "[1,]", '{"a" 1}', "{a: 1}", "nul", '"abc', "1 2", "[1 2]", '"\\x"', '"\t"', "-", "01", '{"a":}', "[" * 3):
    try:
        json.loads(s)
    except json.JSONDecodeError as e:
        print(repr(s), "->", e)
for o in (set(), object, 1j, {(1,): 2}, b"x"):
    try:
        json.dumps(o)
    except TypeError as e:
        print(e)
a = []; a.append(a)
try:
    json.dumps(a)
except ValueError as e:
    print(e)
