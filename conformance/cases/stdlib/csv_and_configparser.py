import csv, io, configparser
print(list(csv.reader(io.StringIO('a,"b,c",d\n1,"x""y",3\n'))))
o = io.StringIO()
csv.writer(o).writerows([["a", 'q"t', "x,y"], [1, None, 2.5]])
print(repr(o.getvalue()), list(csv.DictReader(io.StringIO("h1,h2\n1,2\n"))))
c = configparser.ConfigParser()
c.read_string("[s]\nk = v\nn = 5\nr = %(k)s!\n")
print(c["s"]["k"], c.getint("s", "n"), c["s"]["r"], c.sections())
