import { describe, expect, it } from "vitest";
import { prepare } from "../run-python.ts";
import { DisturbedRun, type Prepare, runUndisturbed } from "./disturbed-run.ts";

/** Programs that spend their time in Python code that a built-in waits for. */
const programs: Readonly<Record<string, string>> = {
  "a sort's key": "print(sorted([[3], [1], [2]] * 3, key=lambda x: x[0]))",
  "a sort's comparison": `
class N:
    def __init__(s, n): s.n = n
    def __lt__(s, o): return s.n < o.n
print([x.n for x in sorted([N(i * 7 % 11) for i in range(11)])])`,
  "a dict's __eq__": `
class K:
    def __init__(s, n): s.n = n
    def __hash__(s): return 1
    def __eq__(s, o): return s.n == o.n
d = {K(i): [i] for i in range(5)}
print(d[K(3)], K(9) in d, len({K(1), K(1), K(2)}))`,
  "a __del__ among locals": `
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n, [s.n] * 2)
def f():
    a, b, c = D(1), D(2), D(3)
    return [a.n]
print(f(), [D(4), D(5)] and 6)`,
  "a weak reference's callback": `
import _weakref
class A: pass
a = A(); refs = [_weakref.ref(a, lambda r, i=i: print('gone', i)) for i in range(3)]
del a
print(len(refs))`,
  "a class statement": `
class Meta(type):
    def __prepare__(name, bases): return {'x': [1]}
    def __new__(m, name, bases, ns): return type.__new__(m, name, bases, dict(ns))
class Named:
    def __set_name__(s, owner, name): print('named', name)
class C(metaclass=Meta):
    y = Named()
print(C.x, [k for k in vars(C) if k in 'xy'])`,
  "an iterator written in Python": `
class It:
    n = 0
    def __iter__(s): return s
    def __next__(s):
        s.n += 1
        if s.n > 4: raise StopIteration
        return [s.n]
a, *b = It()
print(a, b, list(zip(It(), map(len, It()))), sum(x[0] for x in It()), dict(enumerate(It())))`,
  "a collection's finalizers": `
import gc
class C:
    def __del__(s): print('del', s.i)
for i in range(4):
    c = C(); c.i = i; c.me = c
del c
print(gc.collect() > 0)`,
  "a generator's close": `
def g():
    try:
        yield [1]
        yield [2]
    finally:
        print('closed', [3])
def h(): yield from g()
x = h(); print(next(x)); del x
print(list(h()))`,
};

const SEED = 5;

describe("state can be taken back inside of built-ins", () => {
  for (const [what, source] of Object.entries(programs)) {
    it(what, () => {
      const make: Prepare = () => prepare(source, { simulation: { events: 100_000 } });
      const undisturbed = runUndisturbed(make);
      for (let i = 0; i < 2; i++) expect(new DisturbedRun(make, undisturbed, SEED + i, true).disturb(6)).toEqual([]);
    });
  }
});
