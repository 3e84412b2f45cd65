class C:
    def helper(self): pass
    def f(self): return helper()
C().f()
