"""Records what CPython 3.11's math gives for random arguments: record-math-values.py OUT.json"""
import json, math, random, sys
random.seed(5)
out={}
def vals(kind,n=400):
    r=[]
    for _ in range(n):
        if kind=='any': r.append(random.choice([random.uniform(-10,10),random.uniform(-1,1),random.gauss(0,1)*10**random.randint(-12,6)]))
        elif kind=='unit': r.append(random.choice([random.uniform(-1,1),random.gauss(0,1)*10**random.randint(-12,-2)]))
        elif kind=='pos': r.append(random.choice([random.uniform(0,10),random.uniform(0.5,1.5),abs(random.gauss(0,1))*10.0**random.randint(-300,300)]))
        elif kind=='ge1': r.append(1+random.choice([random.uniform(0,10),random.uniform(0,.01),abs(random.gauss(0,1))*10.0**random.randint(-10,100)]))
        elif kind=='exp': r.append(random.choice([random.uniform(-700,700),random.uniform(-1,1),random.uniform(-20,20)]))
        elif kind=='gam': r.append(random.choice([random.uniform(-5,30),random.uniform(0,3),random.uniform(-160,165)]))
        elif kind=='erf': r.append(random.choice([random.uniform(-6,6),random.uniform(-1,1),random.uniform(0,26)]))
    return r
kinds=dict(sin='any',cos='any',tan='any',asin='unit',acos='unit',atan='any',sinh='exp',cosh='exp',tanh='any',asinh='any',acosh='ge1',atanh='unit',exp='exp',exp2='exp',expm1='exp',log='pos',log2='pos',log10='pos',log1p='ge1',cbrt='any',erf='erf',erfc='erf',gamma='gam',lgamma='gam')
for k,kind in kinds.items():
    rows=[]
    for x in vals(kind):
        try: y=getattr(math,k)(x)
        except (ValueError,OverflowError) as e: continue
        rows.append([x.hex(),y.hex()])
    out[k]=rows
for k in ('atan2','pow','hypot'):
    rows=[]
    for a,b in zip(vals('any'),vals('any')):
        if k=='pow': a=abs(a)
        try: y=getattr(math,k)(a,b)
        except (ValueError,OverflowError): continue
        rows.append([a.hex(),b.hex(),y.hex()])
    out[k]=rows
json.dump(out,open(sys.argv[1],'w'))
