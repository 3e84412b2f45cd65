"""Module docs."""
def f():
    "Function docs."
class C:
    '''Class docs.'''
print(__doc__, f.__doc__, C.__doc__, f())
