from collections import ChainMap, UserDict, UserList, UserString
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
c["z"] = 9
print(c["a"], c["b"], dict(c), c.maps, c.new_child({"a": 0})["a"], c.parents)
print(UserDict(a=1), UserList([1, 2])[1:], UserString("ab") + "c")
