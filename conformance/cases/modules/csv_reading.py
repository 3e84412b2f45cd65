import csv

def read(lines, **options):
    try:
        print(list(csv.reader(lines, **options)))
    except Exception as e:
        print(type(e).__name__, e)

read(['a,b', '"x ""y""",z', '', '"two', 'lines",1'])
read(["a;'b;c'"], delimiter=";", quotechar="'")
read(["1,2.5,'x'"], quoting=csv.QUOTE_NONNUMERIC, quotechar="'")
read([r"a\,b,c"], escapechar="\\", quoting=csv.QUOTE_NONE)
read(["a, b"], skipinitialspace=True)
read(['"a"b'], strict=True)
read(['"a'], strict=True)
read(["a\rb"])
read([b"x"])
read([], delimiter="ab")
read([], quoting=9)
read([], dialect="none such")
