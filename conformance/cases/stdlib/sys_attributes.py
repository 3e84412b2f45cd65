import sys
print(sys.version_info[:3], sys.byteorder, sys.maxsize, sys.maxunicode, sys.float_info.max, sys.int_info.bits_per_digit, sys.hash_info.modulus, sys.getrecursionlimit(), sys.implementation.name, sys.hexversion, sys.getdefaultencoding(), sys.flags.hash_randomization, sys.platform, sys.stdout.encoding)
