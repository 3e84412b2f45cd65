import _circular_b as b
done = True
