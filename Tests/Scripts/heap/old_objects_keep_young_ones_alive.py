# Young objects that only old ones refer to survive, whatever the store into the old one was.
import collections
import heapq
import itertools
import functools
import operator


def churn():
    # Enough garbage for a collection or two.
    for i in range(2):
        x = [(j, str(j), [j]) for j in range(8000)]
    return len(x)


class Node:
    pass


class Slotted:
    __slots__ = ("a", "b")


class Sub(dict):
    pass


class SubList(list):
    pass


def young(n):
    return ["young", n, (n, str(n))]


def closure():
    value = None

    def set_(v):
        nonlocal value
        value = v

    def get():
        return value

    return set_, get


def counting():
    received = []
    while True:
        x = yield len(received)
        received.append(x)
        if x is None:
            break
    yield received


node, slotted, sub, sublist = Node(), Slotted(), Sub(), SubList()
grown = Node()
items = [None] * 8
appended, inserted, extended, sliced, spread = [], [], [], [], [0, 1, 2, 3]
table, defaults, updated = {}, {}, {}
ordered = collections.OrderedDict()
default_dict = collections.defaultdict(list)
members = set()
deque = collections.deque()
bounded = collections.deque(maxlen=3)
heap = []
set_, get = closure()
generator = counting()
next(generator)
exception = ValueError("old")
chain = itertools.chain()
counter = collections.Counter()


def function(a=1, *, b=2):
    return a, b


@functools.lru_cache(maxsize=4)
def cached(n):
    return young(n)


@functools.singledispatch
def dispatch(x):
    return "object"


method_holder = Node()
everything = [node, slotted, sub, sublist, grown]
churn()
churn()

for n in range(3):
    node.first = young(1)
    node.__dict__["second"] = young(2)
    setattr(node, "third", young(3))
    slotted.a = young(4)
    for k in range(30):
        setattr(grown, "attribute%d" % k, young(k))
    sub["key"] = young(5)
    sub.attribute = young(6)
    sublist.append(young(7))
    sublist.attribute = young(8)
    items[2] = young(9)
    items[-1] = young(10)
    appended.append(young(11))
    inserted.insert(0, young(12))
    extended.extend([young(13), young(14)])
    extended += (young(15),)
    sliced[0:0] = [young(16), young(17)]
    spread[::2] = [young(18), young(19)]
    for k in range(40):
        table[str(k) + "key"] = young(k)
    defaults.setdefault("x" + str(n), young(20))
    updated.update({"a" + str(n): young(21)})
    updated |= {"b": young(22)}
    ordered["o" + str(n)] = young(23)
    ordered.move_to_end("o0")
    default_dict[str(n)].append(young(24))
    for k in range(20):
        members.add(str(n) + "member" + str(k))
    members |= {("tuple", str(n))}
    deque.append(young(25))
    deque.appendleft(young(26))
    deque.rotate(1)
    bounded.append(young(27))
    heapq.heappush(heap, (str(n), young(28)))
    set_(young(29))
    generator.send(young(30))
    exception.args = (young(31),)
    exception.note = young(32)
    try:
        raise KeyError(str(n)) from exception
    except KeyError as e:
        exception.__cause__ = e
    function.__defaults__ = (young(33),)
    function.__kwdefaults__ = {"b": young(34)}
    function.attribute = young(35)
    function.__doc__ = "doc" + str(n)
    Node.shared = young(36)
    Node.late = lambda self, n=n: young(n + 37)
    globals()["late_global"] = young(38)
    counter["c" + str(n)] += 1
    cached(n)
    dispatch.register(type("T" + str(n), (), {}))(lambda x, n=n: young(n))
    churn()

print(node.first, node.second, node.third, slotted.a)
print([grown.__dict__["attribute%d" % k] == young(k) for k in range(30)].count(True))
print(sub, sub.attribute, sublist, sublist.attribute)
print(items, appended, inserted)
print(extended, sliced, spread)
print(all(table[str(k) + "key"] == young(k) for k in range(40)), defaults, updated)
print(ordered, default_dict, len(members), sorted(x for x in members if isinstance(x, str))[::7])
print(deque, bounded, heapq.nsmallest(3, heap))
print(get(), generator.send(None))
print(exception.args, exception.note, repr(exception.__cause__))
print(function(), function.attribute, function.__doc__)
print(Node.shared, node.late(), late_global, counter, cached(1), cached.cache_info())
print(len(dispatch.registry))

# Links from old to young, one at a time, with collections in between.
first = last = Node()
for n in range(60):
    node = Node()
    node.n = n
    last.next = node
    last = node
    if n % 30 == 0:
        churn()
churn()
count, at = 0, first
while hasattr(at, "next"):
    at = at.next
    assert at.n == count
    count += 1
print(count)
