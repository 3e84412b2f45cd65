s = {frozenset({1})}
print({1} in s)
s.discard({1})
print(s)
