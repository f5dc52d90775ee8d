// array.array: numbers of one kind, packed.
//
// An array is a NativeObject: v0 holds its bytes (a bytearray object nobody else sees), i0 the typecode, i1 the binary logarithm
// of an item's size; the VM reads and writes items of exact arrays itself (PackedArrays.swift). Views of an array count as exports
// of that bytearray.

import CVMSpec
import VM

enum Arrays {
    nonisolated(unsafe) static var type = Value.empty
    nonisolated(unsafe) static var iterator = Value.empty
    nonisolated(unsafe) static var reconstructor = Value.empty
    static let codes: [UInt8] = Array("bBuhHiIlLqQfd".utf8)

    @inline(__always) static func storage(_ v: Value) -> BytearrayRef { Value(bits: v.object.pointee.v0).bytearray }
    @inline(__always) static func code(_ v: Value) -> UInt8 { UInt8(truncatingIfNeeded: v.object.pointee.i0) }
    @inline(__always) static func itemSize(_ v: Value) -> Int { 1 << Int(v.object.pointee.i1) }
    @inline(__always) static func size(_ code: UInt8) -> Int { code == 117 ? 4 : PackedItems.size(code) }
    @inline(__always) static func count(_ v: Value) -> Int { storage(v).count >> Int(v.object.pointee.i1) }
    static func name(_ code: UInt8) -> String { String(Character(Unicode.Scalar(code))) }

    static func make(_ t: Thread, _ cls: Value, _ code: UInt8, bytes: Int = 0) throws(PyRaise) -> Value {
        let v = try t.newInstanceCell(cls.type)
        v.object.pointee.v0 = try t.newBytearray(nil, 0).bits
        v.object.pointee.i0 = Int64(code)
        v.object.pointee.i1 = Int64(size(code).trailingZeroBitCount)
        if bytes > 0 { try t.bytearrayResize(storage(v), bytes) }
        return v
    }

    static func resize(_ t: Thread, _ v: Value, _ bytes: Int) throws(PyRaise) {
        let b = storage(v)
        if bytes != b.count && b.pointee.exports > 0 && t.hasVisibleViews(v) { throw t.raise(K.BufferError, "cannot resize an array that is exporting buffers") }
        try t.bytearrayResize(b, bytes)
    }

    @inline(__always) static func item(_ t: Thread, _ v: Value, _ i: Int) throws(PyRaise) -> Value {
        let c = code(v)
        let p = UnsafeRawPointer(storage(v).data) + i &* size(c)
        if c == 117 {
            let u = p.loadUnaligned(as: UInt32.self)
            guard u <= 0x10FFFF else { throw t.raise(K.ValueError, "character U+\(String(u, radix: 16)) is not in range [U+0000; U+10ffff]") }
            return try t.character(u)
        }
        return try PackedItems.read(t, c, p)
    }

    /// Converts x and writes it to memory (before any place in the array is taken: converting may run code).
    static func convert(_ t: Thread, _ c: UInt8, _ x: Value) throws(PyRaise) -> UInt64 {
        var word: UInt64 = 0
        if c == 117 {
            guard t.isInstance(x, K.str), x.str.count == 1 else { throw t.raise(K.TypeError, "array item must be unicode character") }
            return UInt64(x.str[code: 0])
        }
        var v = x
        if c == 102 || c == 100 {
            let d = try t.toDouble(x)
            if c == 102 { return UInt64(Float(d).bitPattern) }
            return d.bitPattern
        }
        if !v.isInt { v = try t.toIndex(x) }
        let outcome = try withUnsafeMutablePointer(to: &word) { (p) throws(PyRaise) in try PackedItems.write(t, c, UnsafeMutableRawPointer(p), v) }
        if outcome == .done { return word }
        let negative = PackedItems.bits(v)?.negative ?? t.isNegativeInt(v)
        switch c {
        case 98: throw t.raise(K.OverflowError, "signed char is \(negative ? "less than minimum" : "greater than maximum")")
        case 66: throw t.raise(K.OverflowError, "unsigned byte integer is \(negative ? "less than minimum" : "greater than maximum")")
        case 104: throw t.raise(K.OverflowError, "signed short integer is \(negative ? "less than minimum" : "greater than maximum")")
        case 72: throw t.raise(K.OverflowError, "unsigned short is \(negative ? "less than minimum" : "greater than maximum")")
        case 105: throw t.raise(K.OverflowError, "signed integer is \(negative ? "less than minimum" : "greater than maximum")")
        case 73: throw t.raise(K.OverflowError, negative ? "can't convert negative value to unsigned int" : "unsigned int is greater than maximum")
        case 108: throw t.raise(K.OverflowError, "Python int too large to convert to C long")
        case 76: throw t.raise(K.OverflowError, negative ? "can't convert negative value to unsigned int" : "Python int too large to convert to C unsigned long")
        case 113: throw t.raise(K.OverflowError, "int too big to convert")
        default: throw t.raise(K.OverflowError, negative ? "can't convert negative int to unsigned" : "int too big to convert")
        }
    }

    @inline(__always) static func store(_ v: Value, _ i: Int, _ word: UInt64) {
        let n = itemSize(v)
        let p = UnsafeMutableRawPointer(storage(v).data) + i &* n
        switch n {
        case 1: p.storeBytes(of: UInt8(truncatingIfNeeded: word), as: UInt8.self)
        case 2: p.storeBytes(of: UInt16(truncatingIfNeeded: word), as: UInt16.self)
        case 4: p.storeBytes(of: UInt32(truncatingIfNeeded: word), as: UInt32.self)
        default: p.storeBytes(of: word, as: UInt64.self)
        }
    }

