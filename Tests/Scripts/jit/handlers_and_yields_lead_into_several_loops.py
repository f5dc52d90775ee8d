# A handler, or the code behind a yield, may go on in an inner loop as well as in the loop around it. What differs between the ways
# there must not be mixed up, whichever way comes first.


def fill(items, limit):
    table = [0] * 4
    late = []
    state = "start"
    for op, n in items:
        while True:
            try:
                if op == "set":
                    table[n] += 1
                    state = "set"
                elif op == "clear":
                    table[n] = 0
                    state = "clear"
                else:
                    late.append((op, n, state))
            except IndexError:
                if len(table) < limit:
                    table = table + [0] * 4
                    state = "grown"
                    continue
                if op == "clear":
                    op = "late clear"
                late.append((op, n, state))
            break
    return table, late, state


def work(times):
    items = []
    for i in range(60):
        items.append((("set", "clear", "other")[i % 3], i * 7 % 41))
    result = None
    for _ in range(times):
        found = fill(items, 24)
        if result is None:
            result = found
        assert found == result, (found, result)
    return result


def pairs(rows):
    seen = "nothing"
    count = 0
    for row in rows:
        for x in row:
            got = yield (seen, x, count)
            if got == "next":
                seen = "next row"
                count += 1
                break
            if got == "twice":
                seen = "twice"
                x = yield (seen, x * 2, count)
                if x:
                    continue
                break
            seen = x
        else:
            count += 10


def drive(times):
    rows = [[i * 10 + k for k in range(i % 5 + 1)] for i in range(12)]
    answers = [None, "next", None, "twice", 1, None, None, "twice", 0, "next", None]
    result = None
    for _ in range(times):
        out = []
        g = pairs(rows)
        out.append(next(g))
        i = 0
        try:
            while True:
                out.append(g.send(answers[i % len(answers)]))
                i += 1
        except StopIteration:
            pass
        if result is None:
            result = out
        assert out == result
    return result


table, late, state = work(400)
print(table)
print(late)
print(state)
for line in drive(400):
    print(line)
