import signal
import time

seen = []
signal.signal(signal.SIGTERM, lambda number, frame: seen.append(signal.Signals(number).name))
print("ready", flush=True)
while not seen:
    time.sleep(0.01)
print(seen)
