// Indexing: start, stop and step of slices and of find-like methods, for str and bytes types.

import CVMSpec

/// A resolved slice: `count` places from `start` on, `step` apart.
public struct SliceBounds {
    public var start: Int
    public var stop: Int
    public var step: Int
    public var count: Int
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A bound of a slice or of a find-like method, None and absent giving `fallback`; any size.
    @inline(__always) public func sliceBound(_ v: Value, _ fallback: Int) throws(PyRaise) -> Int {
        if v.isInt { return v.int }
        if v.isEmpty || v.isNone { return fallback }
        return try sliceBoundSlow(v)
    }

    @inline(never) private func sliceBoundSlow(_ v: Value) throws(PyRaise) -> Int {
        if !has(v, .Int) && !v.isBool, try special(of: v, .index).isEmpty {
            throw raise(K.TypeError, "slice indices must be integers or None or have an __index__ method")
        }
        return try clampedIndex(v)
    }

    /// start and end arguments of a find-like method, clamped to 0 ... count (start may lie behind count).
    @inline(__always) public func findBounds(_ start: Value, _ end: Value, _ count: Int) throws(PyRaise) -> (Int, Int) {
        var i = try sliceBound(start, 0), j = try sliceBound(end, Int.max)
        if j > count { j = count } else if j < 0 { j = j &+ count; if j < 0 { j = 0 } }
        if i < 0 { i = i &+ count; if i < 0 { i = 0 } }
        return (i, j)
    }

    /// A slice object over a sequence of that length. May run Python (`__index__`): ask for the length again afterwards if it can change.
    public func sliceBounds(_ slice: Value, _ length: Int) throws(PyRaise) -> SliceBounds {
        let s = slice.cell(PySliceLayout.self)
        let stepValue = Value(bits: s.pointee.step)
        var step = 1
        if !stepValue.isNone && stepValue.isPresent {
            step = try sliceBound(stepValue, 1)
            if step == 0 { throw raise(K.ValueError, "slice step cannot be zero") }
            if step < -Int.max { step = -Int.max }
        }
        let start = try sliceBound(Value(bits: s.pointee.start), step < 0 ? Int.max : 0)
        let stop = try sliceBound(Value(bits: s.pointee.stop), step < 0 ? Int.min : Int.max)
        return adjustSlice(start, stop, step, length)
    }

    /// Clips raw bounds to a sequence of that length.
    public func adjustSlice(_ start: Int, _ stop: Int, _ step: Int, _ length: Int) -> SliceBounds {
        var i = start, j = stop
        if i < 0 { i = i &+ length; if i < 0 { i = step < 0 ? -1 : 0 } } else if i >= length { i = step < 0 ? length - 1 : length }
        if j < 0 { j = j &+ length; if j < 0 { j = step < 0 ? -1 : 0 } } else if j >= length { j = step < 0 ? length - 1 : length }
        var n = 0
        if step < 0 { if j < i { n = (i - j - 1) / (0 &- step) + 1 } } else if i < j { n = (j - i - 1) / step + 1 }
        return SliceBounds(start: i, stop: j, step: step, count: n)
    }

    /// Index of an item: negative ones count from the end; nil if it is out of range.
    @inline(__always) public func itemIndex(_ v: Value, _ count: Int) throws(PyRaise) -> Int? {
        var i = v.isInt ? v.int : try index(v, overflow: "cannot fit '\(typeName(of: v))' into an index-sized integer", error: K.IndexError)
        if i < 0 { i = i &+ count }
        return i >= 0 && i < count ? i : nil
    }

    /// Can v serve as an index (int or __index__)?
    public func isIndex(_ v: Value) throws(PyRaise) -> Bool {
        if v.isInt || v.isReference && (has(v, .Int) || v.isBool) { return true }
        return try special(of: v, .index).isPresent
    }

    /// Has v the look of an iterable (__iter__ or __getitem__)?
    public func looksIterable(_ v: Value) throws(PyRaise) -> Bool {
        guard v.isReference else { return false }
        if try special(of: v, .iter).isPresent { return true }
        return try special(of: v, .getitem).isPresent
    }
}
