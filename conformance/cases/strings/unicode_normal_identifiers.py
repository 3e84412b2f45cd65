ﬁ = 1
print(fi, "ﬁ" in globals(), "fi" in globals())
ª = 2
print(a)
