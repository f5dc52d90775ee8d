// Str core: making strings, reading their characters, interning, comparing, hashing.
//
// A string has 1, 2 or 4 bytes a character (header.extra), the least that holds its largest character; so equal strings
// have equal widths and bytes. Bit 0 of header.flags: ASCII only; bit 1: interned; bit 2: used as a key of a class-level cache.
// The characters lie behind the fixed fields, or in a ByteArray shared by the strings that grew from one another by +=.

import CVMSpec
import Glibc

public typealias StrRef = UnsafeMutablePointer<PyStrLayout>

enum StrFlag {
    static let ascii: UInt8 = 1
    static let interned: UInt8 = 2
    static let classCached: UInt8 = 4
}

extension UnsafeMutablePointer where Pointee == PyStrLayout {
    @inlinable public var width: Int { Int(pointee.header.extra) }
    @inlinable public var count: Int { Int(pointee.length) }
    @inlinable public var isASCII: Bool { pointee.header.flags & 1 != 0 }
    @inlinable public var bytes: UnsafeMutablePointer<UInt8> { pointee.data.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self) }
    @inlinable public var units16: UnsafeMutablePointer<UInt16> { pointee.data.unsafelyUnwrapped.assumingMemoryBound(to: UInt16.self) }
    @inlinable public var units32: UnsafeMutablePointer<UInt32> { pointee.data.unsafelyUnwrapped.assumingMemoryBound(to: UInt32.self) }
    /// Character i, 0 ..< count.
    @inlinable @inline(__always) public subscript(code i: Int) -> UInt32 {
        switch pointee.header.extra {
        case 1: return UInt32(bytes[i])
        case 2: return UInt32(units16[i])
        default: return units32[i]
        }
    }

    /// The text as WTF-8.
    public var utf8: [UInt8] {
        if isASCII { return Array(UnsafeBufferPointer(start: bytes, count: count)) }
        var out: [UInt8] = []
        out.reserveCapacity(count * 2)
        for i in 0 ..< count { appendUTF8(&out, self[code: i]) }
        return out
    }

    /// The text as a Swift string; lone surrogates become U+FFFD.
    public var string: String { String(decoding: utf8, as: UTF8.self) }
}

/// Appends a code point, surrogates included, as (generalised) UTF-8.
public func appendUTF8(_ out: inout [UInt8], _ c: UInt32) {
    if c < 0x80 { out.append(UInt8(c)) }
    else if c < 0x800 { out.append(UInt8(0xC0 | c >> 6)); out.append(UInt8(0x80 | c & 63)) }
    else if c < 0x10000 {
        out.append(UInt8(0xE0 | c >> 12)); out.append(UInt8(0x80 | c >> 6 & 63)); out.append(UInt8(0x80 | c & 63))
    } else {
        out.append(UInt8(0xF0 | (c >> 18) & 7)); out.append(UInt8(0x80 | c >> 12 & 63))
        out.append(UInt8(0x80 | c >> 6 & 63)); out.append(UInt8(0x80 | c & 63))
    }
}

