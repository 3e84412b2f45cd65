print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "aaa".replace("aa", "b"), "abc".replace("", "-", 2), "".replace("", "x"), "x".replace("y", "z"))
