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


print(fibonacci(100_000) % 10**20)
print(factorial(10_000) % (10**40 + 7), pow(3, 20_000, 10**60 + 7), (7**9_000 // 3**9_000) % 10**12)
