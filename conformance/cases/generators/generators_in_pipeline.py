def read(): yield from ["a=1", "b=2", "bad"]
def parse(lines):
    for line in lines:
        if "=" in line:
            yield line.split("=")
print(dict(parse(read())))
