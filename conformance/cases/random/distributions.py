import random
r = random.Random(3)
print([round(x, 9) for x in (r.gauss(0, 1), r.normalvariate(0, 1), r.expovariate(2), r.triangular(0, 10, 3), r.betavariate(2, 3), r.gammavariate(2, 1), r.lognormvariate(0, 1), r.vonmisesvariate(0, 1), r.paretovariate(3), r.weibullvariate(1, 2))])
