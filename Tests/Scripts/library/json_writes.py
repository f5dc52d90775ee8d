import json, collections, enum
class E(enum.IntEnum): A = 3
class I(int):
    def __repr__(self): return "I!"
print(json.dumps({"a": [1, 2.5, None, True, "x\n\"\\/é€😀\x7f\x01"], 1: 2, None: 3, True: 4, 1.5: 5}), json.dumps("é€😀", ensure_ascii=False))
print(json.dumps([E.A, I(5), 10**30, float("inf"), -0.0, 1e-7, 1e22]), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, {"a": []}], indent=2), json.dumps([1, 2], separators=(",", ":")))
print(json.dumps(collections.OrderedDict(x=1)), json.dumps((1, (2,))), json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), json.dumps({1, 2} and [set()], default=lambda o: "set"))
a = []; a.append(a)
for f in (lambda: json.dumps(a), lambda: json.dumps({(1,): 2}), lambda: json.dumps(object), lambda: json.dumps(float("nan"), allow_nan=False)):
    try: f()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
print(json.JSONEncoder().encode({"x": [1]}), "".join(json.JSONEncoder(indent=1).iterencode([1])))
