s = "abracadabra"
print(s.find("bra"), s.rfind("bra"), s.find("x"), s.index("cad"), s.count("a"), s.count(""), s.find("", 5), s.find("a", 1, 3), s.rindex("a", 0, -1), s.find("bra", -3), s.count("aa"), s.find("", 50))
try:
    s.index("zzz")
except ValueError as e:
    print(e)
