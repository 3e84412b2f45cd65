from _star import *
print(sorted(n for n in globals() if n in ("public", "_private", "listed", "unlisted")))
from _star_all import *
print(sorted(n for n in globals() if n in ("public", "_private", "listed", "_listed_too", "unlisted")))
try:
    from _star_bad import *
except AttributeError as e:
    print(e)
