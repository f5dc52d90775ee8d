// The integer functions of the module math: gcd, lcm, isqrt, factorial, comb, perm.

import VM

func defineMathIntegers(_ m: ModuleBuilder) throws(PyRaise) {
    let one = Value(small: 1)
    try m.function("gcd", "(*integers)") { t, a throws(PyRaise) in
        var r = Value(small: 0)
        for i in 0 ..< a[0].tuple.count { r = try Numbers.gcd(t, r, try t.toIndex(a[0].tuple.items[i])) }
        return r
    }
    try m.function("lcm", "(*integers)") { t, a throws(PyRaise) in
        var r = one
        for i in 0 ..< a[0].tuple.count {
            let x = try t.toIndex(a[0].tuple.items[i])
            if Numbers.isZero(x) || Numbers.isZero(r) { r = Value(small: 0); continue }
            let g = try Numbers.gcd(t, r, x)
            r = try Numbers.absolute(t, try Numbers.mul(t, try Numbers.floordiv(t, r, g), x))
        }
        return r
    }
    try m.function("isqrt", "(n, /)") { t, a throws(PyRaise) in
        let n = try t.toIndex(a[0])
        if Numbers.sign(n) < 0 { throw t.raise(K.ValueError, "isqrt() argument must be nonnegative") }
        return try Numbers.squareRoot(t, n)
    }
    try m.function("factorial", "(x, /)") { t, a throws(PyRaise) in
        let v = try t.toIndex(a[0])
        if Numbers.sign(v) < 0 { throw t.raise(K.ValueError, "factorial() not defined for negative values") }
        guard let n = Numbers.machineInt(v) else { throw t.raise(K.OverflowError, "factorial() argument should not exceed \(Int.max)") }
        guard n < 1 << 34 else { throw t.memoryError() }
        return try product(t, 2, Swift.max(2, n + 1))
    }
    try m.function("comb", "(n, k, /)") { t, a throws(PyRaise) in
        let n = try t.toIndex(a[0])
        var k = try t.toIndex(a[1])
        if Numbers.sign(n) < 0 { throw t.raise(K.ValueError, "n must be a non-negative integer") }
        if Numbers.sign(k) < 0 { throw t.raise(K.ValueError, "k must be a non-negative integer") }
        let rest = try Numbers.sub(t, n, k)
        if Numbers.sign(rest) < 0 { return Value(small: 0) }
        if Numbers.compare(rest, k) < 0 { k = rest }
        guard let count = Numbers.machineInt(k) else { throw t.raise(K.OverflowError, "min(n - k, k) must not exceed \(Int.max)") }
        guard count < 1 << 34 else { throw t.memoryError() }
        if let small = smallComb(Numbers.machineInt(n) ?? Int.max, count) { return try t.newInt(small) }
        return try Numbers.floordiv(t, try falling(t, n, count), try product(t, 2, Swift.max(2, count + 1)))
    }
    try m.function("perm", "(n, k=None, /)") { t, a throws(PyRaise) in
        let n = try t.toIndex(a[0])
        if a[1].isEmpty || a[1].isNone {
            if Numbers.sign(n) < 0 { throw t.raise(K.ValueError, "factorial() not defined for negative values") }
            guard let c = Numbers.machineInt(n), c < 1 << 34 else { throw t.raise(K.OverflowError, "factorial() argument should not exceed \(Int.max)") }
            return try product(t, 2, Swift.max(2, c + 1))
        }
        let k = try t.toIndex(a[1])
        if Numbers.sign(n) < 0 { throw t.raise(K.ValueError, "n must be a non-negative integer") }
        if Numbers.sign(k) < 0 { throw t.raise(K.ValueError, "k must be a non-negative integer") }
        if Numbers.compare(n, k) < 0 { return Value(small: 0) }
        guard let count = Numbers.machineInt(k) else { throw t.raise(K.OverflowError, "k must not exceed \(Int.max)") }
        guard count < 1 << 34 else { throw t.memoryError() }
        return try falling(t, n, count)
    }
}

/// from · (from + 1) · … · (to - 1), by halves so that the factors stay alike in size.
private func product(_ t: Thread, _ from: Int, _ to: Int) throws(PyRaise) -> Value {
    if to - from <= 24 {
        var r = Value(small: 1)
        var word = 1
        for i in from ..< to {
            let (p, o) = word.multipliedReportingOverflow(by: i)
            if o { r = try Numbers.mul(t, r, try t.newInt(word)); word = i } else { word = p }
        }
        return try Numbers.mul(t, r, try t.newInt(word))
    }
    let middle = from + (to - from) / 2
    return try Numbers.mul(t, try product(t, from, middle), try product(t, middle, to))
}

/// n · (n - 1) · … of `count` factors.
private func falling(_ t: Thread, _ n: Value, _ count: Int) throws(PyRaise) -> Value {
    if count == 0 { return Value(small: 1) }
    if let top = Numbers.machineInt(n) { return try product(t, top - count + 1, top &+ 1) }
    if count == 1 { return try Numbers.exact(t, n) }
    let half = count / 2
    return try Numbers.mul(t, try falling(t, n, half), try falling(t, try Numbers.sub(t, n, try t.newInt(half)), count - half))
}

/// n choose k in machine integers, or nil where they overflow.
private func smallComb(_ n: Int, _ k: Int) -> Int? {
    var r = 1
    if k > 62 { return nil }
    for i in 0 ..< k {
        let (p, o) = r.multipliedReportingOverflow(by: n - i)
        if o { return nil }
        r = p / (i + 1)
    }
    return r
}
