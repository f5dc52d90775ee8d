// Text: a run of 1-, 2- or 4-byte characters in memory, and searching in it.
//
// The same algorithms serve str (any width) and bytes (width 1). A Text borrows the memory: it must not outlive the object
// that owns the characters, and no Python code may run meanwhile if the owner is mutable. Nothing here allocates or raises.

import CVMSpec
import Glibc

@_silgen_name("memmem") func c_memmem(_ h: UnsafeRawPointer, _ n: Int, _ s: UnsafeRawPointer, _ m: Int) -> UnsafeMutableRawPointer?
@_silgen_name("memrchr") func c_memrchr(_ h: UnsafeRawPointer, _ c: Int32, _ n: Int) -> UnsafeMutableRawPointer?

/// Characters in memory.
public struct Text {
    public let p: UnsafePointer<UInt8>
    public let count: Int
    public let width: Int
    public let ascii: Bool

    @inline(__always) public init(_ s: StrRef) {
        p = UnsafePointer(s.bytes)
        count = s.count
        width = s.width
        ascii = s.isASCII
    }

    @inline(__always) public init(bytes b: UnsafeRawBufferPointer) {
        p = b.count == 0 ? Text.nothing : b.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
        count = b.count
        width = 1
        ascii = false
    }

    @inline(__always) init(_ p: UnsafePointer<UInt8>, _ count: Int, width: Int, ascii: Bool) {
        self.p = p
        self.count = count
        self.width = width
        self.ascii = ascii
    }

    /// A valid address for texts without characters.
    nonisolated(unsafe) static let nothing: UnsafePointer<UInt8> = {
        let q = UnsafeMutablePointer<UInt8>.allocate(capacity: 16)
        q.initialize(repeating: 0, count: 16)
        return UnsafePointer(q)
    }()

    @inline(__always) var p16: UnsafePointer<UInt16> { UnsafeRawPointer(p).assumingMemoryBound(to: UInt16.self) }
    @inline(__always) var p32: UnsafePointer<UInt32> { UnsafeRawPointer(p).assumingMemoryBound(to: UInt32.self) }

    /// Character i.
    @inline(__always) public subscript(i: Int) -> UInt32 {
        switch width {
        case 1: return UInt32(p[i])
        case 2: return UInt32(p16[i])
        default: return p32[i]
        }
    }

    /// Characters from ..< to.
    @inline(__always) func slice(_ from: Int, _ to: Int) -> Text {
        Text(p + from &* width, to &- from, width: width, ascii: ascii)
    }

    /// Runs body with this text's characters in `wanted` (at least `width`) bytes each.
    @inline(__always) func widened<R>(_ wanted: Int, _ body: (Text) throws(PyRaise) -> R) throws(PyRaise) -> R {
        if wanted == width { return try body(self) }
        let m = UnsafeMutableRawPointer.allocate(byteCount: Swift.max(1, count * wanted), alignment: 8)
        defer { m.deallocate() }
        copy(to: m, width: wanted)
        return try body(Text(m.assumingMemoryBound(to: UInt8.self), count, width: wanted, ascii: ascii))
    }

    /// Copies the characters to memory of `wanted` (at least `width`) bytes each.
    @inline(__always) func copy(to m: UnsafeMutableRawPointer, width wanted: Int) {
        if wanted == width { memcpy(m, p, count &* width); return }
        if wanted == 2 {
            let q = m.assumingMemoryBound(to: UInt16.self)
            for i in 0 ..< count { q[i] = UInt16(p[i]) }
        } else if width == 1 {
            let q = m.assumingMemoryBound(to: UInt32.self)
            for i in 0 ..< count { q[i] = UInt32(p[i]) }
        } else {
            let q = m.assumingMemoryBound(to: UInt32.self)
            for i in 0 ..< count { q[i] = UInt32(p16[i]) }
        }
    }

    /// All characters or-ed together: below 128, 256 or 65536 exactly if they all are.
    func union() -> UInt32 {
        switch width {
        case 1:
            var all: UInt8 = 0
            for i in 0 ..< count { all |= p[i] }
            return UInt32(all)
        case 2:
            var all: UInt16 = 0
            for i in 0 ..< count { all |= p16[i] }
            return UInt32(all)
        default:
            var all: UInt32 = 0
            for i in 0 ..< count { all |= p32[i] }
            return all
        }
    }

    // -- Searching. `s` must have the same width (see widened).

    /// First place of s within from ..< to, or -1.
    @inline(__always) func find(_ s: Text, _ from: Int, _ to: Int) -> Int {
        let n = to &- from, m = s.count
        if m > n || n < 0 { return -1 }
        if m == 0 { return from }
        if m == 1 { return find(character: s[0], from, to) }
        if width == 1 {
            guard let q = c_memmem(p + from, n, s.p, m) else { return -1 }
            return UnsafePointer(q.assumingMemoryBound(to: UInt8.self)) - p
        }
        return findWide(s, from, to)
    }

    private func findWide(_ s: Text, _ from: Int, _ to: Int) -> Int {
        var at = from &* width
        let end = to &* width
        while true {
            guard let q = c_memmem(p + at, end - at, s.p, s.count &* width) else { return -1 }
            let offset = UnsafePointer(q.assumingMemoryBound(to: UInt8.self)) - p
            if offset % width == 0 { return offset / width }
            at = offset + 1
        }
    }

