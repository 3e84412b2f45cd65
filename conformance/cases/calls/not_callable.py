class C: pass
for v in (1, "a", None, [], C(), ..., 1.5, {}):
    try:
        v()
    except TypeError as e:
        print(e)
