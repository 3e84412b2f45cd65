for spec in ("", "s", "5", "<5", ">5", "^5", "*^6", ".1", "10.2s", "05"):
    print(repr(spec), repr(format("abc", spec)))
