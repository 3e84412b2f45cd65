s = ""
for i in range(5):
    s += str(i)
print(s * 2, "=" * 10, "ab" + "cd", "a" * 0 == "")
