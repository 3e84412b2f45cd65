print(1 in [1, 2], 3 not in (1, 2), "bc" in "abcd", "" in "", b"a" in b"cat", 97 in b"a", "k" in {"k": 1}, 2 in {1, 2}, 3 in range(0, 10, 3))
for e in ("1 in 5", "1 in 'a'", "'a' in b'a'", "256 in b''"):
    try:
        eval(e)
    except (TypeError, ValueError) as error:
        print(error)
