import itertools, _functools, _collections, _operator, math, _bisect, _heapq, _random
from itertools import *
def t(name, f):
    try: print(name, f())
    except BaseException as e: print(name, type(e).__name__, e)
t('acc', lambda: [list(accumulate([1,2,3])), list(accumulate([1,2,3],lambda a,b:a*b,initial=10))])
t('chain', lambda: [list(chain('ab',[1],())), list(chain.from_iterable(['ab','c']))])
t('comb', lambda: [list(combinations('abcd',2)), list(combinations_with_replacement('abc',2)), list(permutations('abc',2)), list(product('ab',[1,2],repeat=1)), list(product('ab',repeat=2))])
t('count', lambda: [list(islice(count(3,2),3)), list(islice(count(1.5),2)), repr(count(2,3)), repr(count())])
t('cycle', lambda: list(islice(cycle('abc'),7)))
t('compress', lambda: list(compress('abcd',[1,0,1])))
t('drop', lambda: [list(dropwhile(lambda x:x<3,[1,2,3,1])), list(takewhile(lambda x:x<3,[1,2,3,1])), list(filterfalse(lambda x:x<3,[1,2,3,1])), list(filterfalse(None,[0,1]))])
t('starmap', lambda: list(starmap(lambda a,b:a+b,[(1,2),(3,4)])))
t('groupby', lambda: [(k,list(g)) for k,g in groupby('aabbbc')])
t('groupby2', lambda: [(k,list(g)) for k,g in groupby([1,3,2,4,5],key=lambda x:x%2)])
t('islice', lambda: [list(islice('abcdef',1,5,2)), list(islice('abc',None)), list(islice(range(10),2,None,3))])
t('pairwise', lambda: list(pairwise([1,2,3])))
t('repeat', lambda: [list(repeat(1,3)), repeat(1,3), repeat(2)])
t('tee', lambda: [list(x) for x in tee(iter([1,2,3]),3)])
t('zl', lambda: [list(zip_longest('abc',[1],fillvalue='-')), list(zip_longest())])
class It:
    def __init__(s,n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        if s.n==0: raise StopIteration
        s.n-=1; return s.n
t('py', lambda: [list(chain(It(2),It(3))), list(zip_longest(It(2),It(3))), list(islice(It(9),1,7,2)), list(accumulate(It(4))), [list(x) for x in tee(It(3))], list(pairwise(It(4))), list(product(It(2),It(2))), [(k,list(g)) for k,g in groupby(It(4),lambda x:x//2)]])
for e in ['islice([],-1)','combinations("ab",-1)','count("a")','zip_longest(foo=1)','accumulate()','repeat(1,2,3)','tee([],-1)','product("ab",repeat=-1)','takewhile(1)','islice([])']:
    t(e, lambda: eval(e))
from _functools import partial, reduce, cmp_to_key, _lru_cache_wrapper
t('partial', lambda: [partial(max,3)(5,1), partial(int,base=2)('101'), repr(partial(print,1,x=2)), partial(partial(print,1,x=2),3,y=4,x=5).args])
t('reduce', lambda: [reduce(lambda a,b:a+b,[1,2,3]), reduce(max,[],5)])
t('reduce2', lambda: reduce(max,[]))
t('cmp', lambda: sorted([3,1,2],key=cmp_to_key(lambda a,b:b-a)))
calls=[]
def f(*a,**k):
    calls.append(a); return len(calls)
c=_lru_cache_wrapper(f,2,False,lambda *a:a)
t('lru', lambda: [c(1),c(2),c(1),c(3),c(2),c(1),c(x=1),c(x=1),c.cache_info()])
c=_lru_cache_wrapper(f,None,True,lambda *a:a)
t('lru2', lambda: [c(1),c(1.0),c(1),c('a',b=2),c('a',b=2),c.cache_info(),c.cache_clear(),c.cache_info()])
@partial(_lru_cache_wrapper,maxsize=None,typed=False,cache_info_type=None) if 0 else (lambda g:_lru_cache_wrapper(g,None,False,tuple))
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
t('fib', lambda: fib(50))
from _collections import deque, defaultdict, OrderedDict, _count_elements, _tuplegetter
d=deque([1,2,3],maxlen=3)
d.append(4); d.appendleft(0)
t('deque', lambda: [d, d.pop(), d.popleft(), d, deque('abc')+deque('d'), deque([1,2])*2, deque([1,2],3)*2, list(reversed(deque([1,2,3]))), 2 in deque([1,2]), deque([1,2])==deque([1,2]), deque([1,2])<deque([1,3]), deque('abcde').index('c'), deque('aba').count('a')])
def ff():
    d=deque('abcde'); d.rotate(2); r=[list(d)]; d.rotate(-1); r.append(list(d)); d.reverse(); d.insert(2,'X'); r.append(list(d)); d.remove('X'); del d[1]; d[0]='z'; d.extend('12'); d.extendleft('34'); r.append(d[-1]); r.append(d); return r
t('deque2', ff)
def mut():
    d=deque([1,2])
    for x in d: d.append(x)
t('mut', mut)
t('rem', lambda: deque([1]).remove(5))
dd=defaultdict(list); dd['a'].append(1); dd[2].append(3)
t('dd', lambda: [dd, dd.copy(), dd|{3:4}, {3:4}|dd, dd.default_factory, defaultdict(None,{1:2})])
t('dd2', lambda: defaultdict()[5])
od=OrderedDict([('a',1),('b',2)],c=3); 
def o():
    r=[repr(od), list(od), list(reversed(od)), od.keys(), od.items(), od.values()]
    od.move_to_end('a'); r.append(list(od)); od.move_to_end('c',last=False); r.append(list(od)); r.append(od.popitem()); r.append(od.popitem(last=False)); od[5]=6; od['q']=1; od.move_to_end(5,False); r.append(od); r.append(od==OrderedDict(od)); r.append(od=={5:6,'b':2,'q':1}); r.append(od|{'z':1}); r.append(od.pop('zz',9)); r.append(od.setdefault('k',3)); r.append(od.copy()); r.append(OrderedDict.fromkeys('xy',0)); return r
t('od', o)
def odm():
    for k in od: od[k+'x' if k!=5 else 7]=1
t('odm', odm)
m={}; _count_elements(m,'abca'); t('ce', lambda: m)
t('tg', lambda: [_tuplegetter(1,'d').__get__((5,6)), _tuplegetter(1,'d')])
from _operator import *
import _operator
t('op', lambda: [itemgetter(1)([1,2]), itemgetter(0,1)('ab'), itemgetter(1), attrgetter('real.imag','real')(5), methodcaller('upper')('x'), methodcaller('a',1,b=2), _operator.add(1,2), _operator.ipow(2,3), concat('a','b'), countOf([1,1,2],1), indexOf([1,2],2), length_hint(1,5), not_(0), _operator.index(True), call(max,1,2), _operator.lt(1,2)])
for e in ['itemgetter()','attrgetter(1)','methodcaller()','concat(1,2)','indexOf([1],3)','_operator.add(1)','length_hint(1,"a")','_operator.neg()']:
    t(e, lambda: eval(e))
