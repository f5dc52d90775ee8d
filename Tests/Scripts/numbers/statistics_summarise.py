from statistics import *
from fractions import Fraction
from decimal import Decimal
data = [2, 4, 4, 4, 5, 5, 7, 9]
print(mean(data), median(data), mode(data), pstdev(data), pvariance(data), stdev(data), variance(data))
print(median_low(data), median_high(data), median_grouped(data), multimode([1, 1, 2, 2, 3]), quantiles(data), quantiles(data, n=10, method='inclusive'))
print(harmonic_mean([40, 60]), geometric_mean([54, 24, 36]), fmean([1, 2, 3.5]), fmean([1, 2], [3, 1]))
print(mean([Fraction(1, 2), Fraction(1, 3)]), mean([Decimal('0.5'), Decimal('0.75')]), mean([1.5, 2.5]), median(['a', 'c', 'b']), mode('aabbb'))
print(covariance([1, 2, 3], [1, 5, 7]), correlation([1, 2, 3], [1, 5, 7]), linear_regression([1, 2, 3], [2, 4, 6.5]))
n = NormalDist(100, 15)
print(n.mean, n.stdev, n.variance, round(n.cdf(115), 10), round(n.pdf(100), 10), round(n.inv_cdf(0.5), 6), n + 5, n * 2, NormalDist.from_samples([1, 2, 3]), round(n.overlap(NormalDist(110, 15)), 8), n.zscore(130))
for bad in [lambda: mean([]), lambda: median([]), lambda: mode([]), lambda: stdev([1]), lambda: geometric_mean([-1]), lambda: quantiles([1]), lambda: harmonic_mean([-1])]:
    try: print(bad())
    except StatisticsError as e: print(e)
