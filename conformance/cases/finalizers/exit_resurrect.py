class C:
    def __del__(self):
        global kept
        print("del")
        kept = self
c = C()
print("end")