    static func append(_ t: Thread, _ v: Value, _ x: Value) throws(PyRaise) {
        let word = try convert(t, code(v), x)
        let n = count(v)
        try resize(t, v, storage(v).count + itemSize(v))
        store(v, n, word)
    }

    /// Appends the items of an array of the same kind or of any iterable.
    static func extend(_ t: Thread, _ v: Value, _ x: Value) throws(PyRaise) {
        if t.isInstance(x, type) {
            guard code(x) == code(v) else { throw t.raise(K.TypeError, "can only extend with array of same kind") }
            let old = storage(v).count, more = storage(x).count
            if more == 0 { return }
            try resize(t, v, old + more)
            // Perhaps the same array: its bytes are where they were, or copied to the new place.
            (storage(v).data + old).update(from: storage(x).data, count: more)
            return
        }
        try t.forEach(x) { (item) throws(PyRaise) in try append(t, v, item); return true }
    }

    static func appendBytes(_ t: Thread, _ v: Value, _ bytes: [UInt8]) throws(PyRaise) {
        if bytes.isEmpty { return }
        let old = storage(v).count
        try resize(t, v, old + bytes.count)
        let p = storage(v).data + old
        for i in 0 ..< bytes.count { p[i] = bytes[i] }
    }

    /// A new array with the items of a slice.
    static func slice(_ t: Thread, _ v: Value, _ b: SliceBounds) throws(PyRaise) -> Value {
        let n = itemSize(v)
        let r = try make(t, type, code(v), bytes: b.count * n)
        if b.count == 0 { return r }
        let from = UnsafeRawPointer(storage(v).data), to = UnsafeMutableRawPointer(storage(r).data)
        if b.step == 1 { to.copyMemory(from: from + b.start * n, byteCount: b.count * n); return r }
        var i = b.start
        for k in 0 ..< b.count { (to + k * n).copyMemory(from: from + i * n, byteCount: n); i = i &+ b.step }
        return r
    }

    /// v[key] = value; value empty: deletion.
    static func assign(_ t: Thread, _ v: Value, _ key: Value, _ value: Value) throws(PyRaise) {
        let n = itemSize(v)
        if try t.isIndex(key) {
            guard let i = try t.itemIndex(key, count(v)) else { throw t.raise(K.IndexError, "array assignment index out of range") }
            if value.isEmpty {
                try replace(t, v, i, i + 1, [])
                return
            }
            let word = try convert(t, code(v), value)
            guard i < count(v) else { throw t.raise(K.IndexError, "array assignment index out of range") }
            store(v, i, word)
            return
        }
        guard t.isInstance(key, K.slice) else { throw t.raise(K.TypeError, "array indices must be integers") }
        let b = try t.sliceBounds(key, count(v))
        var bytes: [UInt8] = []
        if value.isPresent {
            guard t.isInstance(value, type) else { throw t.raise(K.TypeError, "can only assign array (not \"\(t.typeName(of: value))\") to array slice") }
            guard code(value) == code(v) else { throw t.raise(K.TypeError, "bad argument type for built-in operation") }
            bytes = Array(storage(value).buffer)
        }
        if b.step == 1 { try replace(t, v, b.start, b.start + b.count, bytes); return }
        if value.isEmpty {
            if b.count == 0 { return }
            var kept: [UInt8] = []
            let all = storage(v).buffer
            let first = b.step < 0 ? b.start + (b.count - 1) * b.step : b.start, step = abs(b.step), last = first + (b.count - 1) * step
            for i in 0 ..< count(v) where !(i >= first && i <= last && (i - first) % step == 0) { kept.append(contentsOf: all[i * n ..< (i + 1) * n]) }
            if storage(v).pointee.exports > 0 && t.hasVisibleViews(v) { throw t.raise(K.BufferError, "cannot resize an array that is exporting buffers") }
            try replace(t, v, 0, count(v), kept)
            return
        }
        guard bytes.count == b.count * n else { throw t.raise(K.ValueError, "attempt to assign array of size \(bytes.count / n) to extended slice of size \(b.count)") }
        var i = b.start
        for k in 0 ..< b.count {
            for j in 0 ..< n { storage(v).data[i * n + j] = bytes[k * n + j] }
            i = i &+ b.step
        }
    }

    /// Replaces items from ..< to.
    static func replace(_ t: Thread, _ v: Value, _ from: Int, _ to: Int, _ bytes: [UInt8]) throws(PyRaise) {
        let n = itemSize(v), b = storage(v)
        if bytes.count != (to - from) * n && b.pointee.exports > 0 && t.hasVisibleViews(v) { throw t.raise(K.BufferError, "cannot resize an array that is exporting buffers") }
        let copy = try t.newBytes(bytes)
        try t.bytearrayReplace(b, from * n, to * n, copy.bytes.buffer)
    }

    /// a ∘ b, item by item as Python compares; nil for anything but arrays.
    static func compare(_ t: Thread, _ op: CompareOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        guard t.isInstance(b, type) else { return .notImplemented }
        let n = Swift.min(count(a), count(b))
        if op == .eq || op == .ne, count(a) != count(b) { return Value(op == .ne) }
        for i in 0 ..< n {
            guard i < count(a), i < count(b) else { break }
            let x = try item(t, a, i), y = try item(t, b, i)
            if try t.isEqual(x, y) { continue }
            if op == .eq { return .false_ }
            if op == .ne { return .true_ }
            return try t.compareWaiting(op, x, y)
        }
        let m = count(a), k = count(b)
        switch op {
        case .lt: return Value(m < k)
        case .le: return Value(m <= k)
        case .gt: return Value(m > k)
        case .ge: return Value(m >= k)
        case .eq: return Value(m == k)
        case .ne: return Value(m != k)
        }
    }
}
