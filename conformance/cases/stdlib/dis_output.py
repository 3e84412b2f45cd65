import dis
def f(x):
    if x > 1:
        return x + 1
    return None
dis.dis(f)
print([i.opname for i in dis.get_instructions(f)][:5])
