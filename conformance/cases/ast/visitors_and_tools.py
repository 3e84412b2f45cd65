import ast
class Names(ast.NodeVisitor):
    def visit_Name(self, node): print(node.id, type(node.ctx).__name__)
    def visit_Constant(self, node): print(repr(node.value))
    def visit_Call(self, node):
        print("call")
        self.generic_visit(node)
Names().visit(ast.parse("x = f(a, 1) + b * 'c'"))
class Swap(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        return ast.copy_location(ast.BinOp(node.right, ast.Sub(), node.left), node)
    def visit_Pass(self, node): return None
    def visit_Expr(self, node): return [node, ast.Expr(ast.Constant("twice"))]
tree = ast.fix_missing_locations(Swap().visit(ast.parse("x = 1 + 2 * 10\npass\nprint(x)")))
print(ast.unparse(tree))
exec(compile(tree, "f", "exec"))
source = "x = (a +\n     b)\ndef f():\n    '''A\n      b'''\n    return é + 1\n"
tree = ast.parse(source)
print(repr(ast.get_source_segment(source, tree.body[0].value)), repr(ast.get_source_segment(source, tree.body[1].body[1].value)))
print(repr(ast.get_docstring(tree.body[1])), repr(ast.get_docstring(tree.body[1], clean=False)), ast.get_docstring(tree))
print([type(n).__name__ for n in ast.walk(tree.body[0])], [n for n, v in ast.iter_fields(tree.body[0])], ast.increment_lineno(tree, 5).body[1].lineno)
for s in ("{1, 2}", "()", '"a" "b"', "-1", "1+2j", "[1, [2], {3: (4,)}]", "set()", "  1", "None", "b'x'", "{**a}", "a", "1+1", "f()", "1,", "'", "[1", "\n1"):
    try: print(repr(ast.literal_eval(s)))
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
