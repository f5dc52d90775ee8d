// ByteBuilder: collects bytes (mostly UTF-8 text) in malloc'ed memory, without reference counts.
//
// Call `free()` (in a defer) whatever happens; `finish(t)` makes a str of well-formed UTF-8.

import CVMSpec
import Glibc

/// Bytes under construction.
public struct ByteBuilder {
    public private(set) var p: UnsafeMutablePointer<UInt8>
    public private(set) var count = 0
    private var capacity: Int

    public init(capacity: Int = 256) {
        self.capacity = Swift.max(16, capacity)
        p = malloc(self.capacity).assumingMemoryBound(to: UInt8.self)
    }

    public func free() { Glibc.free(p) }

    @inline(never) private mutating func grow(_ n: Int) {
        capacity = Swift.max(count &+ n, capacity &+ capacity >> 1)
        p = realloc(p, capacity).assumingMemoryBound(to: UInt8.self)
    }

    /// Room for n more bytes; the caller fills what it gets and calls `advance`.
    @inline(__always) public mutating func room(_ n: Int) -> UnsafeMutablePointer<UInt8> {
        if n > capacity &- count { grow(n) }
        return p + count
    }

    @inline(__always) public mutating func advance(_ n: Int) { count &+= n }

    @inline(__always) public mutating func append(_ c: UInt8) {
        if count == capacity { grow(1) }
        p[count] = c
        count &+= 1
    }

    @inline(__always) public mutating func append(_ q: UnsafePointer<UInt8>, _ n: Int) {
        if n <= 0 { return }
        memcpy(room(n), q, n)
        count &+= n
    }

    @inline(__always) public mutating func append(_ s: StaticString) { append(s.utf8Start, s.utf8CodeUnitCount) }

    /// Appends a code point as (generalised) UTF-8.
    public mutating func append(code c: UInt32) {
        if c < 0x80 { append(UInt8(c)); return }
        if c >= 0x800 {
            if c < 0x10000 { append(UInt8(0xE0 | c >> 12)) } else {
                append(UInt8(0xF0 | (c >> 18) & 7))
                append(UInt8(0x80 | c >> 12 & 63))
            }
            append(UInt8(0x80 | c >> 6 & 63))
        } else { append(UInt8(0xC0 | c >> 6)) }
        append(UInt8(0x80 | c & 63))
    }

    /// Appends the text of a string.
    public mutating func append(_ s: StrRef) {
        if s.isASCII { append(s.bytes, s.count); return }
        for i in 0 ..< s.count { append(code: s[code: i]) }
    }

    /// Appends the decimal digits of n.
    public mutating func append(decimal n: Int) {
        let q = room(20)
        var m = n.magnitude, k = 0
        if n < 0 { q[0] = 45; k = 1 }
        let start = k
        repeat {
            q[k] = UInt8(truncatingIfNeeded: 48 &+ m % 10)
            m /= 10
            k &+= 1
        } while m != 0
        count &+= k
        var i = start, j = k &- 1
        while i < j {
            let c = q[i]
            q[i] = q[j]
            q[j] = c
            i &+= 1
            j &-= 1
        }
    }

    /// The bytes so far.
    public var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: p, count: count) }

    /// The str that these bytes are, as UTF-8.
    public func finish(_ t: Thread) throws(PyRaise) -> Value { try t.str(utf8: buffer) }
}
