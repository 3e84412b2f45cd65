for s in ("f'{'", "f'}'", "f'{}'", "f'{a b}'", "f'{a!x}'", "f'{a!}'", "f'{#}'", "f'{\\n}'", "f'{*}'", "f'{a:{b:{c}}}'", "f'{lambda x:1}'", "f'{a = b}'"):
    try:
        compile(s, "<s>", "eval")
        print(s, "ok")
    except SyntaxError as e:
        print(s, "->", e.msg)
