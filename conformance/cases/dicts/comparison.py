print({1: 2} == {1: 2.0}, {1: 2} != {1: 3}, {} == [], {"a": [1]} == {"a": [1]})
try:
    {} < {}
except TypeError as e:
    print(e)
