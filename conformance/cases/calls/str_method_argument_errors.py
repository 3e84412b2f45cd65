for c in ("''.join()", "''.split(1)", "''.split(sep='', maxsplit='a')", "'a'.replace('a')", "'a'.find()", "'a'.center()", "'a'.encode(1)", "'a'.upper(1)", "[].sort(reverse='a' and None)", "{}.get()", "{}.fromkeys()", "''.startswith()", "b''.join(['a'])", "(1).bit_length(2)", "'a'.zfill('b')", "[].insert(1)", "[].count()", "{}.pop(1, 2, 3)", "set().add()"):
    try:
        print(c, eval(c))
    except TypeError as e:
        print(c, "->", e)
