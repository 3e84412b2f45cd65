x = "global"
class C:
    x = "class"
    def m(self):
        return x
    values = [x for _ in range(1)]
print(C().m(), C.values)
