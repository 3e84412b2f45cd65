import statistics as s
print(s.mean([1, 2, 3, 4]), s.median([3, 1, 2]), s.mode("aab"), s.pstdev([1, 2, 3]), s.variance([1, 2, 4]), s.fmean([1, 2]), s.quantiles([1, 2, 3, 4, 5]))
