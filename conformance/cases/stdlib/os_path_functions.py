import os
print(os.path.join("a", "b", "/c"), os.path.splitext("x.tar.gz"), os.path.basename("a/b"), os.path.dirname("a/b"), os.path.normpath("a/./b/../c"), os.path.exists("no such file"), os.sep, os.linesep, os.path.commonpath(["a/b", "a/c"]), os.path.isabs("/x"), os.path.relpath("a/b", "a"))
from pathlib import PurePosixPath as P
print(P("a/b.txt").suffix, P("a") / "b", P("/x/y").parts, P("a/b.txt").stem, P("a/b").with_suffix(".c"), P("a/b").is_relative_to("a"))
