saved = []
class C:
    def __del__(self):
        print("del")
        saved.append(self)
c = C()
del c
print(len(saved))
saved.clear()
print("gone without a second call")
