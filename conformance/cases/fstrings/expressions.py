d = {"k": [1, 2]}
print(f"{d['k'][1]}", f"{(lambda v: v * 2)(4)}", f"{[i for i in range(3)]}", f"{1 if d else 2}", f"{d!r}", f"{(x := 5)}", x)
