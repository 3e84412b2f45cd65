exec("from sys import getrefcount\nd = 257\nprint(getrefcount(d))")
exec("x = 'some text here'\nprint(getrefcount(x))")
