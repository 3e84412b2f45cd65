def fannkuch(n):
    count = list(range(1, n + 1))
    best = 0
    r = n
    perm = list(range(n))
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        flips = 0
        work = perm[:]
        k = work[0]
        while k:
            work[: k + 1] = work[k::-1]
            flips += 1
            k = work[0]
        if flips > best:
            best = flips
        while True:
            if r == n:
                return best
            perm.insert(r, perm.pop(0))
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1


print(fannkuch(9), fannkuch(9))
