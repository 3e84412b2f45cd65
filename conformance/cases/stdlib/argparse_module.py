import argparse
p = argparse.ArgumentParser(prog="prog")
p.add_argument("file")
p.add_argument("-n", type=int, default=1)
p.add_argument("--flag", action="store_true")
print(p.parse_args(["a", "-n", "3", "--flag"]), p.format_usage())
try:
    p.parse_args(["-n", "x"])
except SystemExit as e:
    print(e.code)
