class Node:
    def __init__(self, parent): self.parent = parent


first = Node(None)
second = Node(first)


def replace():
    global first
    first = second


replace()
temporary = [first]
del temporary
second.parent = None
