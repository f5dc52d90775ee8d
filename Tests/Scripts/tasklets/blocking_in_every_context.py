# Blocking in every calling context: each statement is run once with a plain function and once by a tasklet that waits on a channel.
import collections, contextlib, functools, itertools, operator, re, stackless, sys
sys.path.insert(0, "data")
def R(): return source()
def gen(n=2):
    for i in range(n): yield R()
async def coro(): return R()
class AIter:
    n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return R()
class ACM:
    async def __aenter__(self): return R()
    async def __aexit__(self, *a): R()
class It:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration
        return R()
class D:
    def __get__(self, o, t): return R()
    def __set__(self, o, v): o.__dict__['set'] = (R(), v)
    def __delete__(self, o): R()
class C:
    d = D()
    @property
    def p(self): return R()
    @p.setter
    def p(self, v): R()
    @p.deleter
    def p(self): R()
    def __getattr__(self, n):
        if n.startswith('__'): raise AttributeError(n)
        return R()
    def __getitem__(self, k): return R()
    def __setitem__(self, k, v): R()
    def __delitem__(self, k): R()
    def __len__(self): R(); return 3
    def __contains__(self, k): return R()
    def __add__(self, o): return R()
    def __radd__(self, o): return R()
    def __iadd__(self, o): R(); return self
    def __neg__(self): return R()
    def __lt__(self, o): return bool(R())
    def __eq__(self, o): return bool(R())
    def __hash__(self): R(); return 7
    def __str__(self): return str(R())
    def __repr__(self): return repr(R())
    def __format__(self, s): return str(R()) + s
    def __bytes__(self): return bytes([R()])
    def __int__(self): return R()
    def __index__(self): return R()
    def __float__(self): return float(R())
    def __call__(self, *a): return R()
    def __enter__(self): return R()
    def __exit__(self, *a): R(); return True
    def __reversed__(self): return R()
    def __abs__(self): return R()
    def __round__(self, n=None): return R()
    def __divmod__(self, o): return R()
    def __pow__(self, o, m=None): return R()
    def __dir__(self): return [str(R())]
    def __instancecheck__(self, o): return R()
    def __setattr__(self, n, v): object.__setattr__(self, n, (R(), v))
    def __delattr__(self, n): R()
    def meth(self): return R()
    @classmethod
    def cm(cls): return R()
    @staticmethod
    def sm(): return R()
class B:
    def __bool__(self): return bool(R())
class L:
    def __len__(self): return R()
class GA:
    def __getattribute__(self, n): return R()
class N:
    def __new__(cls): R(); return object.__new__(cls)
class I:
    def __init__(self): self.v = R()
class Sub(C):
    def meth(self): return super().meth()
class M(type):
    def __call__(cls): return R()
class MM(metaclass=M): pass
class MP(type):
    @classmethod
    def __prepare__(m, n, b): R(); return {}
    def __new__(m, n, b, d): R(); return type.__new__(m, n, b, d)
    def __init__(c, n, b, d): R()
class MI(type):
    def __instancecheck__(c, o): return bool(R())
    def __subclasscheck__(c, o): return bool(R())
class MIC(metaclass=MI): pass
class IS:
    def __init_subclass__(cls): R()
class SN:
    def __set_name__(self, o, n): R()
def deco(f): R(); return f
@contextlib.contextmanager
def cmgr():
    R()
    yield R()
    R()
@functools.singledispatch
def sd(x): return R()
def key(x): return R()
def drive(c):
    try:
        while 1: c.send(None)
    except StopIteration as e: return e.value
class Q:
    d = D()
    @property
    def p(self): return R()
    @p.setter
    def p(self, v): R()
    @p.deleter
    def p(self): R()
