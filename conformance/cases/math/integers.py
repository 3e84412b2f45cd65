import math
print(math.factorial(20), math.gcd(12, 18, 24), math.lcm(4, 6), math.isqrt(99), math.comb(10, 3), math.perm(5, 2), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.prod([1, 2, 3]), math.isqrt(10**40), math.comb(100, 50), math.log(10**400))
