class Counter:
    def __init__(self):
        self.value = 0.0

    def add(self, amount):
        self.value += amount
        return self

    @property
    def half(self):
        return self.value / 2


class Loud(Counter):
    def add(self, amount):
        return super().add(amount * 2)


def run(n):
    a, b = Counter(), Loud()
    for i in range(n):
        a.add(1.5)
        b.add(0.5)
        a.add(b.half - b.value)
    return a.value, b.value


print(run(2_400_000))
