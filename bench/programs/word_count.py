def words(n):
    stems = ["tank", "glass", "animal", "watch", "keep", "water", "light", "stone"]
    return " ".join(stems[i * 7 % 8] + str(i % 97) for i in range(n))


def count(text):
    counts = {}
    for word in text.split():
        word = word.lower().strip(".,")
        counts[word] = counts.get(word, 0) + 1
    return counts


text = words(60_000)
for _ in range(80):
    counts = count(text)
print(len(counts), sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3])
