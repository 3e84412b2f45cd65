import re
print(re.match(r'(\w+) (\w+)','hello world').groups())
print(re.findall(r'\d+','a1b22c333'), re.sub(r'(a)(b)?', r'[\1]', 'abaab'), re.split(r'[,;]','a,b;c'))
print(re.compile('abc',re.I), re.search('B+','aBBc'), re.fullmatch('a|ab','ab'))
for pat,s in [(r'(a|b)*c','ababc'),(r'(?:a+)+b','aaab'),(r'a*?b','aaab'),(r'(?<=a)b','ab'),(r'(?<!a)b','cb'),(r'(?=(a))a','a'),(r'(?!a)b','b'),(r'(a)?(?(1)b|c)','ab'),(r'(?>a+)b','aab'),(r'a++b','aab'),(r'(?:ab)*+c','ababc'),(r'(?P<x>a)(?P=x)','aa'),(r'\bfoo\b','a foo b'),(r'^b$','a\nb'),(r'x*','xxx'),(r'(a*)*','aaa'),(r'(a*)+','b'),(r'(?:(a)|b)*','ab'),(r'(x?)*y','xxy'),(r'[^\W\d]+','é1a'),(r'(?i)É','é'),(r'(?i)[à-ÿ]+','ÀÉ'),(r'[\u4e00-\u9fff]+','漢字x'),(r'(\w+?)(\d+)','abc123'),(r'((ab){2,3}?)','ababab'),(r'.*foo','xxfooyyfoo'),(r'(.)(.)(.)\3\2\1','abccba'),(r'\Aab\Z','ab'),(r'','abc')]:
    for fl in (0,re.M,re.A,re.S):
        try: m=re.compile(pat,fl).search(s)
        except re.error as e: print(pat,e); continue
        print(pat, fl, m and (m.span(), m.groups(), m.lastindex, m.regs))
print([m.span() for m in re.finditer('x*','axb')], re.sub('x*','-','abxd'), re.subn('b',lambda m:m.group().upper(),'abab'))
print(re.split(r'(\d)','a1b2'), re.split('x*','axbc'), re.findall('(a)(b)?','abaa'), re.findall(b'a.',b'abac'))
m=re.match(r'(?P<first>\w+) (?P<last>\w+)','Jane Doe'); print(m.groupdict(), m['last'], m.lastgroup, m.expand(r'\g<last>'), m.group(1,2), repr(m))
try: m.group(5)
except IndexError as e: print(e)
try: re.match('a',b'a')
except TypeError as e: print(e)
try: re.match('a',3)
except TypeError as e: print(e)
try: re.compile('(')
except re.error as e: print(e)
print(hash(re.compile('a'))==hash(re.compile('a')), re.compile('a')==re.compile('a'), re.escape('a.b'), re.compile(r'a',re.X|re.A), re.compile(b'x'))
s=re.Scanner([(r'\d+',lambda s,t:int(t)),(r'\w+',lambda s,t:t),(r'\s+',None)]); print(s.scan('a 12 b'))
