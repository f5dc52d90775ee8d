import re
class Cycle(Exception): pass
class Sheet:
    ref = re.compile(r'\b([A-Z]\d+)\b')
    def __init__(self): self.cells, self.values, self.active, self.evaluations = {}, {}, [], 0
    def __setitem__(self, k, v):
        self.cells[k] = v
        self.values.clear()
    def __getitem__(self, k):
        if not self.ref.fullmatch(k): raise KeyError(k)
        if k in self.values: return self.values[k]
        if k in self.active: raise Cycle(' -> '.join(self.active[self.active.index(k):] + [k]))
        self.active.append(k)
        try:
            v = self.cells.get(k, 0)
            if isinstance(v, str) and v.startswith('='):
                self.evaluations += 1
                v = eval(v[1:], {'__builtins__': {'sum': sum, 'max': max, 'len': len, 'range': range}}, self)
            self.values[k] = v
            return v
        finally: self.active.pop()
    def deps(self, k): return self.ref.findall(str(self.cells.get(k, '')))
s = Sheet()
s['A1'] = 5; s['A2'] = '=A1 * 2'; s['A3'] = '=A1 + A2 + B9'; s['B1'] = '=sum([A1, A2, A3]) / len("abc")'
print(s['B1'], s['A3'], s.evaluations, s.deps('A3'))
s['A1'] = 2.5; print(s['B1'], s.evaluations)
s['C1'] = '=C2'; s['C2'] = '=C3 + 1'; s['C3'] = '=C1'
try: s['C1']
except Cycle as e: print(e)
print(s.active)
s['D1'] = '=1 / B8'
try: s['D1']
except ZeroDivisionError as e: print(e)
s['E1'] = '=nope + 1'
try: s['E1']
except NameError as e: print(e)
for i in range(2, 60): s[f'F{i}'] = f'=F{i - 1} + {i} * A1'
s['F1'] = 1; print(s['F59'], len(s.values))
s['A1'] = 10 ** 20; print(s['F59'])
t = 0
for i in range(200):
    s['A1'] = i
    t += s['A3'] % 7
print(t, s.evaluations)
s['G1'] = 'text'; s['G2'] = '=G1 * 3'; print(s['G2'], s['Z99'])
