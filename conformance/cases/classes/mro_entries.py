class A:
    def __mro_entries__(self, bases):
        return (dict,)
class C(A()): pass
print(C.__bases__, C.__orig_bases__[0].__class__.__name__)
