print("a" < "b", "a" < "B", "abc" < "abd", "a" < "aa", "é" > "z", "😀" > "\uffff", "" < "a", "Z" < "a", max("hello"), sorted("hello"))
