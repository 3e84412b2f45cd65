def queens(n):
    solutions = 0
    columns = [False] * n
    up = [False] * (2 * n)
    down = [False] * (2 * n)

    def place(row):
        nonlocal solutions
        if row == n:
            solutions += 1
            return
        for c in range(n):
            if not columns[c] and not up[row + c] and not down[row - c + n]:
                columns[c] = up[row + c] = down[row - c + n] = True
                place(row + 1)
                columns[c] = up[row + c] = down[row - c + n] = False

    place(0)
    return solutions


print(queens(8), queens(9), queens(10), queens(11), queens(12))
