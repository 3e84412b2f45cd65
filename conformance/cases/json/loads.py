import json
print(json.loads('{"a": [1, -2.5e3, null, true, "\\u00e9\\n"]}'), json.loads(" [1] "), json.loads('"\\ud83d\\ude00"'), json.loads("1E2"), json.loads("NaN"), json.loads(b'{"k": 1}'), json.loads('{"a": 1, "a": 2}'), json.loads('{"a": 1}', object_hook=lambda d: sorted(d)), json.loads("1.1", parse_float=str), json.loads('{"b":1}', object_pairs_hook=list))
