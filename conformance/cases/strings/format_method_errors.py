for f, a in (("{", ()), ("}", ()), ("{}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{x}", ()), ("{!z}", (1,)), ("{0.nope}", (1,)), ("{0[}", ([],)), ("{!r", (1,)), ("{:{}{}}", (1,)), ("{a b}", ()), ("{0[5]}", ([],))):
    try:
        print(f.format(*a))
    except (ValueError, IndexError, KeyError, AttributeError) as e:
        print(repr(f), "->", type(e).__name__, e)
