// range: integer progressions of any size.
//
// start, stop, step and length are int objects (exact). Where everything is a small int the arithmetic is done on machine
// words; else by the int type.

import CVMSpec

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A range of int objects; step is not zero.
    public func newRange(_ start: Value, _ stop: Value, _ step: Value) throws(PyRaise) -> Value {
        let r = try new(PyRangeLayout.self, .Range)
        r.pointee.start = start.bits
        r.pointee.stop = stop.bits
        r.pointee.step = step.bits
        r.pointee.length = try rangeLength(start, stop, step).bits
        return Value(r)
    }

    private func rangeLength(_ start: Value, _ stop: Value, _ step: Value) throws(PyRaise) -> Value {
        if start.isInt && stop.isInt && step.isInt {
            let a = start.int, b = stop.int, s = step.int
            // Differences of 63-bit integers fit 64 bits.
            if s > 0 { return a < b ? try newInt(Int((UInt(bitPattern: b &- a) - 1) / UInt(s)) + 1) : Value(small: 0) }
            return a > b ? try newInt(Int((UInt(bitPattern: a &- b) - 1) / s.magnitude) + 1) : Value(small: 0)
        }
        let zero = Value(small: 0), one = Value(small: 1)
        let backwards = try isLess(step, zero)
        let (low, high) = backwards ? (stop, start) : (start, stop)
        if !(try isLess(low, high)) { return zero }
        let distance = try binaryWaiting(.sub, try binaryWaiting(.sub, high, low), one)
        let magnitude = backwards ? try binaryWaiting(.sub, zero, step) : step
        return try binaryWaiting(.add, try binaryWaiting(.floordiv, distance, magnitude), one)
    }

    /// range(…) from 1 to 3 arguments of any integer-like types.
    public func buildRange(_ arguments: UnsafePointer<Value>, _ count: Int) throws(PyRaise) -> Value {
        if count == 0 { throw raise(K.TypeError, "range expected at least 1 argument, got 0") }
        if count > 3 { throw raise(K.TypeError, "range expected at most 3 arguments, got \(count)") }
        if count == 1 { return try newRange(Value(small: 0), try exactIndex(arguments[0]), Value(small: 1)) }
        let start = try exactIndex(arguments[0])
        let stop = try exactIndex(arguments[1])
        let step = count == 3 ? try exactIndex(arguments[2]) : Value(small: 1)
        if step.isInt && step.int == 0 { throw raise(K.ValueError, "range() arg 3 must not be zero") }
        return try newRange(start, stop, step)
    }

    /// An exact int object from an integer-like one.
    public func exactIndex(_ v: Value) throws(PyRaise) -> Value {
        if v.isInt { return v }
        let i = try toIndex(v)
        if i.isInt || i.isExact(.Int) { return i }
        // An instance of an int subclass.
        if let n = Numbers.machineInt(i) { return try newInt(n) }
        return try binaryWaiting(.add, i, Value(small: 0))
    }

    public func newRangeIterator(_ v: Value) throws(PyRaise) -> Value {
        let r = v.cell(PyRangeLayout.self)
        return try rangeIterator(Value(bits: r.pointee.start), Value(bits: r.pointee.step), Value(bits: r.pointee.length))
    }

    private func rangeIterator(_ start: Value, _ step: Value, _ length: Value) throws(PyRaise) -> Value {
        if start.isInt && step.isInt && length.isInt {
            // Every value must be a small int.
            let (d, o) = step.int.multipliedReportingOverflow(by: Swift.max(0, length.int - 1))
            let (last, o2) = start.int.addingReportingOverflow(d)
            if !o && !o2 && Value.fitsSmall(last) {
                let p = try new(PyRangeIteratorLayout.self, .RangeIterator)
                p.pointee.next = Int64(start.int)
                p.pointee.step = Int64(step.int)
                p.pointee.remaining = Int64(length.int)
                return Value(p)
            }
        }
        let it = try newIterator(NativeIterators.longRange)
        it.pointee.source = start.bits
        it.pointee.second = step.bits
        it.pointee.third = length.bits
        return Value(it)
    }

    /// Item i (any integer, not negative, inside) of a range.
    private func rangeItem(_ r: UnsafeMutablePointer<PyRangeLayout>, _ i: Value) throws(PyRaise) -> Value {
        try binaryWaiting(.add, Value(bits: r.pointee.start), try binaryWaiting(.mul, i, Value(bits: r.pointee.step)))
    }

    public func rangeGetItem(_ v: Value, _ key: Value) throws(PyRaise) -> Value {
        let r = v.cell(PyRangeLayout.self)
        if key.isExact(.Slice) {
            let (a, b, s) = try sliceIndicesBig(key, Value(bits: r.pointee.length))
            let step = try binaryWaiting(.mul, Value(bits: r.pointee.step), s)
            return try newRange(try rangeItem(r, a), try rangeItem(r, b), step)
        }
        if !isAnyInt(key), try special(of: key, .index).isEmpty {
            throw raise(K.TypeError, "range indices must be integers or slices, not \(typeName(of: key))")
        }
        var i = try toIndex(key)
        let length = Value(bits: r.pointee.length)
        if try isLess(i, Value(small: 0)) { i = try binaryWaiting(.add, i, length) }
        if try isLess(i, Value(small: 0)) ? true : !(try isLess(i, length)) { throw raise(K.IndexError, "range object index out of range") }
        return try rangeItem(r, i)
    }

    /// Position of an int object in a range, or empty.
    private func rangePosition(_ v: Value, _ x: Value) throws(PyRaise) -> Value {
        let r = v.cell(PyRangeLayout.self)
        let start = Value(bits: r.pointee.start), stop = Value(bits: r.pointee.stop), step = Value(bits: r.pointee.step)
        let n: Value
        if x.isBool { n = Value(small: x.isTrue ? 1 : 0) } else { n = x }
        let backwards = try isLess(step, Value(small: 0))
        let (low, high) = backwards ? (stop, start) : (start, stop)
        // The start belongs to the range, the stop does not.
        let aboveLow = backwards ? try isLess(low, n) : !(try isLess(n, low))
        let belowHigh = backwards ? !(try isLess(high, n)) : try isLess(n, high)
        let inside = aboveLow && belowHigh
        if !inside { return .empty }
        let distance = try binaryWaiting(.sub, n, start)
        if !(try isEqual(try binaryWaiting(.mod, distance, step), Value(small: 0))) { return .empty }
        return try binaryWaiting(.floordiv, distance, step)
    }

    public func rangeContains(_ v: Value, _ x: Value) throws(PyRaise) -> Bool {
        if x.isInt || x.isBool || x.isExact(.Int) { return try rangePosition(v, x).isPresent }
        let it = try newRangeIterator(v)
        while true {
            let y = try next(it)
            if y.isEmpty { return false }
            if try isEqual(y, x) { return true }
        }
    }
}

