// itertools: product, permutations, combinations, combinations_with_replacement.
//
// source = pool (a tuple; for product a tuple of pools), second = the list of positions, index = 0 before the first result,
// 1 after it, 2 at the end; limit = r.

import CVMSpec
import VM

/// A list of n small ints.
private func positions(_ t: Thread, _ n: Int, _ value: (Int) -> Int) throws(PyRaise) -> Value {
    let list = try t.newList(capacity: n)
    for i in 0 ..< n { try t.listAppend(list.list, Value(small: value(i))) }
    return list
}

/// The tuple of pool items at the first r positions.
private func picked(_ t: Thread, _ pool: Value, _ places: Value, _ r: Int) throws(PyRaise) -> Value {
    let out = try t.newTuple(count: r)
    for i in 0 ..< r { out.items[i] = pool.tuple.items[places.list.items[i].int] }
    return Value(out)
}

/// The r argument: an integer >= 0.
private func count(_ t: Thread, _ v: Value, permutations: Bool = false) throws(PyRaise) -> Int {
    if permutations && !t.isAnyInt(v) {
        if try t.special(of: v, .index).isPresent { return try t.index(v) }
        throw t.raise(K.TypeError, "Expected int as r")
    }
    let r = try t.index(v, overflow: "Python int too large to convert to C ssize_t")
    if r < 0 { throw t.raise(K.ValueError, "r must be non-negative") }
    return r
}

