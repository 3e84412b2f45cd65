print({}, {1: {2: 3}}, {"a": "b'c"}, {(): []}, str({None: True}))
class K:
    def __repr__(self): return "K!"
print({K(): K()})
