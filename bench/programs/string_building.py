def report(n):
    parts = []
    for i in range(n):
        parts.append(f"{i}:{i * i:x}")
        parts.append("%d-%s" % (i, "ab" * (i % 3)))
    text = ",".join(parts)
    line = ""
    for c in text[:200_000]:
        if c != ",":
            line += c
    return len(text), len(line), text.count("f")


for _ in range(18):
    print(report(80_000))
