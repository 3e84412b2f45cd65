for body in ("case x: pass\n case y: pass", "case x | 1: pass", "case [a, a]: pass", "case {**r, 'k': 1}: pass", "case 1 + 1: pass", "case a | b: pass", "case P(x=1, x=2): pass", "case {'a': 1, 'a': 2}: pass", "case [*a, *b]: pass", "case f'x': pass", "case -x: pass"):
    try:
        compile("match v:\n " + body, "<s>", "exec")
        print("ok")
    except SyntaxError as e:
        print(e.msg)
