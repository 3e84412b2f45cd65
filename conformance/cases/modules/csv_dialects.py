import csv

class Semicolons(csv.excel):
    delimiter = ";"

csv.register_dialect("semicolons", Semicolons)
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)
print(csv.list_dialects())
d = csv.get_dialect("pipes")
print(d.delimiter, d.quotechar, d.escapechar, repr(d.lineterminator), d.quoting, d.doublequote, d.skipinitialspace, d.strict)
print(list(csv.reader(["a;b"], "semicolons")), csv.reader([], "pipes").dialect.delimiter)
csv.unregister_dialect("pipes")
for action in (lambda: csv.get_dialect("pipes"), lambda: csv.register_dialect(3), lambda: csv.register_dialect("x", foo=1)):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
print(csv.field_size_limit(5))
try:
    list(csv.reader(["abcdefg"]))
except csv.Error as e:
    print(e)
print(csv.Sniffer().sniff("a;b\n1;2\n").delimiter)
