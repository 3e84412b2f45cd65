print(b"%d %s %x %c %5.1f %a %b" % (1, b"x", 255, 65, 2.5, "é", b"q"))
try:
    b"%s" % "str"
except TypeError as e:
    print(e)