extension Bootstrap {
    static func defineRange(_ t: Thread) throws(PyRaise) {
        K.range = try t.defineType("range", .Range, flags: TypeFlag.sequence, subclassable: false) { (b) throws(PyRaise) in
            try b.new("(cls, start=<none>, stop=<none>, step=<none>, /)") { (t, a) throws(PyRaise) in
                try t.buildRange(a.base + 1, a[3].isPresent ? 3 : a[2].isPresent ? 2 : a[1].isPresent ? 1 : 0)
            }
            try b.readOnly("start") { (t, a) throws(PyRaise) in Value(bits: a[0].cell(PyRangeLayout.self).pointee.start) }
            try b.readOnly("stop") { (t, a) throws(PyRaise) in Value(bits: a[0].cell(PyRangeLayout.self).pointee.stop) }
            try b.readOnly("step") { (t, a) throws(PyRaise) in Value(bits: a[0].cell(PyRangeLayout.self).pointee.step) }
            try b.method("__len__", "(self, /)") { (t, a) throws(PyRaise) in
                let n = Value(bits: a[0].cell(PyRangeLayout.self).pointee.length)
                guard Numbers.machineInt(n) != nil else { throw t.raise(K.OverflowError, "Python int too large to convert to C ssize_t") }
                return n
            }
            try b.method("__bool__", "(self, /)") { (t, a) throws(PyRaise) in Value(a[0].cell(PyRangeLayout.self).pointee.length != Value(small: 0).bits) }
            try b.method("__getitem__", "(self, key, /)") { (t, a) throws(PyRaise) in try t.rangeGetItem(a[0], a[1]) }
            try b.method("__contains__", "(self, key, /)") { (t, a) throws(PyRaise) in Value(try t.rangeContains(a[0], a[1])) }
            try b.method("__iter__", "(self, /)") { (t, a) throws(PyRaise) in try t.newRangeIterator(a[0]) }
            try b.method("__reversed__", "(self, /)") { (t, a) throws(PyRaise) in
                let r = a[0].cell(PyRangeLayout.self)
                let length = Value(bits: r.pointee.length), step = Value(bits: r.pointee.step)
                let last = try t.binaryWaiting(.add, Value(bits: r.pointee.start), try t.binaryWaiting(.mul, step, try t.binaryWaiting(.sub, length, Value(small: 1))))
                let back = try t.binaryWaiting(.sub, Value(small: 0), step)
                let stop = try t.binaryWaiting(.sub, Value(bits: r.pointee.start), step)
                return try t.newRangeIterator(try t.newRange(last, stop, back))
            }
            try b.method("index", "(self, value, /)") { (t, a) throws(PyRaise) in
                if a[1].isInt || a[1].isBool || a[1].isExact(.Int) {
                    let p = try t.rangePositionObject(a[0], a[1])
                    if p.isPresent { return p }
                    throw t.raise(K.ValueError, "\(try t.reprString(a[1])) is not in range")
                }
                var i = 0
                let it = try t.newRangeIterator(a[0])
                while true {
                    let y = try t.next(it)
                    if y.isEmpty { throw t.raise(K.ValueError, "sequence.index(x): x not in sequence") }
                    if try t.isEqual(y, a[1]) { return try t.newInt(i) }
                    i += 1
                }
            }
            try b.method("count", "(self, value, /)") { (t, a) throws(PyRaise) in
                if a[1].isInt || a[1].isBool || a[1].isExact(.Int) { return Value(small: try t.rangeContains(a[0], a[1]) ? 1 : 0) }
                var n = 0
                let it = try t.newRangeIterator(a[0])
                while true {
                    let y = try t.next(it)
                    if y.isEmpty { return Value(small: n) }
                    if try t.isEqual(y, a[1]) { n += 1 }
                }
            }
            for op in CompareOperator.allCases {
                try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                    guard op == .eq || op == .ne, t.has(a[1], .Range) else { return .notImplemented }
                    return Value(try t.rangesEqual(a[0], a[1]) == (op == .eq))
                }
            }
            try b.method("__hash__", "(self, /)") { (t, a) throws(PyRaise) in
                let r = a[0].cell(PyRangeLayout.self)
                let length = Value(bits: r.pointee.length)
                let empty = length == Value(small: 0), single = length == Value(small: 1)
                return try t.pythonHash(try t.newTuple([length, empty ? .none : Value(bits: r.pointee.start), empty || single ? .none : Value(bits: r.pointee.step)]))
            }
            try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
                let r = a[0].cell(PyRangeLayout.self)
                let x = try t.reprString(Value(bits: r.pointee.start)), y = try t.reprString(Value(bits: r.pointee.stop))
                if r.pointee.step == Value(small: 1).bits { return try t.str("range(\(x), \(y))") }
                return try t.str("range(\(x), \(y), \(try t.reprString(Value(bits: r.pointee.step))))")
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let r = a[0].cell(PyRangeLayout.self)
                return try t.newTuple([K.range, try t.newTuple([Value(bits: r.pointee.start), Value(bits: r.pointee.stop), Value(bits: r.pointee.step)])])
            }
        }
        try defineRangeIterators(t)
    }

    private static func defineRangeIterators(_ t: Thread) throws(PyRaise) {
        _ = try t.defineType("range_iterator", .RangeIterator, subclassable: false) { (b) throws(PyRaise) in
            try b.addIteratorMethods()
            try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in
                Value(small: Swift.max(0, Int(a[0].cell(PyRangeIteratorLayout.self).pointee.remaining)))
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].cell(PyRangeIteratorLayout.self)
                let stop = try t.newInt(Int(p.pointee.next &+ p.pointee.remaining &* p.pointee.step))
                let r = try t.newRange(try t.newInt(Int(p.pointee.next)), stop, Value(small: Int(p.pointee.step)))
                return try t.newTuple([try t.builtin("iter"), try t.newTuple([r]), Value(small: 0)])
            }
            try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                let p = a[0].cell(PyRangeIteratorLayout.self)
                let n = Int64(Swift.max(0, Swift.min(try t.index(a[1]), Int(p.pointee.remaining))))
                p.pointee.next += n * p.pointee.step
                p.pointee.remaining -= n
                return .none
            }
        }
        NativeIterators.longRange = try t.defineIterator("longrange_iterator", step: { (t, it) throws(PyRaise) in
            let p = it.iterator
            let left = Value(bits: p.pointee.third)
            if !(try t.isLess(Value(small: 0), left)) { return Iteration.ended }
            let v = Value(bits: p.pointee.source)
            p.pointee.source = try t.binaryWaiting(.add, v, Value(bits: p.pointee.second)).bits
            p.pointee.third = try t.binaryWaiting(.sub, left, Value(small: 1)).bits
            t.barrier(it)
            return v
        }) { (b) throws(PyRaise) in
            try b.method("__length_hint__", "(self, /)") { (t, a) throws(PyRaise) in Value(bits: a[0].iterator.pointee.third) }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                let start = Value(bits: p.pointee.source), step = Value(bits: p.pointee.second)
                let stop = try t.binaryWaiting(.add, start, try t.binaryWaiting(.mul, Value(bits: p.pointee.third), step))
                return try t.newTuple([try t.builtin("iter"), try t.newTuple([try t.newRange(start, stop, step)]), Value(small: 0)])
            }
            try b.method("__setstate__", "(self, state, /)") { (t, a) throws(PyRaise) in
                let p = a[0].iterator
                var n = try t.toIndex(a[1])
                if try t.isLess(n, Value(small: 0)) { n = Value(small: 0) }
                if try t.isLess(Value(bits: p.pointee.third), n) { n = Value(bits: p.pointee.third) }
                p.pointee.source = try t.binaryWaiting(.add, Value(bits: p.pointee.source), try t.binaryWaiting(.mul, n, Value(bits: p.pointee.second))).bits
                p.pointee.third = try t.binaryWaiting(.sub, Value(bits: p.pointee.third), n).bits
                t.barrier(a[0])
                return .none
            }
        }
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    func rangePositionObject(_ v: Value, _ x: Value) throws(PyRaise) -> Value { try rangePosition(v, x) }

    /// Do two ranges give the same numbers?
    func rangesEqual(_ a: Value, _ b: Value) throws(PyRaise) -> Bool {
        if a == b { return true }
        let x = a.cell(PyRangeLayout.self), y = b.cell(PyRangeLayout.self)
        if !(try isEqual(Value(bits: x.pointee.length), Value(bits: y.pointee.length))) { return false }
        if x.pointee.length == Value(small: 0).bits { return true }
        if !(try isEqual(Value(bits: x.pointee.start), Value(bits: y.pointee.start))) { return false }
        if x.pointee.length == Value(small: 1).bits { return true }
        return try isEqual(Value(bits: x.pointee.step), Value(bits: y.pointee.step))
    }
}
