import re
class Token:
    __slots__ = ('kind', 'text')
    def __init__(self, kind, text): self.kind, self.text = kind, text
SPEC = re.compile(r'(?P<num>\d+(?:\.\d+)?)|(?P<name>[a-z]\w*)|(?P<op>==|<=|>=|[-+*/()<>=;{},])|(?P<ws>\s+)')
def tokens(src):
    pos = 0
    while pos < len(src):
        m = SPEC.match(src, pos)
        if not m: raise SyntaxError(f'bad character {src[pos]!r} at {pos}')
        pos = m.end()
        if m.lastgroup != 'ws': yield Token(m.lastgroup, m.group())
    yield Token('end', '')
class Parser:
    LEVELS = [('==', '<', '>', '<=', '>='), ('+', '-'), ('*', '/')]
    def __init__(self, src): self.toks, self.i = list(tokens(src)), 0
    def peek(self): return self.toks[self.i].text
    def take(self, *want):
        t = self.toks[self.i]
        if want and t.text not in want: raise SyntaxError(f'expected {want} got {t.text!r}')
        self.i += 1
        return t
    def program(self):
        out = []
        while self.toks[self.i].kind != 'end': out.append(self.statement())
        return out
    def block(self):
        self.take('{'); out = []
        while self.peek() != '}': out.append(self.statement())
        self.take('}')
        return out
    def statement(self):
        match self.peek():
            case 'while': self.take(); return ('while', self.expr(), self.block())
            case 'if':
                self.take(); c = self.expr(); a = self.block(); b = []
                if self.peek() == 'else': self.take(); b = self.block()
                return ('if', c, a, b)
            case 'print': self.take(); e = self.expr(); self.take(';'); return ('print', e)
            case _: n = self.take().text; self.take('='); e = self.expr(); self.take(';'); return ('set', n, e)
    def expr(self, level=0):
        if level == len(self.LEVELS): return self.atom()
        left = self.expr(level + 1)
        while self.peek() in self.LEVELS[level]: left = (self.take().text, left, self.expr(level + 1))
        return left
    def atom(self):
        t = self.take()
        if t.kind == 'num': return float(t.text) if '.' in t.text else int(t.text)
        if t.kind == 'name': return t.text
        if t.text == '(': e = self.expr(); self.take(')'); return e
        if t.text == '-': return ('-', 0, self.atom())
        raise SyntaxError(f'unexpected {t.text!r}')
import operator
OPS = {'+': operator.add, '-': operator.sub, '*': operator.mul, '/': operator.truediv, '<': operator.lt, '>': operator.gt, '==': operator.eq, '<=': operator.le, '>=': operator.ge}
def ev(e, env):
    if isinstance(e, str): return env[e]
    if not isinstance(e, tuple): return e
    return OPS[e[0]](ev(e[1], env), ev(e[2], env))
def run(stmts, env, out):
    for s in stmts:
        if s[0] == 'set': env[s[1]] = ev(s[2], env)
        elif s[0] == 'print': out.append(ev(s[1], env))
        elif s[0] == 'if': run(s[2] if ev(s[1], env) else s[3], env, out)
        else:
            while ev(s[1], env): run(s[2], env, out)
    return out
src = 'i = 0; s = 0; while i < 200 { if i - i / 2 * 2 == 0 { s = s + i * i; } else { s = s - i; } i = i + 1; } print s; print (1 + 2) * -3 / 4.0; x = 5; while x > 0 { x = x - 2; print x; }'
print(run(Parser(src).program(), {}, []))
fib = 'a = 0; b = 1; n = 0; while n < 100 { t = a + b; a = b; b = t; n = n + 1; } print a;'
print(run(Parser(fib).program(), {}, []))
for bad in ('x = ;', 'x = (1;', '@', 'print y;', 'if 1 { x = 1;'):
    try: print(run(Parser(bad).program(), {}, []))
    except (SyntaxError, KeyError, IndexError) as e: print(type(e).__name__, e)
