from _circular_d import x
