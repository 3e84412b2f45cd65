for a in ((["a"],), ([b"a"], b""), ([1], "a"), (["a"], ""), ([[1]], [])):
    try:
        print(sum(*a))
    except TypeError as e:
        print(e)
