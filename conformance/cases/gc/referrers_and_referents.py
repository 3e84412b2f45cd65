import gc
class C: pass
c = C()
holder = [c]
print(holder in gc.get_referrers(c), gc.get_referents(holder) == [c], gc.get_referents({"a": c}) == ["a", c] or gc.get_referents({"a": c}) == [c], gc.get_referents(1))
