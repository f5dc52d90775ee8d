def outer():
    class Inner:
        def method(self):
            def deep(): pass
            return deep
        class Deeper: pass
        f = lambda: 0
    return Inner
I = outer()
print(outer.__qualname__, I.__qualname__, I.method.__qualname__, I().method().__qualname__)
print(I.Deeper.__qualname__, I.f.__qualname__, I.__name__, I.__module__)
g = (x for x in [])
print(g.__name__, g.__qualname__)
def gens():
    yield (y for y in [])
print(next(gens()).__qualname__, gens().__qualname__)
class A:
    global B
    class B: pass
    def m(self):
        global G
        def G(): pass
        return G
print(B.__qualname__, A().m().__qualname__)
I.__qualname__ = 'Renamed'
print(repr(I), I.__name__)
outer.__name__ = 'o2'
print(outer.__name__, outer.__qualname__, outer.__code__.co_name, outer.__code__.co_qualname)
try: outer.__name__ = 3
except TypeError as e: print(e)
try: I.__qualname__ = 3
except TypeError as e: print(e)
