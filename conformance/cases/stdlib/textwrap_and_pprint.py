import textwrap, pprint
print(textwrap.fill("the quick brown fox jumps over the lazy dog", 20))
print(textwrap.dedent("  a\n   b\n"), textwrap.indent("x\ny", "> "), textwrap.shorten("hello world again", 12))
pprint.pprint({"key" * 5: list(range(20)), "b": {"nested": ["x" * 30, "y" * 30]}})
