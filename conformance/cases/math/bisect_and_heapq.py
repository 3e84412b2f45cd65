import bisect, heapq
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.insort(a, 4), a)
h = [5, 1, 4, 2]
heapq.heapify(h)
heapq.heappush(h, 0)
print(h, heapq.heappop(h), heapq.heapreplace(h, 9), heapq.nlargest(2, h), heapq.nsmallest(2, [3, 1, 2]), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop(h, 1))
