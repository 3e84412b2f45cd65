import sys
def hook(t, v, tb): print("hook", sys.last_value is v, sys.last_type is t, sys.last_traceback is tb)
sys.excepthook = hook
raise ValueError("x")
