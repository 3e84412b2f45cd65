import string
print(string.ascii_letters, string.digits, string.punctuation, string.Template("$a ${b} $$").substitute(a=1, b=2), string.capwords("hello  world"))
print(string.Formatter().format("{0} {x:>4}", 1, x=2), list(string.Formatter().parse("a{b!r:c}d")))
