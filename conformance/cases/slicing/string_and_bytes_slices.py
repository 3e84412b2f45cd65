s = "héllo wörld"
print(s[1:4], s[::-1], s[-5:], s[::3], b"bytes"[1:3], b"bytes"[0], bytearray(b"bytes")[::-1])
