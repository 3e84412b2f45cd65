# lists, sort with python code, iterators
log=[]
class K:
    def __init__(s,v): s.v=v
    def __lt__(s,o): log.append((s.v,o.v)); return s.v<o.v
    def __eq__(s,o): log.append(('eq',s.v,getattr(o,'v',o))); return s.v==getattr(o,'v',o)
    def __hash__(s): return hash(s.v)
    def __repr__(s): return 'K%d'%s.v
    def __index__(s): return s.v
    def __bool__(s): return s.v>2
    def __len__(s): return s.v
a=[K((i*7)%23) for i in range(23)]; a.sort(); print(a,log); log.clear()
a.sort(reverse=True); print(a,len(log)); log.clear()
print(sorted(range(10),key=lambda x:-x), sorted(['b','a','C'],key=str.lower), sorted([(1,'b'),(1,'a'),(0,'z')]))
print(K(3) in a, a.index(K(5)), a.count(K(3)), log); log.clear()
a.remove(K(7)); print(a); log.clear()
l=list(range(10)); print(l[K(2)], l[K(1):K(8):K(3)], l[::-1], l[5:2:-1]); l[K(1):K(3)]=iter('xyz'); print(l); del l[::3]; print(l); l[::2]=range(len(l[::2])); print(l); del l[1:3]; print(l)
l*=2; print(l); l+='ab'; print(l); l.insert(K(1),'ins'); l.insert(-100,'f'); l.insert(100,'e'); print(l, l.pop(K(0)), l.pop(), l.pop(-2)); l.reverse(); print(l, l.copy()==l, l<l+[1], [1,2]<[1,3], [1]>[], [K(1)]==[K(1)], [K(1)]!=[K(2)]); log.clear()
def bad(x): 
    if x==3: raise KeyError(x)
    return x
m=[5,4,3,2]
try: m.sort(key=bad)
except KeyError as e: print('err',e,m)
def mut(x): m.append(x); return x
try: m.sort(key=mut)
except ValueError as e: print('err',e,m)
class F:
    n=0
    def __init__(s,v): s.v=v
    def __lt__(s,o):
        F.n+=1
        if F.n>30: raise ZeroDivisionError
        return s.v<o.v
f=[F((i*7)%101) for i in range(100)]
try: f.sort()
except ZeroDivisionError: print([x.v for x in f])
r=[1]; r.append(r); print(r); d={}; d[1]=d; print(d); d['l']=r; r.append(d); print(r); tt=([],); tt[0].append(tt); print(tt)
s=set(); 
print(tuple(iter([1,2])), tuple([x for x in 'ab']), (1,2)+(3,), (1,)*3, (1,2,3)[::2], (1,2).index(2), (1,1).count(1), hash((1,2,'a',(3,4.5))), hash(()), (1,K(2))==(1,K(2)))
it=iter([1,2,3]); next(it); print(it.__length_hint__(), it.__reduce__(), list(it), it.__reduce__()); it=reversed([1,2,3]); next(it); print(it.__reduce__(), list(it))
print(list(enumerate('ab',5)), list(zip('abc',[1,2])), list(zip()), list(map(lambda a,b:a+b,[1,2],[3,4])), list(filter(None,[0,1,'',2])), list(filter(lambda x:x%2,range(6))), list(reversed('abc')), list(reversed(range(5))))
class Seq:
    def __getitem__(s,i):
        if i>3: raise IndexError
        return i*i
    def __len__(s): return 4
print(list(Seq()), list(reversed(Seq())), 4 in Seq(), list(iter(Seq())), tuple(Seq()))
c=[3]
def cd(): c[0]-=1; return c[0]
print(list(iter(cd,0)))
class G:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>2: raise StopIteration(9)
        return s.n
def g(): return G()
print([*g()], list(g()), {*g()}, sum(g()), max(g()), min(g()), sorted(g()), all(g()), any(g()), list(map(str,g())), list(zip(g(),g())), dict(zip(g(),g())), next(g()))
i=g(); next(i); next(i)
try: next(i)
except StopIteration as e: print('stop',e.value)
try: next(map(lambda x:x, i))
except StopIteration as e: print('stop',e.value)
print(range(10)[2:5], range(10)[::-1], range(0,20,3)[2], 6 in range(0,20,3), 7 in range(0,20,3), range(3)==range(0,3,1), hash(range(3)), range(2**70,2**70+3)[1], list(range(2**70,2**70+3)), range(5).index(3), range(5).count(9), len(range(0,-10,-3)), list(range(0,-10,-3)), range(K(3)), range(True), bool(range(0)), 2.0 in range(3))
print(slice(1,2), slice(None,K(2),3).indices(10), slice(1,2)==slice(1,2), slice(1,2)<slice(1,3), slice(None,None,-1).indices(5), slice(-3,None).indices(2))
x=[]
sizes=[]
print(sizes)
class L(list): pass
class T(tuple):
    def __new__(c,*a): return tuple.__new__(c,a)
p=L([1,2]); p.x=1; print(p,p.x,p==[1,2], type(p[:]), isinstance(p,list), p.copy().__class__)
print(locals() is globals(), sorted([k for k in dir() if len(k)==1]))
def ff(a,b=2):
    c=3
    return locals(), dir(), vars()
print(ff(1))
