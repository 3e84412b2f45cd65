for op in ("+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", ">>=", "<<=", "&=", "|=", "^="):
    try:
        exec(f"x = 1\nx {op} 'a'")
    except TypeError as error:
        print(error)
