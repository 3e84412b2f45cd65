import weakref
for x in (1, "s", (), [], {}, None, object()):
    try:
        weakref.ref(x)
    except TypeError as e:
        print(e)
print(weakref.ref(int)() is int, weakref.ref(print)() is print, weakref.ref({1})() is None)
