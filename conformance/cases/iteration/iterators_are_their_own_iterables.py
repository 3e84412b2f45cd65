for x in (iter([]), iter(()), iter(""), iter({}), iter(set()), iter(range(0)), zip(), map(int, []), filter(None, []), enumerate([]), reversed([]), (i for i in ())):
    print(type(x).__name__, iter(x) is x)
