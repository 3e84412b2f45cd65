import socket

print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
print(socket.getaddrinfo(None, 80, family=socket.AF_INET, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE))
print(socket.getaddrinfo("localhost", "http", family=socket.AF_INET, type=socket.SOCK_STREAM))
print(socket.gethostbyname("localhost"), socket.gethostbyname("127.0.0.1"), socket.getservbyname("https"), socket.getprotobyname("tcp"))
print(socket.inet_aton("127.1"), socket.inet_ntoa(b"\x01\x02\x03\x04"), socket.inet_pton(socket.AF_INET6, "fe80::1"))
for text in ("::", "::1", "1::", "2001:db8:0:0:1:0:0:1", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"):
    print(socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, text)))
print(socket.htons(1), socket.htonl(1), socket.ntohs(256), socket.ntohl(0x01020304))
s = socket.socket()
print(s.getsockname(), s.family, s.type, s.proto, s.gettimeout(), s.getblocking())
s.settimeout(1.5)
print(s.gettimeout(), s.getblocking(), s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE), s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), s.detach() >= 0, s.fileno())
