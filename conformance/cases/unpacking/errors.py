for source in ("a, b = [1]", "a, b = [1, 2, 3]", "a, *b, c = [1]", "a, b = 5", "a, b = None", "a, b = iter([1])", "() = [1]", "[a] = 'xy'", "a, b = {1}"):
    try:
        exec(source)
    except (ValueError, TypeError) as e:
        print(source, "->", type(e).__name__, e)
