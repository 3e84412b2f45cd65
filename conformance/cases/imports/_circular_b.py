import _circular_a
seen = hasattr(_circular_a, "done")
