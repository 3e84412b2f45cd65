print(hash("") == 0, hash("a"), hash("hello world"), hash("é"), hash("😀"))
a = "hello"; b = "hel" + "lo"
print(a is b)
