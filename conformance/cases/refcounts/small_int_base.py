from sys import getrefcount
print(getrefcount(5) > 999_000_000, getrefcount(-5) > 999_000_000, getrefcount(256) > 999_000_000, getrefcount(257) < 10, getrefcount("a") > 999_000_000, getrefcount(()) > 999_000_000, getrefcount("") > 999_000_000, getrefcount(b"") > 999_000_000)
