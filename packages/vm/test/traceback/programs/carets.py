class A:
    pass
a, b, c = A(), 1, 2
d = {'a': 1}
def attempt(f, *args):
    try: f(*args)
    except Exception as e: emit(report(e))
def plus(): a+(b)
def spaced(): a +(b)
def power(): a  **(b)
def both(): (a)+(b) + 1
def matrix(): x = a@b
def floor(): (a )  //  ( b )
def item(): a[b]
def items(): a [b][1]
def of_parentheses(): (a)[b]
def parenthesized(): a[(b)]
def pair(): a[b ,c]
def part(): a[b:c]
def blanks(): a [ (b) ] 
def inside(): x = [a+b for _ in (1,)]
def attribute(): a. foo
def compare(): a < b
def negative(): -a
def chain(): a + b + c
def lines():
    (a+
     b)
def text(): f"{a+b}"
def inplace():
    global a
    a += b
def delete(): del a[b]
def store(): a[b] = 1
def loop():
    for x in a: pass
def check(): assert a + b == 3
def accents(): é = "é" + b + "ñ" * 3   
def bracket(): a[ "]" ]
def nested(): (d['a']['b'] + 1).c[d](2)
def call(): (a)  (  1 )
def unpack(): x, y = c
def continued():
    x = a\
+b
def trailing():
    a()   
def whole():
    a()
def multiline():
    a.foo( 1,
         2)
def slices(): b [ 1 ] [ 2 ]
def conditional(): a if a[b]+(c) else 1
def operators(): a<<b
for f in (plus, spaced, power, both, matrix, floor, item, items, of_parentheses, parenthesized, pair, part, blanks, inside, attribute, compare,
          negative, chain, lines, text, inplace, delete, store, loop, check, accents, bracket, nested, call, unpack, continued, trailing, whole,
          multiline, slices, conditional, operators):
    attempt(f)
