import math, _random, _bisect, _heapq, _struct, errno, _stat, _string
def t(name, f):
    try: print(name, f())
    except BaseException as e: print(name, type(e).__name__, e)
ns={**vars(math)}
for s in '''sqrt(-1)|sqrt(2)|log(0)|log(-1)|log(10,1)|log(8,2)|log()|log('a')|log(10**400)|log10(10**400)|log10(1000)|log2(2**2000)|log2(8)|exp(1000)|cosh(1000)|gamma(0)|gamma(5.5)|gamma(200)|lgamma(-1)|lgamma(10)|pow(0,-1)|pow(-1,.5)|pow(10.,400)|pow(2,.5)|fmod(1,0)|fmod(7,3)|fmod(-7,3)|remainder(7,2)|remainder(1,0)|ldexp(1,2000)|ldexp(1.,'a')|ldexp(1,-1074)|ldexp(1,10**30)|ldexp(1.,-10**30)|factorial(-1)|factorial(30)|factorial(1.0)|comb(5,2)|comb(-1,2)|comb(5,-1)|comb(100,50)|comb(2,10**20)|comb(10**30,10**20)|comb(5,1.)|perm(5)|perm(5,2)|perm(-1)|perm(10**10,2)|isqrt(-1)|isqrt(10**30)|gcd(1.)|gcd()|gcd(12,18,27)|lcm()|lcm(4,6)|lcm(0,2)|dist([1,2],[3,4])|dist((1,2),(3,))|dist((1,2),5)|hypot()|hypot(3,4)|hypot(1,2,3,4)|hypot('a')|fsum([.1]*10)|fsum([inf,-inf])|fsum([1e308,1e308])|fsum(['a'])|fsum(1)|prod([1,2.5])|prod([],start=5)|prod(range(1,30))|prod(1)|prod([],5)|isclose(1,1,rel_tol=-1)|isclose(1,1+1e-10)|nextafter(1,2)|nextafter(0,-1)|ulp(1)|ulp(inf)|modf(inf)|modf(-2.5)|modf(-0.0)|frexp(0)|frexp(inf)|frexp(-3)|floor('a')|floor(2.5)|floor(-2.5)|ceil(-.5)|ceil('a')|floor(inf)|floor(10**30)|trunc('a')|trunc(2.5)|trunc(nan)|copysign(1,-0.)|degrees(1)|radians(180)|acos(2)|acos(.3)|sin(inf)|sin(1)|cos(1e22)|tan(1)|sin('a')|sin()|atan2(1)|atan2(1,-1)|fabs(-1)|isnan('a')|isfinite(10**400)|cbrt(8)|exp2(3)|exp2(.5)|expm1(1e-10)|log1p(-1)|log1p(1e-10)|atanh(1)|acosh(.5)|acosh(2)|asinh(1)|sinh(1)|tanh(1)|hypot(inf,nan)|pow(nan,0)|pow(inf,-1)|pow(-inf,3)|pow(-8,1/3)|tau|pi|e|erf(.5)|floor(True)|log(True)|prod(['a'],start=2)|exp(1)|asin(1)'''.split('|'): t(s, lambda: eval(s,ns))
r=_random.Random(42)
t('r', lambda: [r.random() for _ in range(3)]+[r.getrandbits(k) for k in (1,5,32,33,64,100,0)])
for seed in (0,-5,2**100,'abc',1.5,b'x',(1,2)):
    r=_random.Random(seed); print(seed, r.random(), r.getrandbits(40))
