// slice: the type, and how slices select items.

import CVMSpec

/// What a slice selects of a sequence: `count` items at start, start + step, …
public struct SliceRange {
    public var start = 0, stop = 0, step = 1, count = 0
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    public func newSlice(_ start: Value, _ stop: Value, _ step: Value = .none) throws(PyRaise) -> Value {
        let s = try new(PySliceLayout.self, .Slice)
        s.pointee.start = start.bits
        s.pointee.stop = stop.bits
        s.pointee.step = step.bits
        return Value(s)
    }

    /// An index of a slice as an int object.
    private func sliceIndexObject(_ v: Value) throws(PyRaise) -> Value {
        if v.isInt { return v }
        if !isAnyInt(v), try special(of: v, .index).isEmpty {
            throw raise(K.TypeError, "slice indices must be integers or None or have an __index__ method")
        }
        return try toIndex(v)
    }

    /// An index of a slice, clamped to a machine integer.
    func sliceIndex(_ v: Value) throws(PyRaise) -> Int { v.isInt ? v.int : try clampedIndex(try sliceIndexObject(v)) }

    /// The items that a slice selects of a sequence with `length` items.
    public func sliceIndices(_ slice: Value, _ length: Int) throws(PyRaise) -> SliceRange {
        let s = slice.cell(PySliceLayout.self)
        let (a, b, c) = (Value(bits: s.pointee.start), Value(bits: s.pointee.stop), Value(bits: s.pointee.step))
        var r = SliceRange()
        if !c.isNone {
            r.step = try sliceIndex(c)
            if r.step == 0 { throw raise(K.ValueError, "slice step cannot be zero") }
            if r.step < -Int.max { r.step = -Int.max }
        }
        let start = a.isNone ? (r.step < 0 ? Int.max : 0) : try sliceIndex(a)
        let stop = b.isNone ? (r.step < 0 ? Int.min : Int.max) : try sliceIndex(b)
        return adjustSlice(start, stop, r.step, length)
    }

    /// Clips slice bounds to a length.
    public func adjustSlice(_ start: Int, _ stop: Int, _ step: Int, _ length: Int) -> SliceRange {
        var r = SliceRange(start: start, stop: stop, step: step, count: 0)
        if r.start < 0 {
            r.start &+= length
            if r.start < 0 { r.start = step < 0 ? -1 : 0 }
        } else if r.start >= length { r.start = step < 0 ? length - 1 : length }
        if r.stop < 0 {
            r.stop &+= length
            if r.stop < 0 { r.stop = step < 0 ? -1 : 0 }
        } else if r.stop >= length { r.stop = step < 0 ? length - 1 : length }
        if step < 0 {
            if r.stop < r.start { r.count = (r.start - r.stop - 1) / (-step) + 1 }
        } else if r.start < r.stop { r.count = (r.stop - r.start - 1) / step + 1 }
        return r
    }

    /// slice.indices(length) for any integers, as int objects: (start, stop, step).
    func sliceIndicesBig(_ slice: Value, _ length: Value) throws(PyRaise) -> (Value, Value, Value) {
        let s = slice.cell(PySliceLayout.self)
        let (a, b, c) = (Value(bits: s.pointee.start), Value(bits: s.pointee.stop), Value(bits: s.pointee.step))
        let zero = Value(small: 0), one = Value(small: 1)
        let step = c.isNone ? one : try sliceIndexObject(c)
        if try isEqual(step, zero) { throw raise(K.ValueError, "slice step cannot be zero") }
        let negative = try isLess(step, zero)
        let lower = negative ? Value(small: -1) : zero
        let upper = negative ? try binaryWaiting(.sub, length, one) : length
        func bound(_ v: Value) throws(PyRaise) -> Value {
            var x = try sliceIndexObject(v)
            if try isLess(x, zero) {
                x = try binaryWaiting(.add, x, length)
                return try isLess(x, lower) ? lower : x
            }
            return try isLess(upper, x) ? upper : x
        }
        let start = a.isNone ? (negative ? upper : lower) : try bound(a)
        let stop = b.isNone ? (negative ? lower : upper) : try bound(b)
        return (start, stop, step)
    }
}

extension Bootstrap {
    static func defineSlice(_ t: Thread) throws(PyRaise) {
        K.slice = try t.defineType("slice", .Slice, subclassable: false) { (b) throws(PyRaise) in
            try b.new("(cls, *args)") { (t, a) throws(PyRaise) in
                let n = a[1].tuple.count, p = a[1].tuple.items
                switch n {
                case 0: throw t.raise(K.TypeError, "slice expected at least 1 argument, got 0")
                case 1: return try t.newSlice(.none, p[0])
                case 2: return try t.newSlice(p[0], p[1])
                case 3: return try t.newSlice(p[0], p[1], p[2])
                default: throw t.raise(K.TypeError, "slice expected at most 3 arguments, got \(n)")
                }
            }
            try b.readOnly("start") { (t, a) throws(PyRaise) in Value(bits: a[0].cell(PySliceLayout.self).pointee.start) }
            try b.readOnly("stop") { (t, a) throws(PyRaise) in Value(bits: a[0].cell(PySliceLayout.self).pointee.stop) }
            try b.readOnly("step") { (t, a) throws(PyRaise) in Value(bits: a[0].cell(PySliceLayout.self).pointee.step) }
            try b.set("__hash__", .none)
            func parts(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
                let s = v.cell(PySliceLayout.self)
                return try t.newTuple([Value(bits: s.pointee.start), Value(bits: s.pointee.stop), Value(bits: s.pointee.step)])
            }
            for op in CompareOperator.allCases {
                try b.method(op.special.name, "(self, other, /)") { (t, a) throws(PyRaise) in
                    guard t.has(a[1], .Slice) else { return .notImplemented }
                    if a[0] == a[1] { return Value(op == .eq || op == .le || op == .ge) }
                    return try t.compareWaiting(op, try parts(t, a[0]), try parts(t, a[1]))
                }
            }
            try b.method("__repr__", "(self, /)") { (t, a) throws(PyRaise) in
                let s = a[0].cell(PySliceLayout.self)
                let x = try t.reprString(Value(bits: s.pointee.start)), y = try t.reprString(Value(bits: s.pointee.stop))
                return try t.str("slice(\(x), \(y), \(try t.reprString(Value(bits: s.pointee.step))))")
            }
            try b.method("indices", "(self, length, /)") { (t, a) throws(PyRaise) in
                let length = try t.toIndex(a[1])
                if Numbers.isNegative(length) { throw t.raise(K.ValueError, "length should not be negative") }
                let (x, y, z) = try t.sliceIndicesBig(a[0], length)
                return try t.newTuple([x, y, z])
            }
            try b.method("__reduce__", "(self, /)") { (t, a) throws(PyRaise) in
                try t.newTuple([Value(t.typeOf(a[0])), try parts(t, a[0])])
            }
        }
    }
}
