class MyError(Exception):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code
    def __str__(self): return "[%d] %s" % (self.code, self.args[0])
try:
    raise MyError(7, "bad")
except MyError as e:
    print(e, repr(e), e.args, e.code)
