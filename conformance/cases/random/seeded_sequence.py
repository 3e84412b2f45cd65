import random
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.uniform(1, 2), random.getrandbits(70), random.randrange(0, 100, 7))
