import builtins
builtins.answer = 42
print(answer, builtins.len is len, __builtins__ is builtins)
len = lambda x: "shadow"
print(len([]), builtins.len([]))
del len
print(len([]))
