// StrBuilder: collects characters for a new string, growing and widening as needed.
//
// The memory is malloc'ed: call `free()` (in a defer) whatever happens, `finish(t)` makes the string.

import CVMSpec
import Glibc

/// A string under construction.
public struct StrBuilder {
    var p: UnsafeMutableRawPointer
    var capacity: Int
    public private(set) var count = 0
    var width = 1
    /// All characters or-ed together.
    var union: UInt32 = 0

    public init(capacity: Int = 64) {
        let n = Swift.max(16, capacity)
        p = malloc(n)
        self.capacity = n
    }

    public func free() { Glibc.free(p) }

    /// Makes room for n more characters of `wanted` bytes.
    @inline(never) mutating func grow(_ n: Int, width wanted: Int) {
        let w = Swift.max(width, wanted)
        let needed = count &+ n
        if w == width {
            if needed <= capacity { return }
            capacity = Swift.max(needed, capacity &+ capacity >> 1 &+ 16)
            p = realloc(p, capacity &* w)
            return
        }
        let room = Swift.max(needed, capacity)
        let q: UnsafeMutableRawPointer = malloc(room &* w)
        Text(UnsafePointer(p.assumingMemoryBound(to: UInt8.self)), count, width: width, ascii: false).copy(to: q, width: w)
        Glibc.free(p)
        p = q
        capacity = room
        width = w
    }

    @inline(__always) public mutating func append(_ c: UInt32) {
        let wanted = c < 256 ? 1 : c < 65536 ? 2 : 4
        if count == capacity || wanted > width { grow(1, width: wanted) }
        union |= c
        switch width {
        case 1: p.assumingMemoryBound(to: UInt8.self)[count] = UInt8(truncatingIfNeeded: c)
        case 2: p.assumingMemoryBound(to: UInt16.self)[count] = UInt16(truncatingIfNeeded: c)
        default: p.assumingMemoryBound(to: UInt32.self)[count] = c
        }
        count &+= 1
    }

    public mutating func append(_ x: Text) {
        if x.count == 0 { return }
        union |= x.ascii ? 0x7F : x.union()
        let wanted = union < 256 ? 1 : union < 65536 ? 2 : 4
        grow(x.count, width: wanted)
        let q = p + count &* width
        if x.width <= width { x.copy(to: q, width: width) }
        else if width == 1 {
            let r = q.assumingMemoryBound(to: UInt8.self)
            for i in 0 ..< x.count { r[i] = UInt8(truncatingIfNeeded: x[i]) }
        } else {
            let r = q.assumingMemoryBound(to: UInt16.self)
            for i in 0 ..< x.count { r[i] = UInt16(truncatingIfNeeded: x[i]) }
        }
        count &+= x.count
    }

    public mutating func append(_ s: StrRef) { append(Text(s)) }
    public mutating func append(str v: Value) { append(Text(v.str)) }
    public mutating func append(_ s: StrRef, _ from: Int, _ to: Int) { append(Text(s).slice(from, to)) }

    /// Appends the decimal digits of n.
    public mutating func append(decimal n: Int) {
        if n < 0 { append(45) }
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { b in
            var m = n.magnitude, i = 24
            repeat {
                i &-= 1
                b[i] = UInt8(truncatingIfNeeded: 48 &+ m % 10)
                m /= 10
            } while m != 0
            append(Text(bytes: UnsafeRawBufferPointer(rebasing: b[i ..< 24])))
        }
    }

    /// Appends Swift text.
    public mutating func append(_ s: String) { for c in s.unicodeScalars { append(c.value) } }

    public mutating func append(_ c: UInt32, times n: Int) {
        if n <= 0 { return }
        let wanted = c < 256 ? 1 : c < 65536 ? 2 : 4
        grow(n, width: wanted)
        if width == 1 {
            union |= c
            memset(p + count, Int32(truncatingIfNeeded: c), n)
            count &+= n
        } else { for _ in 0 ..< n { append(c) } }
    }

    /// Forgets the characters from `n` on.
    public mutating func truncate(_ n: Int) { count = Swift.min(count, n) }

    /// The characters so far.
    var text: Text { Text(UnsafePointer(p.assumingMemoryBound(to: UInt8.self)), count, width: width, ascii: union < 128) }

    /// The string of these characters.
    public func finish(_ t: Thread) throws(PyRaise) -> Value {
        if union < 128 && count > 1 {
            let s = try t.newStr(count: count, width: 1, ascii: true)
            memcpy(s.bytes, p, count)
            return Value(s)
        }
        return try t.str(text)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A string of these characters, as narrow as possible.
    public func str(_ x: Text) throws(PyRaise) -> Value {
        let n = x.count
        if n == 0 { return Names.emptyStr }
        if n == 1 { return try character(x[0]) }
        let all = x.ascii ? 0x7F : x.union()
        let width = all < 256 ? 1 : all < 65536 ? 2 : 4
        let s = try newStr(count: n, width: width, ascii: all < 128)
        if x.width <= width { x.copy(to: UnsafeMutableRawPointer(s.bytes), width: width) }
        else if width == 1, x.width == 2 { for i in 0 ..< n { s.bytes[i] = UInt8(truncatingIfNeeded: x.p16[i]) } }
        else if width == 1 { for i in 0 ..< n { s.bytes[i] = UInt8(truncatingIfNeeded: x[i]) } }
        else { for i in 0 ..< n { s.units16[i] = UInt16(truncatingIfNeeded: x[i]) } }
        return Value(s)
    }

    /// The string s as an exact str.
    @inline(__always) public func exactStr(_ s: Value) throws(PyRaise) -> Value { s.shape == Kind.Str.rawValue ? s : try str(Text(s.str)) }

    /// The freshly filled string s, or a narrower one if its characters allow (its ascii flag may be wrong).
    func settle(_ s: StrRef) throws(PyRaise) -> Value {
        if s.count <= 1 { return try str(Text(s)) }
        let all = Text(s).union()
        let width = all < 256 ? 1 : all < 65536 ? 2 : 4
        if width == s.width {
            if all < 128 { s.pointee.header.flags |= StrFlag.ascii } else { s.pointee.header.flags &= ~StrFlag.ascii }
            return Value(s)
        }
        return try str(Text(UnsafePointer(s.bytes), s.count, width: s.width, ascii: false))
    }

    /// An instance of a subclass of str with the characters of s. They lie in storage of their own, since the fixed fields
    /// are followed by the attributes; the last word of the storage tells how much of it is used.
    func newStrInstance(_ cls: TypeRef, _ s: StrRef) throws(PyRaise) -> Value {
        if cls.pointee.rootShape == Kind.Str.rawValue { return try exactStr(Value(s)) }
        let bytes = s.count &* s.width
        let capacity = (bytes + 15) & ~7
        let data = try newBytesStorage(capacity)
        memcpy(data, s.bytes, bytes)
        (UnsafeMutableRawPointer(data) + capacity - 8).assumingMemoryBound(to: Int64.self).pointee = Int64(bytes)
        let v = try newInstanceCell(cls)
        let r = v.str
        r.pointee.header.extra = UInt16(s.width)
        if s.isASCII { r.pointee.header.flags |= StrFlag.ascii }
        r.pointee.length = Int64(s.count)
        r.pointee.data = UnsafeMutableRawPointer(data)
        return v
    }
}
