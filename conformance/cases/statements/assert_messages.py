for message in ("m", 3, None):
    try:
        assert 0, message
    except AssertionError as e:
        print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)
assert 1, 1 / 0
