def inside(size, limit):
    count = 0
    for py in range(size):
        y0 = 2.0 * py / size - 1.0
        for px in range(size):
            x0 = 3.0 * px / size - 2.0
            x = y = 0.0
            for _ in range(limit):
                xx = x * x
                yy = y * y
                if xx + yy > 4.0:
                    break
                y = 2.0 * x * y + y0
                x = xx - yy + x0
            else:
                count += 1
    return count


print(inside(720, 60))
