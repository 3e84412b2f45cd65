import_=None
log=[]
class H:
    def __init__(s,v,h): s.v=v; s.h=h
    def __hash__(s): log.append(('h',s.v)); return s.h
    def __eq__(s,o): log.append(('e',s.v,getattr(o,'v',o))); return isinstance(o,H) and s.v==o.v
    def __repr__(s): return 'H%s'%s.v
d={H(1,5):1,H(2,5):2}; print(d,log); log.clear()
print(d[H(2,5)], d.get(H(3,5)), H(1,5) in d, log); log.clear()
d.update({H(2,5):22,H(9,9):9}); print(d,log); log.clear()
print(d=={H(1,5):1,H(2,5):22,H(9,9):9}, log); log.clear()
print(d.pop(H(1,5)), d.popitem(), d, d.setdefault(H(7,7),70), d.setdefault(H(7,7)), log); log.clear()
s={H(1,1),H(2,1),H(3,1)}; print(s,log); log.clear()
s.add(H(2,1)); s.discard(H(9,1)); s.remove(H(1,1)); print(s,log); log.clear()
print(s|{H(4,1)}, s&{H(2,1)}, s-{H(2,1)}, s^{H(2,1),H(5,1)}, log); log.clear()
e={'a':1,'b':2,'c':3}
print(e.keys(),e.values(),e.items(),list(reversed(e)),list(reversed(e.items())),e.keys()&{'a','x'},e.keys()|['z'],e.keys()-{'a'},e.keys()^{'a','q'},e.items()^{'a':1,'b':3}.items(), e.keys()=={'a','b','c'}, e.keys()<{'a','b','c','d'}, e.items()>={('a',1)}, e.keys().isdisjoint('xyz'), ('a',1) in e.items(), ('a',2) in e.items(), e.keys().mapping)
print(e|{'d':4}, {**e,'a':0}, dict(e,z=1), dict([('x',1),('y',2)]), dict(zip('ab',range(2))), dict.fromkeys('abc',0), e.copy()==e, e.copy() is e)
e|=[('k',1)]; print(e)
try:
    for k in e: e['new'+k]=1
except RuntimeError as x: print(x)
try:
    for k in s: s.add(H(100,k.h+1))
except RuntimeError as x: print(x)
class M(dict):
    def __missing__(s,k): return k*2
print(M()['ab'], M(a=1), M(a=1)=={'a':1}, {}.get('a',3))
class KK:
    def keys(s): return 'ab'
    def __getitem__(s,k): return k+k
z={}; z.update(KK()); print(z, dict(KK()), dict(KK(),a=3), {**KK()})
import_ = 1
class R_:
    x=12345
    def __next__(s):
        s.x=(s.x*1103515245+12345)%2**31
        return s.x>>8
R=R_(); R_.__iter__=lambda s: s
def words(n): return ['w%d'%(next(R)%1000) for _ in range(n)]
for n in (3,5,10,30,100,300):
    w=words(n); S=set(w); print(list(S)[:60]); S2=set(words(n)); print(list(S|S2)[:40],list(S&S2),list(S-S2)[:40],list(S^S2)[:40]); 
    for x in list(S)[::2]: S.discard(x)
    for x in words(10): S.add(x)
    print(list(S)[:50]); S.update(words(20)); S.difference_update(words(50)); print(list(S)[:50]); S.symmetric_difference_update(words(50)); print(list(S)[:50]); S.intersection_update(words(300)); print(list(S)); print([S.pop() for _ in range(min(3,len(S)))], list(S))
    print(set(range(n))^set(range(0,n,3)), {i*1.5 for i in range(n)}, {(i,str(i)) for i in range(min(n,30))}, frozenset(words(n)).__hash__())
print(hash(frozenset([1,2,3])), hash(frozenset()), {frozenset([1]):1}[frozenset([1])], {1} in {frozenset([1])}, {1,2}<={1,2,3}, {1,2}<{1,2}, {1}=={1.0}, frozenset('ab')==set('ab'), {1,2}.issubset([1,2,3]), {1,2,3}.issuperset([1]), {1}.isdisjoint([2]), {1}.union([2],(3,),{4:5}), {1,2,3}.intersection([1,2],[2]), {1,2,3}.difference([1],[2]))
S=set(); print(S.__reduce__(), {1}.__reduce__(), iter({1,2}).__length_hint__(), iter({1:2}).__reduce__(), list(iter({1:2,3:4}.values())))
big={i:i for i in range(1000)}
while len(big)>3: big.popitem()
print(big); big.update({'a':1}); print(big); 
print(big)
P={'x':1}
class A: pass
print(sorted(vars(type('Q',(),{'z':1})))[:1], type(A.__dict__).__name__, 'x' in A.__dict__, A.__dict__.get('zz',5))
