import json
print(json.dumps({"a": [1, 2.5, None, True, "é\n\"\\"], "b": {}}), json.dumps([1, {"x": 2}], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")), json.dumps("é", ensure_ascii=False), json.dumps({1: "i", None: "n", True: "t", 1.5: "f"}), json.dumps((1, 2)), json.dumps(float("inf")), json.dumps("\u2028😀"))
