from dataclasses import dataclass, field
from enum import Enum, auto
class Kind(Enum):
    TOOL = auto(); FOOD = auto(); TOY = auto()
    @property
    def tax(self): return {Kind.TOOL: 0.19, Kind.FOOD: 0.07}.get(self, 0.1)
@dataclass(order=True)
class Item:
    sort_index: float = field(init=False, repr=False)
    name: str
    price: float
    kind: Kind = Kind.TOY
    tags: list = field(default_factory=list, compare=False)
    def __post_init__(self): self.sort_index = self.price
    def gross(self): return round(self.price * (1 + self.kind.tax), 2)
@dataclass
class Inventory:
    stock: dict = field(default_factory=dict)
    def add(self, item, n=1):
        have, k = self.stock.get(item.name, (item, 0))
        self.stock[item.name] = (have, k + n)
        return self
    def total(self): return sum(i.gross() * n for i, n in self.stock.values())
    def __contains__(self, name): return name in self.stock
    def by_kind(self):
        out = {}
        for i, n in self.stock.values(): out.setdefault(i.kind, []).append((i.name, n))
        return out
inv = Inventory()
hammer, apple, ball = Item('hammer', 12.5, Kind.TOOL), Item('apple', 0.4, Kind.FOOD, ['fresh']), Item('ball', 3)
for i in range(100): inv.add(apple).add(hammer if i % 10 == 0 else ball, i % 3)
print(inv.stock['apple'][1], inv.stock['ball'][1], inv.stock['hammer'][1], round(inv.total(), 2), 'apple' in inv, 'x' in inv)
print(inv.by_kind(), sorted([hammer, apple, ball]), max(hammer, ball).name, hammer == Item('hammer', 12.5, Kind.TOOL, ['other']))
def describe(x):
    match x:
        case Item(name=n, kind=Kind.FOOD): return f'food {n}'
        case Item(price=p) if p > 10: return f'pricey {p}'
        case Item(name=n): return n
        case Inventory(stock={'apple': (_, n)}): return f'apples {n}'
        case Kind() as k: return k.name
print([describe(x) for x in (hammer, apple, ball, inv, Kind.TOY, None)])
print([k.name for k in Kind], Kind.TOY.tax, Kind['FOOD'].value, hammer, repr(inv)[:40])
