for i in range(2):
    try:
        1 / 0
    finally:
        print("swallow", i)
        continue
print("done")
