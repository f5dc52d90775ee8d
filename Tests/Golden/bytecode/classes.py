@decorate
class Point(Base, metaclass=Meta):
    "A point."
    x: int = 0

    def __init__(self, x, /, *rest, key=None, **others) -> None:
        super().__init__(*rest, **others)
        self.__x = x
        self.total += key[0]

    move = lambda self, by=1: self.x + by
