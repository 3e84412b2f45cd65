import json

for text in ('"a\\u00e9\\n\\ud83d\\ude00"', '"\\ud800"', '"\\x"', '"\\u12"', '"\\u12zz"', '"abc', '"\x01"', '["a" 1]', '{"a":}', "[1,]", ""):
    try:
        print(ascii(json.loads(text)))
    except json.JSONDecodeError as e:
        print(e, e.pos)
print(json.dumps("a\"\\/\b\u20ac\U0001f600\x7f\x00"), ascii(json.dumps("\u20ac\ud83d", ensure_ascii=False)), json.loads('"\x01"', strict=False) == "\x01")
