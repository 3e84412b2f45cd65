print("a"), print("b")
[print("c")]
(lambda: print("d"))()