st=r.getstate(); a=r.random(); r.setstate(st); print(a==r.random(), len(st), st[-1], st[:2])
for s in ['r.getrandbits(-1)','r.setstate(1)','r.setstate((1,))','r.getrandbits("a")','_random.Random(1,2)']: t(s, lambda: eval(s))
from _bisect import *
l=[1,2,2,3]
t('b', lambda: [bisect_left(l,2),bisect_right(l,2),bisect_left(l,2,2),bisect_right(l,2,0,2),bisect_left([3,2,1],2,key=lambda x:-x), insort_left(l,2), insort_right(l,5), l])
t('b2', lambda: bisect_left(l,2,-1)); t('b3', lambda: bisect_left(1,2)); t('b4', lambda: bisect_left(l,'a'))
class A(list): pass
aa=A([1,3]); insort_left(aa,2); print(aa)
kk=[('a',1),('b',3)]; insort_right(kk,('c',2),key=lambda x:x[1]); print(kk)
from _heapq import *
import _heapq
h=[5,3,8,1,9,2]; heapify(h); print(h); heappush(h,0); print(h); print([heappop(h) for _ in range(3)],h, heapreplace(h,7),h, heappushpop(h,1),heappushpop(h,100),h)
_heapq._heapify_max(h); print(h, _heapq._heappop_max(h), _heapq._heapreplace_max(h,0), h)
for s in ['heappop([])','heappush(1,2)','heapify(1)','heapreplace([],1)','heappop(1)']: t(s, lambda: eval(s))
class C:
    def __init__(s,n): s.n=n
    def __lt__(s,o): return s.n<o.n
    def __repr__(s): return 'C%d'%s.n
h=[C((i*7919)%101) for i in range(20)]; heapify(h); print(h, [heappop(h) for _ in range(20)])
ns={**vars(_struct)}
for s in '''pack('b',200)|pack('B',-1)|pack('h',40000)|pack('i',2**40)|pack('q',2**70)|pack('Q',-1)|pack('Q',2**70)|pack('<q',2**70)|pack('<i',2**40)|pack('<Q',-1)|pack('<b',200)|pack('b','a')|pack('b',1.5)|pack('c','a')|pack('c',b'ab')|pack('f','a')|pack('f',1e40)|pack('e',1e6)|pack('<f',1e40)|pack('d','a')|pack('s','a')|pack('5s',b'abc')|pack('2s',b'abc')|pack('5p',b'abc')|pack('300p',b'a'*299)[:2]|pack('?',[])|pack('?',5)|pack('z')|pack('b')|pack('bb',1)|pack('b',1,2)|pack(5)|pack()|pack('3')|pack('<n',1)|pack('P',-1)|pack('P',2**70)|pack('n',2**70)|pack('N',-1)|pack('l',2**70)|pack('L',-1)|pack('I',-1)|pack('I',2**40)|pack('H',-1)|pack('xbxh',1,2)|calcsize('bi')|calcsize('<bi')|calcsize('b0i')|calcsize('')|calcsize('999999999999999999999b')|unpack('b',b'')|unpack('bh',b'abcd')|unpack('3s2xb',b'abcxxz')|unpack('5p',b'\\x03abcd')|unpack('?',b'\\x02')|unpack('e',b'\\x00\\x3c')|unpack('c',b'a')|unpack('b','a')|unpack_from('b',b'abc',1)|unpack_from('b',b'abc',5)|unpack_from('b',b'abc',-1)|unpack_from('b',b'abc',-5)|unpack_from('i',b'abc')|list(iter_unpack('b',b'abc'))|iter_unpack('h',b'abc')|iter_unpack('',b'')|pack_into('b',b'ab',0,5)|pack_into('b')|Struct('bi').format|Struct('bi').size|Struct(5)|Struct()|Struct('b').pack()|Struct('b').unpack(b'aa')|error|pack('f',1e-50)|pack('>d',1.5)|pack('<e',1.1)|pack('s')|pack('3b',1,2,3)|pack('b b<',1,2)|pack('>hiq',-1,-2,-3)|unpack('>hiq',b'\\xff'*14)|unpack('<e',b'\\x01\\x00')|pack('e',65519.99)|pack('e',6e-8)'''.split('|'): t(s, lambda: eval(s,ns))
print(errno.ENOENT, errno.errorcode[2], len(errno.errorcode), _stat.filemode(0o100755), _stat.S_ISDIR(0o40000), _stat.S_IMODE(0o100644), list(_string.formatter_parser('a{b!r:c}{{x{}')), _string.formatter_field_name_split('a.b[0][x]')[0], list(_string.formatter_field_name_split('a.b[0][x]')[1]))
