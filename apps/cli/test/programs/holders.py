import sys


class Point:
    pass


data = [1, 2]
pair = (data, data)
point = Point()
point.x = data
number = 5
table = {"key": data}
print(sys.getrefcount(data))
