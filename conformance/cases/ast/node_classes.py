import ast, copy, pickle
for name in sorted(dir(ast)):
    c = getattr(ast, name)
    if isinstance(c, type) and issubclass(c, ast.AST) and c.__module__ == "ast" and "_fields" in vars(c):
        print(name, c.__base__.__name__, c._fields, c._attributes, c.__match_args__ == c._fields, c.__doc__, sorted(k for k, v in vars(c).items() if v is None))
tree = ast.parse("def f(x: int, *a, **k) -> str:\n  'é'; return f'{x!r:>3}' if 1e5 else b'q'\n")
print(ast.dump(pickle.loads(pickle.dumps(tree)), include_attributes=True) == ast.dump(tree, include_attributes=True))
print(ast.dump(copy.deepcopy(tree)) == ast.dump(tree), copy.copy(tree.body[0]).args is tree.body[0].args)
print(ast.parse("a").body[0].value.ctx is ast.parse("b").body[0].value.ctx, isinstance(ast.Constant(3), ast.Num), ast.Constant(3).n)
match ast.parse("a+1", mode="eval").body:
    case ast.BinOp(ast.Name(name), ast.Add(), ast.Constant(v)): print(name, v)
