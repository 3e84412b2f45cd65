import csv
import io

def write(rows, **options):
    out = io.StringIO()
    try:
        csv.writer(out, **options).writerows(rows)
        print(repr(out.getvalue()))
    except Exception as e:
        print(type(e).__name__, e)

write([["a", 1, 2.5, None, 'q"x', "x,y", ""]])
write([["a", 1, ""]], quoting=csv.QUOTE_ALL, lineterminator="\n")
write([["a", 1, 2.5]], quoting=csv.QUOTE_NONNUMERIC)
write([["a,b"]], quoting=csv.QUOTE_NONE, escapechar="\\")
write([["a,b"]], quoting=csv.QUOTE_NONE)
write([[""]], quoting=csv.QUOTE_NONE)
write([['a"b']], doublequote=False, escapechar="!")
write([[""], []])
write([5])
write(5)
