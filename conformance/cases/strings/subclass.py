class S(str):
    def upper(self): return "custom"
s = S("abc")
print(s.upper(), s + "d", type(s + "d").__name__, type(s[:]).__name__, type(s.strip()).__name__, {s: 1}["abc"], s == "abc")
