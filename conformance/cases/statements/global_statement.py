n = 0
def bump():
    global n, fresh
    n += 1
    fresh = "new"
bump(); bump()
print(n, fresh)
