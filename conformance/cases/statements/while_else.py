n = 3
while n:
    n -= 1
else:
    print("else", n)
while True:
    break
else:
    print("not reached")
print("end")
