# argv: one two -x --long=3
import sys
print(sys.argv[1:])
