d = {1: 1, 2: 2}
try:
    for k in d:
        d[k + 10] = 0
except RuntimeError as e:
    print(e)
d = {1: 1, 2: 2}
try:
    for k in d:
        del d[k]
        d[k + 1] = 1
        d[k + 5] = 1
except RuntimeError as e:
    print(e)
try:
    d = {1: 1, 2: 2, 3: 3}
    for k in d:
        del d[k]; d[k + 100] = 0
except RuntimeError as e:
    print(e)
