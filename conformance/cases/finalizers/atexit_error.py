import atexit
atexit.register(int, "no number")
atexit.register(print, "still runs")
