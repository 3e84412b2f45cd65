def countdown(n):
    while n > 0:
        n -= 1


countdown(32_000_000)
print("done")
