print(format(3.14159, ".2f"), format("a", ">3"), format(5), format([]), format(None))
