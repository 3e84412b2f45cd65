import gc
saved = []
class C:
    def __del__(self):
        print("del")
        saved.append(self)
c = C()
c.me = c
del c
gc.collect()
print(len(saved), saved[0].me is saved[0])
saved.clear()
gc.collect()
print("no second del")
