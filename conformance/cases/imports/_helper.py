print("helper runs once")
value = 1
def bump():
    global value
    value += 1
    return value