    /// First place of character c within from ..< to, or -1.
    @inline(__always) func find(character c: UInt32, _ from: Int, _ to: Int) -> Int {
        if from >= to { return -1 }
        switch width {
        case 1:
            if c > 255 { return -1 }
            guard let q = memchr(p + from, Int32(c), to &- from) else { return -1 }
            return UnsafePointer(q.assumingMemoryBound(to: UInt8.self)) - p
        case 2:
            if c > 65535 { return -1 }
            let x = UInt16(c), q = p16
            var i = from
            while i < to { if q[i] == x { return i }; i &+= 1 }
            return -1
        default:
            let q = p32
            var i = from
            while i < to { if q[i] == c { return i }; i &+= 1 }
            return -1
        }
    }

    /// Last place of character c within from ..< to, or -1.
    @inline(__always) func rfind(character c: UInt32, _ from: Int, _ to: Int) -> Int {
        if from >= to { return -1 }
        if width == 1 {
            if c > 255 { return -1 }
            guard let q = c_memrchr(p + from, Int32(c), to &- from) else { return -1 }
            return UnsafePointer(q.assumingMemoryBound(to: UInt8.self)) - p
        }
        var i = to &- 1
        while i >= from { if self[i] == c { return i }; i &-= 1 }
        return -1
    }

    /// Last place of s within from ..< to, or -1.
    func rfind(_ s: Text, _ from: Int, _ to: Int) -> Int {
        let m = s.count
        if m > to &- from || to < from { return -1 }
        if m == 0 { return to }
        if m == 1 { return rfind(character: s[0], from, to) }
        let first = s[0]
        var end = to &- m &+ 1
        while true {
            let i = rfind(character: first, from, end)
            if i < 0 { return -1 }
            if memcmp(p + i &* width, s.p, m &* width) == 0 { return i }
            end = i
        }
    }

    /// Number of places of s within from ..< to that do not overlap, at most `limit`.
    func count(_ s: Text, _ from: Int, _ to: Int, limit: Int = .max) -> Int {
        if to < from { return 0 }
        if s.count == 0 { return Swift.min(limit, to &- from &+ 1) }
        if s.count == 1 && width == 1 && limit == .max {
            return countBytes(s.p[0], from, to)
        }
        var n = 0, at = from
        while n < limit {
            let i = find(s, at, to)
            if i < 0 { break }
            n &+= 1
            at = i &+ s.count
        }
        return n
    }

    /// Number of bytes equal to c within from ..< to: 32 at a time, in byte-wide counters that are emptied before they overflow.
    private func countBytes(_ c: UInt8, _ from: Int, _ to: Int) -> Int {
        var n = 0, i = from
        let wanted = SIMD32<UInt8>(repeating: c), one = SIMD32<UInt8>(repeating: 1), zero = SIMD32<UInt8>(repeating: 0)
        let r = UnsafeRawPointer(p)
        while i + 32 <= to {
            var counts = zero
            var rounds = 0
            while rounds < 255 && i + 32 <= to {
                counts &+= zero.replacing(with: one, where: r.loadUnaligned(fromByteOffset: i, as: SIMD32<UInt8>.self) .== wanted)
                i &+= 32
                rounds &+= 1
            }
            let low = SIMD16<UInt16>(truncatingIfNeeded: counts.lowHalf), high = SIMD16<UInt16>(truncatingIfNeeded: counts.highHalf)
            n &+= Int((low &+ high).wrappedSum())
        }
        while i < to { n &+= p[i] == c ? 1 : 0; i &+= 1 }
        return n
    }

    /// Is s at place i? (s of any width)
    func matches(_ s: Text, at i: Int) -> Bool {
        if i < 0 || i &+ s.count > count { return false }
        if s.width == width { return memcmp(p + i &* width, s.p, s.count &* width) == 0 }
        for k in 0 ..< s.count where self[i &+ k] != s[k] { return false }
        return true
    }

    /// -1, 0 or 1: order by code points.
    func order(_ s: Text) -> Int {
        let n = Swift.min(count, s.count)
        if width == 1 && s.width == 1 {
            let c = memcmp(p, s.p, n)
            if c != 0 { return c < 0 ? -1 : 1 }
        } else {
            for i in 0 ..< n {
                let x = self[i], y = s[i]
                if x != y { return x < y ? -1 : 1 }
            }
        }
        return count < s.count ? -1 : count > s.count ? 1 : 0
    }
}

/// Is c white space for bytes methods?
@inline(__always) func isByteSpace(_ c: UInt8) -> Bool { c == 32 || c &- 9 < 5 }

/// Is c white space for str methods?
@inline(__always) func isStrSpace(_ c: UInt32) -> Bool {
    if c < 128 { return c == 32 || c &- 9 < 5 || c &- 28 < 4 }
    return isWideSpace(c)
}

@inline(never) func isWideSpace(_ c: UInt32) -> Bool {
    switch c {
    case 0x85, 0xA0, 0x1680, 0x2000 ... 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
}

/// Does c end a line for str.splitlines?
@inline(__always) func isStrLineEnd(_ c: UInt32) -> Bool {
    if c < 0x85 { return c &- 10 < 4 || c &- 28 < 3 }
    return c == 0x85 || c == 0x2028 || c == 0x2029
}