func defineCombinatorics(_ m: ModuleBuilder) throws(PyRaise) {
    try Itertools.define(m, "combinations", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        if p.pointee.index == 2 { return Iteration.ended }
        let pool = Value(bits: p.pointee.source), places = Value(bits: p.pointee.second)
        let n = pool.tuple.count, r = Int(p.pointee.limit)
        if p.pointee.index == 0 {
            if r > n { p.pointee.index = 2; return Iteration.ended }
            p.pointee.index = 1
            return try picked(t, pool, places, r)
        }
        var i = r - 1
        while i >= 0 && places.list.items[i].int == i + n - r { i -= 1 }
        if i < 0 { p.pointee.index = 2; return Iteration.ended }
        var k = places.list.items[i].int + 1
        while i < r {
            places.list.items[i] = Value(small: k)
            k += 1
            i += 1
        }
        return try picked(t, pool, places, r)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, r)") { (t, a) throws(PyRaise) in
            let pool = try t.tupleFrom(a[1])
            let r = try count(t, a[2])
            let it = try Itertools.make(t, "combinations", a[0])
            it.pointee.source = pool.bits
            it.pointee.limit = Int64(r)
            it.pointee.second = try positions(t, Swift.min(r, pool.tuple.count + 1), { $0 }).bits
            return Value(it)
        }
        try addState(b, reduceCount: true)
    }

    try Itertools.define(m, "combinations_with_replacement", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        if p.pointee.index == 2 { return Iteration.ended }
        let pool = Value(bits: p.pointee.source), places = Value(bits: p.pointee.second)
        let n = pool.tuple.count, r = Int(p.pointee.limit)
        if p.pointee.index == 0 {
            if n == 0 && r > 0 { p.pointee.index = 2; return Iteration.ended }
            p.pointee.index = 1
            return try picked(t, pool, places, r)
        }
        var i = r - 1
        while i >= 0 && places.list.items[i].int == n - 1 { i -= 1 }
        if i < 0 { p.pointee.index = 2; return Iteration.ended }
        let k = places.list.items[i].int + 1
        while i < r {
            places.list.items[i] = Value(small: k)
            i += 1
        }
        return try picked(t, pool, places, r)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, r)") { (t, a) throws(PyRaise) in
            let pool = try t.tupleFrom(a[1])
            let r = try count(t, a[2])
            let it = try Itertools.make(t, "combinations_with_replacement", a[0])
            it.pointee.source = pool.bits
            it.pointee.limit = Int64(r)
            it.pointee.second = try positions(t, r, { _ in 0 }).bits
            return Value(it)
        }
        try addState(b, reduceCount: true)
    }

    // third = the list of cycles
    try Itertools.define(m, "permutations", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        if p.pointee.index == 2 { return Iteration.ended }
        let pool = Value(bits: p.pointee.source), places = Value(bits: p.pointee.second), cycles = Value(bits: p.pointee.third)
        let n = pool.tuple.count, r = Int(p.pointee.limit)
        if p.pointee.index == 0 {
            if r > n { p.pointee.index = 2; return Iteration.ended }
            p.pointee.index = 1
            return try picked(t, pool, places, r)
        }
        var i = r - 1
        while i >= 0 {
            let left = cycles.list.items[i].int - 1
            if left == 0 {
                // Position i has had its turns: what it holds goes to the end.
                let first = places.list.items[i]
                for j in i ..< n - 1 { places.list.items[j] = places.list.items[j + 1] }
                places.list.items[n - 1] = first
                cycles.list.items[i] = Value(small: n - i)
            } else {
                cycles.list.items[i] = Value(small: left)
                let x = places.list.items[i]
                places.list.items[i] = places.list.items[n - left]
                places.list.items[n - left] = x
                return try picked(t, pool, places, r)
            }
            i -= 1
        }
        p.pointee.index = 2
        return Iteration.ended
    }) { (b) throws(PyRaise) in
        try b.new("(cls, iterable, r=None)") { (t, a) throws(PyRaise) in
            let pool = try t.tupleFrom(a[1])
            let n = pool.tuple.count
            let r = a[2].isEmpty || a[2].isNone ? n : try count(t, a[2], permutations: true)
            let it = try Itertools.make(t, "permutations", a[0])
            it.pointee.source = pool.bits
            it.pointee.limit = Int64(r)
            it.pointee.second = try positions(t, n, { $0 }).bits
            it.pointee.third = try positions(t, Swift.min(r, n), { n - $0 }).bits
            return Value(it)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let r = try t.newInt(Int(p.pointee.limit)), pool = Value(bits: p.pointee.source)
            if p.pointee.index == 0 { return try Itertools.reduced(t, a[0], [pool, r]) }
            if p.pointee.index == 2 { return try Itertools.reduced(t, a[0], [try t.newTuple([]), p.pointee.limit == 0 ? Value(small: 1) : r]) }
            let state = try t.newPair(try t.tupleFrom(Value(bits: p.pointee.second)), try t.tupleFrom(Value(bits: p.pointee.third)))
            return try Itertools.reduced(t, a[0], [pool, r], state: state)
        }
        try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let n = Value(bits: p.pointee.source).tuple.count
            guard a[1].isExact(.Tuple), a[1].tuple.count == 2, a[1].tuple.items[0].isExact(.Tuple), a[1].tuple.items[1].isExact(.Tuple),
                  a[1].tuple.items[0].tuple.count == n, a[1].tuple.items[1].tuple.count == Value(bits: p.pointee.third).list.count else {
                throw t.raise(K.ValueError, "invalid arguments")
            }
            let places = try t.newList(), cycles = try t.newList()
            for i in 0 ..< n { try t.listAppend(places.list, Value(small: Swift.max(0, Swift.min(n - 1, try t.index(a[1].tuple.items[0].tuple.items[i]))))) }
            for i in 0 ..< a[1].tuple.items[1].tuple.count {
                try t.listAppend(cycles.list, Value(small: Swift.max(1, Swift.min(n - i, try t.index(a[1].tuple.items[1].tuple.items[i])))))
            }
            p.pointee.second = places.bits
            p.pointee.third = cycles.bits
            p.pointee.index = 1
            t.barrier(a[0])
            return .none
        }
    }

    try Itertools.define(m, "product", step: { (t, it) throws(PyRaise) in
        let p = it.iterator
        if p.pointee.index == 2 { return Iteration.ended }
        let pools = Value(bits: p.pointee.source), places = Value(bits: p.pointee.second)
        let n = pools.tuple.count
        if p.pointee.index == 0 {
            p.pointee.index = 1
            for i in 0 ..< n where pools.tuple.items[i].tuple.count == 0 { p.pointee.index = 2; return Iteration.ended }
        } else {
            var i = n - 1
            while i >= 0 {
                let k = places.list.items[i].int + 1
                if k < pools.tuple.items[i].tuple.count {
                    places.list.items[i] = Value(small: k)
                    break
                }
                places.list.items[i] = Value(small: 0)
                i -= 1
            }
            if i < 0 { p.pointee.index = 2; return Iteration.ended }
        }
        let out = try t.newTuple(count: n)
        for i in 0 ..< n { out.items[i] = pools.tuple.items[i].tuple.items[places.list.items[i].int] }
        return Value(out)
    }) { (b) throws(PyRaise) in
        try b.new("(cls, /, *iterables, repeat=1)") { (t, a) throws(PyRaise) in
            let times = a[1].isEmpty ? 1 : try t.index(a[1], overflow: "Python int too large to convert to C ssize_t")
            if times < 0 { throw t.raise(K.ValueError, "repeat argument cannot be negative") }
            let n = times == 0 ? 0 : a[2].tuple.count
            let (total, o) = n.multipliedReportingOverflow(by: times)
            guard !o, total < 1 << 32 else { throw t.raise(K.OverflowError, "repeat argument too large") }
            let pools = try t.newTuple(count: total)
            for i in 0 ..< n { pools.items[i] = try t.tupleFrom(a[2].tuple.items[i]) }
            if n > 0 { for i in n ..< Swift.max(n, total) { pools.items[i] = pools.items[i - n] } }
            let it = try Itertools.make(t, "product", a[0])
            it.pointee.source = Value(pools).bits
            it.pointee.second = try positions(t, total, { _ in 0 }).bits
            return Value(it)
        }
        try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let pools = Value(bits: p.pointee.source)
            if p.pointee.index == 0 { return try t.newPair(Value(t.typeOf(a[0])), pools) }
            if p.pointee.index == 2 { return try Itertools.reduced(t, a[0], [try t.newTuple([])]) }
            return try t.newTuple([Value(t.typeOf(a[0])), pools, try t.tupleFrom(Value(bits: p.pointee.second))])
        }
        try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
            let p = a[0].iterator
            let pools = Value(bits: p.pointee.source).tuple
            guard a[1].isExact(.Tuple), a[1].tuple.count == pools.count else { throw t.raise(K.ValueError, "invalid arguments") }
            let places = try t.newList()
            for i in 0 ..< pools.count {
                let n = pools.items[i].tuple.count
                if n == 0 { p.pointee.index = 2; return .none }
                try t.listAppend(places.list, Value(small: Swift.max(0, Swift.min(n - 1, try t.index(a[1].tuple.items[i])))))
            }
            p.pointee.second = places.bits
            p.pointee.index = 1
            t.barrier(a[0])
            return .none
        }
    }
}

