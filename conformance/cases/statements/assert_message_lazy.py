def message():
    print("evaluated")
    return "text"
assert True, message()
try:
    assert False, message()
except AssertionError as e:
    print(e)