c = object.__new__(C)
statements = {
    'call': 'r=R()',
    'kwcall': 'r=(lambda *, a: R())(a=1)',
    'starcall': 'r=(lambda *a, **k: R())(*[1], **{"b":2})',
    'lambda': 'r=(lambda: R())()',
    'decorator': '@deco\ndef f(): pass',
    'classdeco': '@deco\nclass f: pass',
    'method': 'r=c.meth()',
    'classmethod': 'r=C.cm()',
    'staticmethod': 'r=C.sm()',
    'super': 'r=object.__new__(Sub).meth()',
    '__call__': 'r=c()',
    '__init__': 'r=I().v',
    'metaclass_call': 'r=MM()',
    'listcomp': 'r=[R() for i in range(2)]',
    'setcomp': 'r={R() for i in range(2)}',
    'dictcomp': 'r={i: R() for i in range(2)}',
    'gen_for': 'r=[]\nfor x in gen(): r.append(x)',
    'gen_send': 'g=gen()\nr=g.send(None)',
    'yield_from': 'def g(): yield from gen()\nr=[]\nfor x in g(): r.append(x)',
    'await': 'async def f(): return await coro()\nr=drive(f())',
    'async_for': 'async def f():\n r=[]\n async for x in AIter(): r.append(x)\n return r\nr=drive(f())',
    'async_with': 'async def f():\n async with ACM() as a: return a\nr=drive(f())',
    'async_comp': 'async def f():\n return [x async for x in AIter()]\nr=drive(f())',
    'with': 'with c as r: R()',
    'contextmanager': 'with cmgr() as r: R()',
    'ExitStack': 'with contextlib.ExitStack() as st:\n r=st.enter_context(cmgr())',
    'suppress_exit': 'with c: raise ValueError',
    'try_except': 'try: raise ValueError\nexcept ValueError: r=R()\nfinally: R()',
    'except_match': 'try: raise ValueError\nexcept (lambda: (R(), ValueError)[1])(): r=1',
    'exec': 'exec("r=R()")',
    'eval': 'r=eval("R()")',
    'singledispatch': 'r=sd(1)',
    'context_run': 'import contextvars\nr=contextvars.copy_context().run(R)',
    'context_run_py': 'import contextvars\nr=contextvars.copy_context().run(lambda: R())',
    'next': 'r=next(gen())',
    'next_default': 'r=next(gen(), 5)',
    'list': 'r=list(gen())',
    'tuple': 'r=tuple(gen())',
    'set': 'r=sorted(set(gen()))',
    'frozenset': 'r=sorted(frozenset(gen()))',
    'dict': 'r=dict((i, R()) for i in range(2))',
    'sum': 'r=sum(gen())',
    'any': 'r=any(0*x for x in gen())',
    'all': 'r=all(gen())',
    'min': 'r=min(gen())',
    'max': 'r=max(gen())',
    'join': 'r="".join(str(x) for x in gen())',
    'bytes_join': 'r=b"".join(bytes([x]) for x in gen())',
    'bytes': 'r=bytes(gen())',
    'bytearray': 'r=bytearray(gen())',
    'star_unpack': 'r=[*gen()]',
    'star_call': 'r=max(*gen())',
    'star_py_call': 'r=(lambda *a: a)(*gen())',
    'tuple_unpack': 'a, b = gen()\nr=(a,b)',
    'ext_unpack': 'a, *b = gen()\nr=(a,b)',
    'set_unpack': 'r={*gen()}',
    'dict_unpack': 'r={**dict(zip(gen(), gen()))}',
    'map': 'r=list(map(lambda x: R(), [1,2]))',
    'map_for': 'r=[]\nfor x in map(lambda x: R(), [1,2]): r.append(x)',
    'filter': 'r=list(filter(lambda x: R(), [1,2]))',
    'filter_for': 'r=[]\nfor x in filter(lambda x: R(), [1,2]): r.append(x)',
    'zip': 'r=list(zip(gen(), gen()))',
    'zip_for': 'r=[]\nfor x in zip(gen(), [1,2]): r.append(x)',
    'enumerate': 'r=list(enumerate(gen()))',
    'enum_for': 'r=[]\nfor x in enumerate(gen()): r.append(x)',
    'reversed': 'r=reversed(c)',
    'sorted_key': 'r=sorted([3,1,2], key=key)',
    'sorted_gen': 'r=sorted(gen())',
    'list_sort': 'l=[3,1]\nl.sort(key=key)\nr=l',
    'sort_lt': 'l=[c,c]\nl.sort()\nr=len(l)',
    'min_key': 'r=min([3,1,2], key=key)',
    'max_key': 'r=max([3,1,2], key=key)',
    'cmp_to_key': 'r=sorted([2,1], key=functools.cmp_to_key(lambda a,b: R()))',
    'partial': 'r=functools.partial(R)()',
    'partial_py': 'r=functools.partial(key, 1)()',
    'reduce': 'r=functools.reduce(lambda a,b: R(), [1,2,3])',
    'reduce_gen': 'r=functools.reduce(lambda a,b: a+b, gen())',
    'lru_cache': 'r=functools.lru_cache(key)(3)',
    'cache': 'r=functools.cache(key)(3)',
    'cached_property': 'class K:\n x=functools.cached_property(lambda s: R())\nr=K().x',
    'wraps': 'r=functools.wraps(key)(lambda: R())()',
    'user_iter_for': 'r=[]\nfor x in It(): r.append(x)',
    'user_iter_list': 'r=list(It())',
    'iter_callable': 'r=[]\nfor x in iter(lambda: R(), 10): r.append(x)\n',
    'iter_getitem': 'class S:\n def __getitem__(s,i):\n  if i>1: raise IndexError\n  return R()\nr=[]\nfor x in S(): r.append(x)',
    'iter_getitem_list': 'class S:\n def __getitem__(s,i):\n  if i>1: raise IndexError\n  return R()\nr=list(S())',
    '__iter__': 'class S:\n def __iter__(s): R(); return iter([1])\nr=[x for x in S()]',
    '__iter__list': 'class S:\n def __iter__(s): R(); return iter([1])\nr=list(S())',
    '__new__': 'N()',
    'class_body': 'class K: x=R()\nr=K.x',
    'metaclass': 'class K(metaclass=MP): pass',
    'init_subclass': 'class K(IS): pass',
    'set_name': 'class K: a=SN()',
    'type_call': 'type("K",(IS,),{})',
    'mro_entries': 'class E:\n def __mro_entries__(s,b): R(); return ()\nclass K(E()): pass',
    'property': 'r=c.p',
    'property_set': 'c2=object.__new__(Q)\nc2.p=1',
    'property_del': 'c2=object.__new__(Q)\ndel c2.p',
    'descr_get': 'r=c.d',
    'descr_set': 'c2=object.__new__(Q)\nc2.d=1',
    'descr_del': 'c2=object.__new__(Q)\ndel c2.d',
    '__getattr__': 'r=c.zzz',
    '__getattribute__': 'r=GA().x',
    'getattr()': 'r=getattr(c,"zzz")',
    'getattr3': 'r=getattr(c,"zzz",1)',
    'hasattr': 'r=hasattr(c,"zzz")',
    '__setattr__': 'c.x=1',
    'setattr()': 'setattr(c,"x",1)',
    '__delattr__': 'del c.x',
    'delattr()': 'delattr(c,"x")',
    'attrgetter': 'r=operator.attrgetter("zzz")(c)',
    'methodcaller': 'r=operator.methodcaller("meth")(c)',
    'itemgetter': 'r=operator.itemgetter(1)(c)',
    '__getitem__': 'r=c[1]',
    '__setitem__': 'c[1]=2',
    '__delitem__': 'del c[1]',
    '__contains__': 'r=1 in c',
    'contains_gen': 'r=99 in gen()',
    'contains_eq': 'r=c in [1,2,c]',
    'index_eq': 'r=[1,c].index(5)',
    'count_eq': 'r=[c].count(5)',
    'remove_eq': 'l=[c]\nl.remove(1)',
    'list_eq': 'r=[c]==[1]',
    'tuple_lt': 'r=(c,1)<(c,2)',
    '__add__': 'r=c+1',
    '__radd__': 'r=1+c',
    '__iadd__': 'c2=c\nc2+=1',
    '__neg__': 'r=-c',
    '__pow__': 'r=c**2',
    'pow()': 'r=pow(c,2)',
    'divmod()': 'r=divmod(c,2)',
    'abs()': 'r=abs(c)',
    'round()': 'r=round(c)',
    '__lt__': 'r=c<1',
    '__lt__if': 'r=1 if c<1 else 0',
    '__eq__': 'r=c==1',
    'ne_via_eq': 'r=c!=1',
    '__len__': 'r=len(c)',
    '__bool__': 'r=1 if B() else 0',
    'not': 'r=not B()',
    'bool()': 'r=bool(B())',
    'and': 'r=B() and 1',
    'len_truth': 'r=1 if L() else 0',
    'while_bool': 'while B():\n r=1\n break',
    'str()': 'r=str(c)',
    'repr()': 'r=repr(c)',
    'print': 'import io\nprint(c, file=io.StringIO())',
    'fstring': 'r=f"{c}"',
    'fstring_r': 'r=f"{c!r}"',
    'fstring_spec': 'r=f"{c:x}"',
    'format()': 'r=format(c,"y")',
    'str.format': 'r="{} {!r}".format(c,c)',
    'percent': 'r="%s %r" % (c,c)',
    'list_repr': 'r=repr([c])',
    'dict_repr': 'r=str({1:c})',
    'int()': 'r=int(c)',
    'float()': 'r=float(c)',
    'index': 'r=[0]*20\nr=r[c]',
    'range_index': 'r=len(range(c))',
    'bytes()': 'r=bytes(c)',
    'hash()': 'r=hash(c)',
    'dir()': 'r=dir(c)',
    'isinstance': 'r=isinstance(1,MIC)',
    'issubclass': 'r=issubclass(int,MIC)',
    'callable': 'r=callable(c)',
    'dict_hash_set': 'd={}\nd[c]=1',
    'dict_hash_get': 'd={}\nr=d.get(c)',
    'dict_eq': 'd={7:1}\nr=d.get(c)',
    'dict_display': 'r=len({c:1})',
    'set_add': 's=set()\ns.add(c)',
    'in_set': 'r=c in {1,2}',
    'dict_missing': 'class DM(dict):\n def __missing__(s,k): return R()\nr=DM()[1]',
    'defaultdict': 'r=collections.defaultdict(R)[1]',
    'defaultdict_py': 'r=collections.defaultdict(lambda: R())[1]',
    'setdefault': 'd={}\nr=d.setdefault(c,1)',
    'dict_update': 'd={}\nd.update((i,R()) for i in range(2))\nr=d',
    'Counter': 'r=collections.Counter(gen())',
    'deque': 'r=collections.deque(gen())',
    'dict_fromkeys': 'r=dict.fromkeys(gen())',
    'OrderedDict': 'r=collections.OrderedDict((i,R()) for i in range(2))',
    'list_extend': 'r=[]\nr.extend(gen())',
    'list_iadd': 'r=[]\nr+=gen()',
    'slice_assign': 'r=[1,2,3]\nr[1:2]=gen()',
    'set_update': 'r=set()\nr.update(gen())',
    'set_union': 'r=set().union(gen())',
    're.sub': 'r=re.sub("a", lambda m: str(R()), "banana")',
    're.subn': 'r=re.subn("a", lambda m: str(R()), "ba")',
    'chain': 'r=list(itertools.chain(gen(), gen()))',
    'chain_for': 'r=[]\nfor x in itertools.chain(gen(),[1]): r.append(x)',
    'islice': 'r=list(itertools.islice(gen(),1))',
    'takewhile': 'r=list(itertools.takewhile(lambda x: R(), [1,2]))',
    'groupby': 'r=[k for k,g in itertools.groupby([1,2], key)]',
    'accumulate': 'r=list(itertools.accumulate([1,2,3], lambda a,b: R()))',
    'starmap': 'r=list(itertools.starmap(lambda a: R(), [(1,),(2,)]))',
    'product': 'r=len(list(itertools.product(gen(), [1])))',
    'tee': 'a,b=itertools.tee(gen())\nr=list(a)+list(b)',
    'compress': 'r=list(itertools.compress(gen(),[1,1]))',
    'zip_longest': 'r=list(itertools.zip_longest(gen(),[1]))',
    'dropwhile': 'r=list(itertools.dropwhile(lambda x: not R(), [1,2]))',
    'count_step': 'r=next(itertools.count(c))',
    'cycle': 'r=next(itertools.cycle(gen()))',
    'repeat': 'r=list(itertools.repeat(1,2))',
    'gen_close': 'def g():\n try: yield 1\n finally: R()\nx=g()\nnext(x)\nx.close()',
    'gen_throw': 'def g():\n try: yield 1\n except ValueError: yield R()\nx=g()\nnext(x)\nr=x.throw(ValueError)',
    'gen_in_gen': 'r=list(x for x in (y for y in gen()))',
    'heapq': 'import heapq\nh=[c]\nheapq.heappush(h,c)',
    'bisect': 'import bisect\nr=bisect.bisect([1,2],1,key=key)',
    'sum_add': 'r=sum([c,c],c)',
    'map_str': 'r=list(map(str,[c]))',
    'exc_str': 'try: raise ValueError(c)\nexcept ValueError as e: r=str(e)',
    'match_class': 'match c:\n case C(zzz=v): r=v',
    'match_value': 'match c:\n case 5: r=1\n case _: r=2',
    'assert': 'try:\n assert B()\nexcept AssertionError: r=0',
    'walrus': 'r=(y:=R())',
    'global_func_default': 'def f(a=R()): return a\nr=f()',
    'annotations': 'def f(a: R()): pass',
    'namedtuple': 'P=collections.namedtuple("P","a")\nr=P(R())',
    'dataclass': 'import dataclasses\n@dataclasses.dataclass\nclass K:\n a: int = dataclasses.field(default_factory=R)\nr=K().a',
    'enum': 'import enum\nclass E(enum.Enum):\n A=R()\nr=E.A.value',
    'copy': 'import copy\nclass K:\n def __copy__(s): return R()\nr=copy.copy(K())',
    'pickle_reduce': 'import pickle\nclass K:\n def __reduce__(s): R(); return (int,())\nr=pickle.dumps(K()) and 1',
    'json_default': 'import json\nr=json.dumps([object()], default=lambda o: R())',
    'json_hook': 'import json\nr=json.loads("{}", object_hook=lambda o: R())',
    'threading_lock_with': 'import threading\nwith threading.Lock(): r=R()',
    '__del__': 'class K:\n def __del__(s): pass\nK()',
    'subclass_int_add': 'class K(int):\n def __add__(s,o): return R()\nr=K(1)+1',
    'subclass_list_append': 'class K(list):\n def append(s,o): R(); list.append(s,o)\nr=K()\nr.append(1)',
    'subclass_dict_getitem': 'class K(dict):\n def __getitem__(s,o): return R()\nr=K()[1]',
    'operator.add': 'r=operator.add(c,1)',
    'operator.contains': 'r=operator.contains(c,1)',
    'operator.eq': 'r=operator.eq(c,1)',
    'str_join_obj': 'r=",".join(map(str,gen()))',
    'writelines': 'import io\nf=io.StringIO()\nf.writelines(str(x) for x in gen())\nr=f.getvalue()',
    '__missing__fmt': 'class DM(dict):\n def __missing__(s,k): return R()\nr="{a}".format_map(DM())',
    'percent_map': 'class DM(dict):\n def __missing__(s,k): return R()\nr="%(a)s" % DM()',
    'array': 'import array\nr=array.array("i", gen())',
    'struct_index': 'import struct\nr=struct.pack("i",c)',
    'math_floor': 'import math\nclass K:\n def __floor__(s): return R()\nr=math.floor(K())',
    'max_default': 'r=max(gen(), default=0)',
    'next_it': 'r=next(It())',
    'sum_start': 'r=sum(gen(), 5)',
    'enumerate_next': 'r=next(enumerate(gen()))',
    'fsum': 'import math\nr=math.fsum(gen())',
    'prod': 'import math\nr=math.prod(gen())',
    'string.Template': 'import string\nclass DM(dict):\n def __missing__(s,k): return R()\nr=string.Template("$a").substitute(DM())',
    'isinstance_abc': 'import collections.abc\nr=isinstance(c, collections.abc.Sized)',
    'super_prop': 'class K(C):\n @property\n def p(s): return super().p\nr=object.__new__(K).p',
    'classmethod_prop': 'r=C.cm()',
    'gen_expr_sum': 'r=sum(R() for i in range(2))',
    'nested_list_sorted': 'r=sorted(list(gen()), key=lambda x: -x)',
    'any_map': 'r=any(map(lambda x: R(), [1]))',
    'dict_views': 'r=c in {7: 1}.keys()',
    'zip_strict': 'r=list(zip(gen(), [1,2], strict=True))',
    'filter_none_bool': 'r=len(list(filter(None,[B(),B()])))',
    'import': 'import blocking_module\nr=blocking_module.v\ndel sys.modules["blocking_module"]',
}

def run(code):
    names = dict(globals())
    try:
        exec(code, names)
        return repr(names.get('r')) if not isinstance(names.get('r'), C) else 'C'
    except Exception as e:
        return f'{type(e).__name__}: {e}'

different = 0
for name, text in statements.items():
    code = compile(text, name, 'exec')
    values = itertools.count(1)
    source = lambda: next(values)
    plain = run(code)
    calls = next(values) - 1
    channel = stackless.channel()
    source = channel.receive
    results = []
    stackless.tasklet(lambda: results.append(run(code)))()
    stackless.run()
    sent = 0
    while channel.balance < 0:
        sent += 1
        channel.send(sent)
        stackless.run()
    if results != [plain] or sent != calls:
        different += 1
        print(name, plain, calls, results, sent)
print(different, 'of', len(statements) // 100 * 100, 'and more differ')

