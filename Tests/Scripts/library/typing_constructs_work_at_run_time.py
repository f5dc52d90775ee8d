from typing import *
import typing, collections.abc
T = TypeVar('T'); U = TypeVar('U', bound=int); V = TypeVar('V', int, str); K = TypeVar('K', covariant=True)
print(T, U.__bound__, V.__constraints__, K, repr(List[int]), Dict[str, T], Optional[int], Union[int, str, None], Union[int], Union[int, int], Callable[[int], str], Callable[..., Any], Tuple[int, ...], Tuple[()], Type[int], Literal['a', 1], Any, NoReturn, ClassVar[int], Final[int], Annotated[int, 'meta'])
print(Optional[int] == Union[int, None], Union[int, str] == Union[str, int], List[int] == List[int], hash(List[int]) == hash(List[int]), get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]), get_args(Callable[[int], str]), List[T][int], Dict[T, U][str, bool])
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
class IntBox(Box[int]): pass
print(Box[int], Box[int](5).get(), IntBox(3).v, Box.__parameters__, IntBox.__orig_bases__, Box[int].__origin__ is Box, Box[int](1).__orig_class__)
class Pair(Generic[T, K]): pass
print(Pair[int, str], issubclass(IntBox, Box))
for bad in (lambda: Pair[int], lambda: Box[int][str], lambda: isinstance(5, List[int]), lambda: List[int, str], lambda: Union[()], lambda: Generic[int], lambda: Optional[int, str], lambda: TypeVar('X', int), lambda: Any(), lambda: Box[5] and Literal[[1]] and 'fine', lambda: Callable[int], lambda: issubclass(int, Union[int, str]) and 'ok', lambda: Union[int, str]()):
    try: print(bad())
    except TypeError as e: print(e)
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class Has: 
    def close(self): pass
print(isinstance(Has(), Closer), isinstance(5, Closer), issubclass(Has, Closer))
class NP(Protocol): x: int
try: isinstance(5, NP)
except TypeError as e: print(e)
try: NP()
except TypeError as e: print(e)
class TD(TypedDict, total=False): a: int; b: str
class TD2(TD): c: Required[int]
print(TD(a=1), TD.__annotations__, TD2.__required_keys__, sorted(TD2.__optional_keys__), TypedDict('F', {'x': int})(x=1))
N = NewType('N', int); print(N(5), N.__name__, N.__supertype__)
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
print(f(1), cast(int, 'not checked'), len(get_overloads(f)))
@final
class Fin: pass
print(Fin.__final__, TYPE_CHECKING, assert_type(5, int), reveal_type.__name__, no_type_check(f) is f)
def g(a: 'int', b: Optional['Box'] = None, *c: 'T') -> 'List[int]': pass
print(get_type_hints(g), get_type_hints(Annotated) if 0 else '')
class C: x: 'int'; y: Annotated[str, 5]
print(get_type_hints(C), get_type_hints(C, include_extras=True))
P = ParamSpec('P'); Ts = TypeVarTuple('Ts'); print(P, P.args, Ts, Concatenate[int, P], Self, LiteralString, Never, TypeGuard[int], Unpack[Ts], Generic[*Ts] if 0 else '')
print(collections.abc.Mapping[str, int], collections.abc.Callable[[int], str], isinstance([], collections.abc.Sequence), issubclass(dict, Mapping), isinstance({}, typing.Hashable), ForwardRef('int'), NamedTuple('NT', [('a', int)])(1), IO[str], Pattern[str], Iterator[int], Awaitable[int], Text is str, AnyStr, Sized)
