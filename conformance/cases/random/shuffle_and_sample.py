import random
r = random.Random(7)
a = list(range(10))
r.shuffle(a)
print(a, r.sample(range(100), 5), r.choices("abc", k=5), r.choices([1, 2], weights=[1, 9], k=5), r.sample("abcdef", 3, counts=None))
try:
    r.sample([1], 2)
except ValueError as e:
    print(e)
try:
    r.choice([])
except IndexError as e:
    print(e)
