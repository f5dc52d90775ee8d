for s in ('plain', 'naïve', '日本語', 'a😀b', '\U0010ffff\x00', ''):
    print(len(s), list(s), s[::-1].encode('utf-8'), [hex(ord(c)) for c in s], s[1:2], s[-1:], s == ''.join(s), hash(s) == hash(str(s)), s.encode('utf-16-le')[:4])
    print(list(enumerate(s)), list(reversed(s)), sorted(s), set(s) == set(list(s)), s.upper(), s.find(s[1:]), s * 2, s + '!', s.center(9, '·'))
print('e\u0301' == 'é', len('e\u0301'), 'e\u0301'.encode(), '\ud800'.encode('utf-8', 'surrogatepass'), repr('\ud800'), len('\ud83d\ude00'))
a, *b = 'héé'
print(a, b, {'é': 1}['é'], 'é' in 'café', 'café'.index('é'), 'café'.replace('é', 'e'), 'ééé'.count('é'), 'aéb'.split('é'))
it = iter('ab')
print(next(it), it.__length_hint__(), list(it), list(it), next(it, 'end'))
print('ab' 'é' < 'abz', 'é' 'a' > 'é', 'a😀' < 'a\uffff', sorted(['é', 'z', 'a', '😀', '日']))
big = 'x' * 1000 + 'é' + 'y' * 1000
print(big.find('é'), big.rfind('x'), len(big.encode()), big[999:1002], big.count('y'), big.index('y'), len(big[::7]), big[1000] == 'é', big.replace('x', '').find('é'))
t = 'abc'
try: t[0] = 'x'
except TypeError as e: print(e)
print(t[True], t[-3], t[:], t[:] is t, t[slice(None, None, 2)], t[2:0:-1], t[-100:100], t[::-2])
