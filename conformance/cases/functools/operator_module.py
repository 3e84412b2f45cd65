import operator as op
print(op.itemgetter(1)("abc"), op.itemgetter(0, 2)("abc"), op.attrgetter("real", "imag")(3+4j), op.methodcaller("upper")("a"), op.add(1, 2), op.concat("a", "b"), op.contains([1], 1), op.countOf("aab", "a"), op.indexOf("abc", "c"), op.not_(0), op.truth([]), op.index(5), op.is_(None, None))
