import json
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({"s": {3, 1}}, cls=E), json.dumps(1j, default=lambda o: [o.real, o.imag]), list(json.JSONEncoder().iterencode([1, {"a": 2}])))
