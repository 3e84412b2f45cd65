class C:
    __x = 1
    def __f(self): return self.__x
    def g(self): return self.__f()
    def h(self):
        __local = 5
        return sorted(locals())
    __y__ = 2
print(C().g(), C._C__x, C.__y__, C().h())
try:
    C.__x
except AttributeError as e:
    print(e)
