class Singleton(type):
    instances = {}
    def __call__(cls, *a):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*a)
        return cls.instances[cls]
class C(metaclass=Singleton):
    def __init__(self): print("made")
print(C() is C())
