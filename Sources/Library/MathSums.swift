// The sums and norms of the module math: fsum, prod, hypot, dist.

import Glibc
import VM

func defineMathSums(_ m: ModuleBuilder) throws(PyRaise) {
    try m.function("fsum", "(seq, /)") { t, a throws(PyRaise) in
        var sum = ExactSum()
        try t.forEach(a[0]) { (x) throws(PyRaise) in
            let d = try t.toDouble(x)
            if !sum.add(d) { throw t.raise(K.OverflowError, "intermediate overflow in fsum") }
            return true
        }
        if sum.special.isNaN && sum.sawInfinities { throw t.raise(K.ValueError, "-inf + inf in fsum") }
        return try t.newFloat(sum.result)
    }
    try m.function("prod", "(iterable, /, *, start=1)") { t, a throws(PyRaise) in
        // The running product lives in a heap cell: items may be objects whose methods run Python.
        let held = try t.newList([a[1].isPresent ? a[1] : Value(small: 1)])
        try t.forEach(a[0]) { (x) throws(PyRaise) in
            let r = try t.binaryWaiting(.mul, held.list.items[0], x)
            held.list.items[0] = r
            t.barrier(held)
            return true
        }
        return held.list.items[0]
    }
    try m.function("hypot", "(*coordinates)") { t, a throws(PyRaise) in
        var v: [Double] = []
        for i in 0 ..< a[0].tuple.count { v.append(abs(try t.toDouble(a[0].tuple.items[i]))) }
        return try t.newFloat(euclideanNorm(v))
    }
    try m.function("dist", "(p, q, /)") { t, a throws(PyRaise) in
        let p = try t.tupleFrom(a[0]), q = try t.tupleFrom(a[1])
        if p.tuple.count != q.tuple.count { throw t.raise(K.ValueError, "both points must have the same number of dimensions") }
        var v: [Double] = []
        for i in 0 ..< p.tuple.count { v.append(abs(try t.toDouble(p.tuple.items[i]) - (try t.toDouble(q.tuple.items[i])))) }
        return try t.newFloat(euclideanNorm(v))
    }
}

/// Sums doubles exactly: a list of partial sums that do not overlap, rounded once at the end.
private struct ExactSum {
    var partials: [Double] = []
    /// Sum of the infinities and NaNs seen.
    var special = 0.0
    var sawInfinities = false
    var sawSpecial = false

    /// False: a partial sum overflowed.
    mutating func add(_ value: Double) -> Bool {
        if !value.isFinite {
            if value.isInfinite { sawInfinities = sawInfinities || !sawSpecial || !special.isNaN }
            if value.isNaN { sawInfinities = false }
            sawSpecial = true
            special += value
            return true
        }
        var x = value
        var kept = 0
        for partial in partials {
            var y = partial
            if abs(x) < abs(y) { swap(&x, &y) }
            let high = x + y
            let low = y - (high - x)
            if low != 0 { partials[kept] = low; kept += 1 }
            x = high
        }
        if x.isInfinite { return false }
        partials.removeSubrange(kept...)
        if x != 0 { partials.append(x) }
        return true
    }

    var result: Double {
        if sawSpecial { return special }
        var n = partials.count
        if n == 0 { return 0 }
        n -= 1
        var high = partials[n]
        var low = 0.0
        while n > 0 {
            n -= 1
            let x = high, y = partials[n]
            high = x + y
            low = y - (high - x)
            if low != 0 { break }
        }
        // Half-way cases: a partial sum further down decides the direction.
        if n > 0 && (low < 0 && partials[n - 1] < 0 || low > 0 && partials[n - 1] > 0) {
            let y = low * 2
            let x = high + y
            if y == x - high { high = x }
        }
        return high
    }
}

/// Square root of the sum of squares of magnitudes, without intermediate overflow, within rounding of the exact value.
private func euclideanNorm(_ v: [Double]) -> Double {
    var largest = 0.0
    var nan = false
    for x in v {
        if x.isNaN { nan = true } else if x > largest { largest = x }
    }
    if largest.isInfinite { return Double.infinity }
    if nan { return Double.nan }
    if largest == 0 { return 0 }
    if v.count == 1 { return largest }
    let exponent = Int32(largest.exponent)
    // Scaled to about 1; squares are taken with their rounding errors.
    var high = 0.0, low = 0.0
    for x in v {
        let s = scalbn(x, -exponent)
        let square = s * s
        let error = fma(s, s, -square)
        let sum = high + square
        let part = sum - high
        low += (high - (sum - part)) + (square - part) + error
        high = sum
    }
    let total = high + low
    let rest = low - (total - high)
    var root = total.squareRoot()
    root += (-fma(root, root, -total) + rest) / (2 * root)
    return scalbn(root, exponent)
}
