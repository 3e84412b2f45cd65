import sys
for code in (None, 0, 3, "text", [1]):
    try:
        sys.exit(code)
    except SystemExit as e:
        print(repr(e), repr(e.code))
sys.exit(7)
