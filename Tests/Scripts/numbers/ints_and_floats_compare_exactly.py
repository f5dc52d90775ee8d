
vals = [0, 1, -1, 2**53, 2**53 + 1, -2**53 - 1, 2**63, 2**64 + 1, 10**30, -10**30, 10**400, -10**400, True,
        0.0, -0.0, 1.0, 0.5, -1.5, 2.0**53, 2.0**53 + 2, 2.0**63, 2.0**64, 1e30, -1e30, 1e308, float("inf"), float("-inf"), float("nan")]
for a in vals:
    print("".join("<" if a < b else "=" if a == b else ">" if a > b else "?" for b in vals), "".join("1" if a != b else "0" for b in vals))
    for b in vals:
        if a == b:
            assert hash(a) == hash(b)
        assert (a <= b) == (a < b or a == b) and (a >= b) == (a > b or a == b)
