import binascii
import codecs
import quopri

for data in (b"a=b \n", b"caf\xe9\t\r\n.\r\nend ", b"x" * 80, b"_ \x00"):
    print(binascii.b2a_qp(data), binascii.b2a_qp(data, True, False, True), binascii.a2b_qp(binascii.b2a_qp(data)) == data)
print(binascii.a2b_qp(b"=41=zz=\nq_=", True), quopri.decodestring(b"a=3D=\r\nb"))
print(binascii.b2a_uu(b"hello"), binascii.b2a_uu(b"\0", backtick=True), binascii.a2b_uu(b"%:&5L;&\\"), codecs.encode(b"abc", "uu"))
for action in (lambda: binascii.b2a_uu(b"x" * 46), lambda: binascii.a2b_uu(b"#86)C\nx"), lambda: binascii.a2b_uu(b"!\x80")):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
