import doctest, pydoc
class A:
    """A class.

    >>> A(1).double()
    2
    >>> A(None).double()
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> A(3).n
    wrong
    """
    n: int = 3
    def __init__(self, n): self.n = n
    def double(self) -> int:
        "Twice."
        return self.n * 2
    @property
    def p(self): "A property."
    @classmethod
    def c(cls, *a, **k): pass
    @staticmethod
    def s(x, /, y=1): pass
def g():
    """
    >>> [g(), 1,
    ...  2] # doctest: +NORMALIZE_WHITESPACE
    [None,   1, 2]
    """
class E(Exception): "An error."
for o in (A, A.double, E, g, len):
    print(pydoc.plain(pydoc.render_doc(o)))
results = []
for test in doctest.DocTestFinder().find(A, "A") + doctest.DocTestFinder().find(g, "g"):
    print(test.name, len(test.examples), doctest.DocTestRunner(verbose=False).run(test, out=lambda s: results.append(s)))
print("".join(results).split("Expected:")[1])
print(pydoc.splitdoc(A.__doc__)[0], pydoc.describe(len), pydoc.allmethods(E)["with_traceback"] is not None, pydoc.locate("os.path").__name__)
