def shuffled(n):
    x = 12345
    result = []
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        result.append((x % 1000, x))
    return result


items = shuffled(480_000)
a = sorted(items, key=lambda item: item[1])
b = sorted(items)
items.sort(key=lambda item: -item[0])
print(a[0], b[0], items[0])
