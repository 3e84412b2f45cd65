print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(5), round(149, -2), round(150, -2), round(10**20 + 51, -2))
