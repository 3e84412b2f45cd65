def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


print(fibonacci(320_000) % 10**20)
print(factorial(26_000) % (10**40 + 7), pow(3, 10**300, 10**60 + 7), (7**60_000 // 3**60_000) % 10**12)
