é = 1
naïve_ﬁ = ª = ℘ = 2
𝐚𝐛 = ﬀ = Å = Å
A·b = 1
def 函数(参数): return 参数
x = "é" + é; y = é.é
class É(é): pass