/// Decodes WTF-8 that is known to be well-formed (our own); bad bytes become U+FFFD.
public func decodeWTF8(_ b: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
    var i = 0
    let n = b.count
    while i < n {
        let c = UInt32(b[i])
        if c < 0x80 { body(c); i += 1; continue }
        var length = 0, value: UInt32 = 0
        if c >= 0xC2 && c < 0xE0 { length = 1; value = c & 31 }
        else if c >= 0xE0 && c < 0xF0 { length = 2; value = c & 15 }
        else if c >= 0xF0 && c < 0xF5 { length = 3; value = c & 7 }
        if length == 0 || i + length >= n + 0 && i + length > n - 1 { body(0xFFFD); i += 1; continue }
        for k in 1 ... length { value = value << 6 | UInt32(b[i + k] & 63) }
        body(value)
        i += length + 1
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// A string with room for `count` characters of `width` bytes, to be filled in by the caller.
    public func newStr(count: Int, width: Int, ascii: Bool) throws(PyRaise) -> StrRef {
        guard count >= 0, count < 1 << 38 else { throw memoryError() }
        let s = try new(PyStrLayout.self, .Str, extraBytes: count &* width)
        s.pointee.header.extra = UInt16(width)
        s.pointee.header.flags = ascii ? StrFlag.ascii : 0
        s.pointee.length = Int64(count)
        s.pointee.data = UnsafeMutableRawPointer(s + 1)
        return s
    }

    /// The string of a code point.
    public func character(_ c: UInt32) throws(PyRaise) -> Value {
        if c < 256, let table = Names.characters {
            let v = table[Int(c)]
            if v.isPresent { return v }
        }
        let width = c < 256 ? 1 : c < 65536 ? 2 : 4
        let s = try newStr(count: 1, width: width, ascii: c < 128)
        switch width {
        case 1: s.bytes[0] = UInt8(c)
        case 2: s.units16[0] = UInt16(c)
        default: s.units32[0] = c
        }
        return Value(s)
    }

    /// A string of code points; the width is the least possible.
    public func str(codes: UnsafeBufferPointer<UInt32>) throws(PyRaise) -> Value {
        var all: UInt32 = 0
        for c in codes { all |= c }
        let width = all < 256 ? 1 : all < 65536 ? 2 : 4
        if codes.count == 0 { return Names.emptyStr }
        if codes.count == 1 { return try character(codes[0]) }
        let s = try newStr(count: codes.count, width: width, ascii: all < 128)
        switch width {
        case 1: for i in 0 ..< codes.count { s.bytes[i] = UInt8(truncatingIfNeeded: codes[i]) }
        case 2: for i in 0 ..< codes.count { s.units16[i] = UInt16(truncatingIfNeeded: codes[i]) }
        default: for i in 0 ..< codes.count { s.units32[i] = codes[i] }
        }
        return Value(s)
    }

    public func str(codes: [UInt32]) throws(PyRaise) -> Value {
        var result = Value.empty
        var failed = false
        codes.withUnsafeBufferPointer { b in
            do { result = try str(codes: b) } catch { failed = true }
        }
        if failed { throw PyRaise() }
        return result
    }

    /// A string of ASCII or Latin-1 bytes.
    public func str(latin1 b: UnsafeBufferPointer<UInt8>) throws(PyRaise) -> Value {
        if b.count == 0 { return Names.emptyStr }
        var all: UInt8 = 0
        for c in b { all |= c }
        if b.count == 1 { return try character(UInt32(b[0])) }
        let s = try newStr(count: b.count, width: 1, ascii: all < 128)
        memcpy(s.bytes, b.baseAddress!, b.count)
        return Value(s)
    }

    /// A string of WTF-8 bytes known to be well-formed.
    public func str(utf8 b: UnsafeBufferPointer<UInt8>) throws(PyRaise) -> Value {
        var all: UInt8 = 0
        for c in b { all |= c }
        if all < 128 { return try str(latin1: b) }
        var codes: [UInt32] = []
        codes.reserveCapacity(b.count)
        decodeWTF8(b) { codes.append($0) }
        return try str(codes: codes)
    }

    public func str(utf8 b: [UInt8]) throws(PyRaise) -> Value {
        var result = Value.empty
        var failed = false
        b.withUnsafeBufferPointer { p in
            do { result = try str(utf8: p) } catch { failed = true }
        }
        if failed { throw PyRaise() }
        return result
    }

    /// A string from Swift text.
    public func str(_ s: String) throws(PyRaise) -> Value {
        try withBytes(of: s) { b throws(PyRaise) in try str(utf8: b) }
    }

    /// Part of a string: characters from ..< to (checked by the caller).
    public func substring(_ s: StrRef, _ from: Int, _ to: Int) throws(PyRaise) -> Value {
        let n = to - from
        if n <= 0 { return Names.emptyStr }
        if n == s.count && s.pointee.header.shape == Kind.Str.rawValue { return Value(s) }
        if n == 1 { return try character(s[code: from]) }
        if s.width == 1 {
            if s.isASCII {
                let r = try newStr(count: n, width: 1, ascii: true)
                memcpy(r.bytes, s.bytes + from, n)
                return Value(r)
            }
            return try str(latin1: UnsafeBufferPointer(start: s.bytes + from, count: n))
        }
        if s.width == 4 { return try str(codes: UnsafeBufferPointer(start: s.units32 + from, count: n)) }
        var all: UInt16 = 0
        for i in from ..< to { all |= s.units16[i] }
        let r = try newStr(count: n, width: all < 256 ? 1 : 2, ascii: all < 128)
        if all < 256 { for i in 0 ..< n { r.bytes[i] = UInt8(truncatingIfNeeded: s.units16[from + i]) } }
        else { memcpy(r.units16, s.units16 + from, n * 2) }
        return Value(r)
    }

    /// a + b for two strings (exact or not). A string that grows by += shares spare capacity: amortised linear.
    public func concatenate(_ a: StrRef, _ b: StrRef) throws(PyRaise) -> Value {
        let n = a.count, m = b.count
        if m == 0 && a.pointee.header.shape == Kind.Str.rawValue { return Value(a) }
        if n == 0 && b.pointee.header.shape == Kind.Str.rawValue { return Value(b) }
        let width = Swift.max(a.width, b.width)
        let total = n + m
        let ascii = a.isASCII && b.isASCII
        if width == a.width && total * width >= 128 {
            // The storage behind a's characters may have room, if a ends where the storage's used part ends.
            let inline = a.pointee.data == UnsafeMutableRawPointer(a + 1)
            if !inline, let data = a.pointee.data {
                let storage = Value(bits: UInt64(UInt(bitPattern: data)) - 16).cell(PyByteArrayLayout.self)
                let usedPointer = data + Int(storage.pointee.capacity) - 8
                let usedBytes = usedPointer.assumingMemoryBound(to: Int64.self)
                if Int(usedBytes.pointee) == n * width && total * width <= Int(storage.pointee.capacity) - 8 {
                    copyCharacters(from: b, to: data + n * width, width: width)
                    usedBytes.pointee = Int64(total * width)
                    return try strOver(data, total, width, ascii)
                }
            }
            let capacity = (total * width * 2 + 15) & ~7
            let data = UnsafeMutableRawPointer(try newBytesStorage(capacity))
            copyCharacters(from: a, to: data, width: width)
            copyCharacters(from: b, to: data + n * width, width: width)
            (data + capacity - 8).assumingMemoryBound(to: Int64.self).pointee = Int64(total * width)
            return try strOver(data, total, width, ascii)
        }
        let r = try newStr(count: total, width: width, ascii: ascii)
        copyCharacters(from: a, to: UnsafeMutableRawPointer(r.bytes), width: width)
        copyCharacters(from: b, to: UnsafeMutableRawPointer(r.bytes) + n * width, width: width)
        return Value(r)
    }

    private func strOver(_ data: UnsafeMutableRawPointer, _ count: Int, _ width: Int, _ ascii: Bool) throws(PyRaise) -> Value {
        let s = try new(PyStrLayout.self, .Str)
        s.pointee.header.extra = UInt16(width)
        s.pointee.header.flags = ascii ? StrFlag.ascii : 0
        s.pointee.length = Int64(count)
        s.pointee.data = data
        return Value(s)
    }

    /// Copies the characters of s to memory of `width` (at least s.width) bytes a character.
    public func copyCharacters(from s: StrRef, to p: UnsafeMutableRawPointer, width: Int) {
        let n = s.count
        if s.width == width { memcpy(p, s.bytes, n * width); return }
        if width == 2 {
            let q = p.assumingMemoryBound(to: UInt16.self)
            for i in 0 ..< n { q[i] = UInt16(s.bytes[i]) }
        } else {
            let q = p.assumingMemoryBound(to: UInt32.self)
            for i in 0 ..< n { q[i] = s[code: i] }
        }
    }

    // -- Interning

    /// The interned string of a Swift text: attribute names and the like.
    public func intern(_ s: String) throws(PyRaise) -> Value {
        try withBytes(of: s) { b throws(PyRaise) in try intern(utf8: b) }
    }

    private func withBytes(of s: String, _ body: (UnsafeBufferPointer<UInt8>) throws(PyRaise) -> Value) throws(PyRaise) -> Value {
        var copy = s
        var result: Value? = nil
        copy.withUTF8 { b in
            do { result = try body(b) } catch {}
        }
        guard let result else { throw PyRaise() }
        return result
    }

    /// The interned string of WTF-8 bytes known to be well-formed.
    func intern(utf8 b: UnsafeBufferPointer<UInt8>) throws(PyRaise) -> Value {
        let known = Names.known(b)
        return known.isPresent ? known : try intern(try str(utf8: b))
    }

    /// The interned string equal to s.
    public func intern(_ s: Value) throws(PyRaise) -> Value {
        if s.str.pointee.header.flags & StrFlag.interned != 0 { return s }
        return try Names.intern(self, s)
    }
}

/// FNV-like hash of a byte run, seeded; never 0.
@inline(__always) func hashBytes(_ p: UnsafePointer<UInt8>, _ n: Int, _ seed: UInt64) -> UInt64 {
    var h = seed ^ UInt64(n) &* 0x9E37_79B9_7F4A_7C15
    var i = 0
    while i + 8 <= n {
        let w = UnsafeRawPointer(p + i).loadUnaligned(as: UInt64.self)
        h = (h ^ w) &* 0xff51_afd7_ed55_8ccd
        h ^= h >> 32
        i += 8
    }
    var tail: UInt64 = 0
    while i < n { tail = tail << 8 | UInt64(p[i]); i += 1 }
    h = (h ^ tail) &* 0xc4ce_b9fe_1a85_ec53
    h ^= h >> 29
    h = h &* 0xff51_afd7_ed55_8ccd
    h ^= h >> 32
    return h == 0 ? 1 : h
}

/// Hash of a string, cached in it.
@inline(__always) func strHash(_ s: StrRef) -> UInt64 {
    if s.pointee.hash != 0 { return s.pointee.hash }
    // As in CPython, the empty string's is 0.
    if s.pointee.length == 0 { return 0 }
    let h = hashBytes(s.bytes, s.count &* s.width, Names.hashSeed)
    s.pointee.hash = h
    return h
}

@inline(__always) func strEqual(_ a: StrRef, _ b: StrRef) -> Bool {
    if a == b { return true }
    if a.pointee.length != b.pointee.length || a.pointee.header.extra != b.pointee.header.extra { return false }
    if a.pointee.header.flags & b.pointee.header.flags & StrFlag.interned != 0 { return false }
    return memcmp(a.bytes, b.bytes, a.count &* a.width) == 0
}

/// Interned strings: an open-addressing table of string cells, kept alive for ever.
enum Names {
    // Made at the first use: a global with a constant initialiser is read without any check.
    nonisolated(unsafe) private static var storage: UnsafeMutablePointer<UInt64>? = nil
    static var table: UnsafeMutablePointer<UInt64> {
        @inline(__always) get { storage.unsafelyUnwrapped }
        set { storage = newValue }
    }
    nonisolated(unsafe) static var mask = -1
    nonisolated(unsafe) static var count = 0
    /// Names that no collection has marked yet.
    nonisolated(unsafe) static var recent: [UInt64] = []
    nonisolated(unsafe) static var hashSeed: UInt64 = 0x51_7c_c1_b7_27_22_0a_95
    nonisolated(unsafe) static var emptyStr = Value.empty
    nonisolated(unsafe) static var characters: UnsafeMutablePointer<Value>? = nil

    static func prepare(_ t: Thread) throws(PyRaise) {
        emptyStr = try intern(t, Value(try t.newStr(count: 0, width: 1, ascii: true)))
        let chars = UnsafeMutablePointer<Value>.allocate(capacity: 256)
        chars.initialize(repeating: .empty, count: 256)
        for c in 0 ..< 256 { chars[c] = try intern(t, try t.character(UInt32(c))) }
        characters = chars
    }

    /// The interned string of an ASCII text, or empty if there is none yet.
    static func known(_ b: UnsafeBufferPointer<UInt8>) -> Value {
        guard mask >= 0, b.count > 0, let p = b.baseAddress else { return .empty }
        for c in b where c >= 128 { return .empty }
        let h = hashBytes(p, b.count, hashSeed)
        var i = Int(truncatingIfNeeded: h) & mask
        while table[i] != 0 {
            let s = Value(bits: table[i]).str
            if s.pointee.hash == h && s.count == b.count && s.width == 1 && memcmp(s.bytes, p, b.count) == 0 { return Value(s) }
            i = (i + 1) & mask
        }
        return .empty
    }

    static func intern(_ t: Thread, _ v: Value) throws(PyRaise) -> Value {
        if count * 2 >= mask {
            let newMask = mask < 0 ? 4095 : mask * 2 + 1
            let grown = UnsafeMutablePointer<UInt64>.allocate(capacity: newMask + 1)
            grown.initialize(repeating: 0, count: newMask + 1)
            if mask >= 0 {
                for i in 0 ... mask where table[i] != 0 {
                    var j = Int(truncatingIfNeeded: strHash(Value(bits: table[i]).str)) & newMask
                    while grown[j] != 0 { j = (j + 1) & newMask }
                    grown[j] = table[i]
                }
            }
            storage?.deallocate()
            table = grown
            mask = newMask
        }
        let s = v.str
        var i = Int(truncatingIfNeeded: strHash(s)) & mask
        while table[i] != 0 {
            let other = Value(bits: table[i]).str
            if other.pointee.hash == s.pointee.hash && strEqual(other, s) { return Value(other) }
            i = (i + 1) & mask
        }
        var kept = v
        if v.shape != Kind.Str.rawValue || s.pointee.data != UnsafeMutableRawPointer(s + 1) {
            // Only compact exact strings stay for ever.
            let copy = try t.newStr(count: s.count, width: s.width, ascii: s.isASCII)
            memcpy(copy.bytes, s.bytes, s.count * s.width)
            copy.pointee.hash = s.pointee.hash
            kept = Value(copy)
        }
        kept.str.pointee.header.flags |= StrFlag.interned
        table[i] = kept.bits
        count += 1
        recent.append(kept.bits)
        return kept
    }

    /// Marks the names, all or those since the last collection.
    static func mark(_ m: inout Marker, all: Bool) {
        if !all { for bits in recent { m.mark(Value(bits: bits)) } } else if mask >= 0 { for i in 0 ... mask where table[i] != 0 { m.mark(Value(bits: table[i])) } }
    }
}