/// __reduce__ and __setstate__ of the two kinds of combinations.
private func addState(_ b: TypeBuilder, reduceCount: Bool) throws(PyRaise) {
    try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
        let p = a[0].iterator
        let r = try t.newInt(Int(p.pointee.limit)), pool = Value(bits: p.pointee.source)
        if p.pointee.index == 0 { return try Itertools.reduced(t, a[0], [pool, r]) }
        if p.pointee.index == 2 { return try Itertools.reduced(t, a[0], [try t.newTuple([]), p.pointee.limit == 0 ? Value(small: 1) : r]) }
        return try Itertools.reduced(t, a[0], [pool, r], state: try t.tupleFrom(Value(bits: p.pointee.second)))
    }
    try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
        let p = a[0].iterator
        let n = Value(bits: p.pointee.source).tuple.count, r = Int(p.pointee.limit)
        guard a[1].isExact(.Tuple), a[1].tuple.count == r, n > 0 || r == 0 else { throw t.raise(K.ValueError, "invalid arguments") }
        let places = try t.newList()
        for i in 0 ..< r { try t.listAppend(places.list, Value(small: Swift.max(0, Swift.min(n - 1, try t.index(a[1].tuple.items[i]))))) }
        p.pointee.second = places.bits
        p.pointee.index = 1
        t.barrier(a[0])
        return .none
    }
}
