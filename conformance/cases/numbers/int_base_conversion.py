print(bin(10), oct(-8), hex(255), hex(-10**20), format(10, "b"), format(255, "#X"), f"{10:08b}", f"{-5:+d}", f"{1234567:,}", f"{1234567:_}", f"{0xffff:_x}")
