class A:
    def __lt__(self, o):
        print("A.lt")
        return NotImplemented
    def __eq__(self, o):
        print("A.eq")
        return NotImplemented
class B:
    def __gt__(self, o):
        print("B.gt")
        return "greater"
print(A() < B())
print(A() == 1, A() != 1)
