"""What a program computed, as a short text that does not depend on the implementation.

In:  values. Out: a CRC over their structure: types, numbers (repr), texts, items in order (sets in the order of
their items' own digests), attributes of instances; objects seen before by number, so cycles end.

watching(module) replaces the functions and methods that the module defines, and the functions of the modules that it
imports, by ones that also digest what they return, for the first LIMIT calls; afterwards everything is as it was.
"""

from binascii import crc32

LIMIT = 1000
DEPTH = 12
ITEMS = 400

FUNCTION = type(lambda: 0)
MODULE = type(__import__("sys"))
UNWATCHED = ("__builtins__", "pyperf", "sys", "os", "random", "time", "math")


class Digester:
    def __init__(self):
        self.parts = []
        self.numbers = {}
        self.keep = []

    def put(self, value, depth=0):
        parts = self.parts
        if len(parts) > ITEMS:
            return
        kind = type(value)
        if value is None or kind is bool or kind is int or kind is float or kind is complex:
            parts.append(repr(value))
        elif kind is str:
            parts.append("s%d:%08x" % (len(value), crc32(value.encode("utf-8", "surrogatepass"))))
        elif kind is bytes or kind is bytearray:
            parts.append("b%d:%08x" % (len(value), crc32(value)))
        elif depth > DEPTH:
            parts.append("deep")
        elif id(value) in self.numbers:
            parts.append("#%d" % self.numbers[id(value)])
        else:
            self.numbers[id(value)] = len(self.numbers)
            self.keep.append(value)
            self.put_object(value, kind, depth + 1)

    def put_object(self, value, kind, depth):
        parts = self.parts
        parts.append("<" + kind.__qualname__)
        if isinstance(value, (tuple, list)):
            for item in value:
                self.put(item, depth)
        elif kind.__module__ == "array":
            for item in value:
                self.put(item, depth)
        elif isinstance(value, dict):
            for key, item in value.items():
                self.put(key, depth)
                self.put(item, depth)
        elif isinstance(value, (set, frozenset)):
            parts.extend(sorted(digest_of(item, depth) for item in value))
        elif isinstance(value, (int, float, str)):
            parts.append(kind.__mro__[-2].__repr__(value))
        elif kind is FUNCTION or isinstance(value, type):
            parts.append(value.__qualname__)
        else:
            names = getattr(value, "__dict__", None)
            if names is not None:
                for name in names:
                    parts.append(name)
                    self.put(names[name], depth)
            for cls in kind.__mro__:
                slots = cls.__dict__.get("__slots__", ())
                for name in (slots,) if isinstance(slots, str) else slots:
                    if not name.startswith("__") and hasattr(value, name):
                        parts.append(name)
                        self.put(getattr(value, name), depth)
        parts.append(">")


def digest_of(value, depth=0):
    d = Digester()
    d.put(value, depth)
    return "%08x" % crc32("|".join(d.parts).encode())


class Watcher:
    def __init__(self, module):
        self.module = module
        self.seen = 0
        self.crc = 0
        self.undo = []
        self.busy = False

    def add(self, value):
        self.crc = crc32(digest_of(value).encode(), self.crc)

    def digest(self):
        return "%08x" % self.crc

    def watched(self, function):
        if is_timer(function):
            return function

        def call(*args, **kwargs):
            result = function(*args, **kwargs)
            if self.seen < LIMIT and not self.busy:
                self.busy = True
                self.seen += 1
                # A function that returns nothing works on its arguments. A float from a bench... function is a time.
                value = args if result is None else result
                if function.__name__.startswith("bench") and type(result) is float:
                    value = None
                self.crc = crc32((function.__name__ + digest_of(value)).encode(), self.crc)
                self.busy = False
            return result
        call.__name__ = function.__name__
        call.__qualname__ = function.__qualname__
        call.__doc__ = function.__doc__
        return call

    def __enter__(self):
        import sys
        space = sys.modules[self.module].__dict__
        for name, value in list(space.items()):
            if type(value) is FUNCTION and value.__module__ == self.module:
                self.replace(space, name, self.watched(value))
            elif type(value) is MODULE and name not in UNWATCHED:
                self.replace(space, name, WatchedModule(self, value))
            elif isinstance(value, type) and value.__module__ == self.module:
                for key, method in list(value.__dict__.items()):
                    if type(method) is FUNCTION and not key.startswith("__"):
                        self.undo.append((value, key, method))
                        setattr(value, key, self.watched(method))
        return self

    def replace(self, space, name, value):
        self.undo.append((space, name, space[name]))
        space[name] = value

    def __exit__(self, *exc):
        for space, name, value in self.undo:
            if isinstance(space, dict):
                space[name] = value
            else:
                setattr(space, name, value)


class WatchedModule:
    """A module as the program sees it; its Python functions are watched."""

    def __init__(self, watcher, module):
        self.__dict__["_watched"] = (watcher, module, {})

    def __getattr__(self, name):
        watcher, module, functions = self.__dict__["_watched"]
        value = getattr(module, name)
        if type(value) is not FUNCTION:
            return value
        if name not in functions:
            functions[name] = watcher.watched(value)
        return functions[name]

    def __setattr__(self, name, value):
        setattr(self._watched[1], name, value)


def is_timer(function):
    """Does the function read a clock? Then what it returns is a time."""
    return "perf_counter" in function.__code__.co_names


def watching(module):
    return Watcher(module)
