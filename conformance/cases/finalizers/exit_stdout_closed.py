import sys
sys.stderr.write("err\n")
sys.stdout.close()
