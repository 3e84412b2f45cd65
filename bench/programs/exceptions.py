class Refused(Exception):
    pass


def check(i):
    if i % 3 == 0:
        raise Refused(i)
    if i % 3 == 1:
        raise KeyError(i)
    return i


def run(n):
    refused = missing = 0
    for i in range(n):
        try:
            check(i)
        except Refused as e:
            refused += e.args[0]
        except KeyError:
            missing += 1
        finally:
            missing += 0
    return refused, missing


print(run(3_200_000))
