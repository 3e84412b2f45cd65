def once(n):
    squares = [x * x for x in range(n) if x % 3]
    table = {x: x + 1 for x in squares}
    kinds = {x % 10 for x in squares}
    return sum(x for x in table.values()) + len(kinds)


total = 0
for _ in range(260):
    total += once(30_000)
print(total)
